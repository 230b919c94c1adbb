import type { Tally } from '../../../algebra/evidence/collect.ts'
import { literalsIn, partsOfLiteral } from '../../../algebra/evidence/literals.ts'
import { excerpt } from '../../../lib/lines.ts'
import type { OwnerHintBasis, Reference, Role } from '../../../model/evidence.ts'
import { type Named, nameOfLiteral } from '../shared/naming.ts'
import { type Common, referenceOf } from '../shared/reference.ts'
import { type AddressBook, makeResolver, type Member, memberBudget } from '../shared/resolve.ts'
import { shadowsOf } from '../shared/shadowed.ts'
import type { CiscoRead } from './read.ts'
import { servicesTeller } from './services.ts'
import type { CiscoConfiguration, Defined, Entry, Place, Setting, Translation } from './schema.ts'
import { maySpeak, spokenOf } from './settings.ts'

/** References of entries and translations, and literals of the settings; those of an entry are told as it is read. */
export function* referencesOf(
  { known, entries }: CiscoRead,
  file: string,
  headOwner: string | undefined,
  tally: Tally,
): Iterable<Reference> {
  const device = known.hostName ?? file
  const resolve = makeResolver(bookOf(known), memberBudget())
  const shadows = shadowsOf(tally)
  const servicesOf = servicesTeller(known)
  const basisOf = (
    owner: string | undefined,
    basis: 'comment' | 'description',
  ): OwnerHintBasis | undefined =>
    owner !== undefined ? basis : headOwner === undefined ? undefined : 'file-head'
  const named = (members: readonly Member[], { line, text }: Place): readonly Named[] =>
    members.length === 0 ? [] : resolve(members, (what) => tally.note(what, { number: line, text }))

  const ofEntry = (entry: Entry): readonly Reference[] => {
    const found: Reference[] = []
    const service = servicesOf(entry.service)
    const expires = entry.timeRange === undefined ? undefined : known.ends.get(entry.timeRange)
    const vrfs = known.bound.get(entry.list)
    const vrf = vrfs?.size === 1 ? vrfs.values().next().value : undefined
    const common: Common = {
      kind: 'firewall-rule',
      device,
      file,
      line: entry.line,
      text: excerpt(entry.text),
      name: entry.name,
      action: entry.action,
      ownerHint: entry.owner ?? headOwner,
      ownerHintBasis: basisOf(entry.owner, 'comment'),
      service: service.text === '' ? undefined : service.text,
      disabled: entry.disabled,
      expires,
      vrf: vrf === '' ? undefined : vrf,
      hits: entry.hits,
    }
    let apart = entry.disabled || entry.strange || service.more
    const lost = (what: string): void => {
      apart = true
      tally.note(what, { number: entry.line, text: entry.text })
    }
    const add = (member: Member | undefined, role: Role): void => {
      if (typeof member === 'object') found.push(referenceOf(common, role, member))
      else if (member !== undefined)
        for (const one of resolve(member, lost)) found.push(referenceOf(common, role, one))
    }
    add(entry.source, 'source')
    add(entry.destination, 'destination')
    if (!apart)
      shadows.mark(found, {
        policy: entry.policy,
        name: entry.name,
        line: entry.line,
        action: entry.action,
        from: 0,
        to: found.length,
        source: 'listed',
        sourceKey: typeof entry.source === 'string' ? entry.source : undefined,
        destinationKey: typeof entry.destination === 'string' ? entry.destination : undefined,
        // A standard list asks for the source alone.
        destination: entry.destination === undefined ? 'any' : 'listed',
        service: common.service,
        narrowed: entry.narrowed,
      })
    return found
  }

  const ofTranslation = (nat: Translation): readonly Reference[] => {
    const found: Reference[] = []
    const common: Common = {
      kind: 'nat-rule',
      device,
      file,
      line: nat.line,
      text: excerpt(nat.text),
      name: nat.name,
      action: nat.action,
      ownerHint: nat.owner ?? headOwner,
      ownerHintBasis: basisOf(nat.owner, 'description'),
      service: nat.service,
      disabled: nat.disabled,
      vrf: nat.vrf,
      hits: nat.hits,
    }
    for (const one of named(nat.source, nat)) found.push(referenceOf(common, 'source', one))
    const outside = named(nat.outside, nat)
    for (const one of outside) found.push(referenceOf(common, 'destination', one))
    const before = outside
      .filter(({ strength }) => strength !== 'any')
      .slice(0, 100)
      .map(({ covers, matched }) => covers ?? matched)
    const behind: Common = { ...common, via: before }
    for (const one of named(nat.inside, nat)) found.push(referenceOf(behind, 'translated', one))
    return found
  }

  for (const entry of entries()) for (const reference of ofEntry(entry)) yield reference
  for (const translation of known.translations) yield* ofTranslation(translation)
  // Those of entries that were not understood have come last.
  known.settings.sort((a, b) => a.line - b.line)
  for (const setting of [...known.settings, ...unused(known)]) {
    for (const parts of literalsOf(setting, known)) {
      const common: Common = {
        kind: 'config-literal',
        device,
        file,
        line: setting.line,
        text: excerpt(setting.text, 400, parts.column),
        column: parts.column,
        ownerHint: headOwner,
        ownerHintBasis: basisOf(undefined, 'comment'),
        vrf: setting.vrf,
        name: setting.name,
      }
      yield referenceOf(common, 'literal', parts)
    }
  }
}

/** Addresses of a line of settings; a routed network and a range in two words are one, not two addresses. */
function literalsOf(
  { text, name }: Setting,
  known: CiscoConfiguration,
): readonly (Named & { readonly column?: number })[] {
  const object = name === undefined ? undefined : known.names.get(name)?.object
  if (object) return [object]
  const plain = literalsIn(text).map(partsOfLiteral)
  const spoken = plain.length > 0 && maySpeak(text) ? spokenOf(text) : undefined
  if (!spoken) return plain
  const { named, literals } = spoken
  const first = named.matched.split(/[ -]/)[0] ?? ''
  const at = plain.findIndex(({ matched }) => matched === first)
  if (at < 0) return plain
  const column = plain[at]?.column
  const one = { ...named, ...(column === undefined ? {} : { column }) }
  return [...plain.slice(0, at), one, ...plain.slice(at + literals)]
}

/** Lines of objects and groups that no entry and no translation uses: what else uses them is not read here. */
function unused(known: CiscoConfiguration): readonly Setting[] {
  const found = new Map<Defined, Setting[]>()
  for (const { line, text, of } of known.defining) {
    if (of.used) continue
    let lines = found.get(of)
    if (!lines) found.set(of, (lines = []))
    if (!/^\s*(?:nat|description)\s/.test(text)) lines.push({ line, text, name: of.name })
  }
  return [...found.values()].flat()
}

function bookOf(known: CiscoConfiguration): AddressBook {
  // A name that is no object is asked for as a group next.
  let defined: Defined | undefined
  return {
    object(name) {
      defined = known.names.get(name)
      if (defined) defined.used = true
      if (defined?.object) return defined.object
      const shown = known.shownAs.get(name)
      if (shown?.length === 1 && !defined?.members) return shown[0]
      if (!name.startsWith('interface ')) return nameOfLiteral(name)
      const address = known.interfaces.get(name.slice(10))
      // It may be leased, or negotiated.
      return (address === undefined ? undefined : nameOfLiteral(address)) ?? 'address of an interface'
    },
    group: (name) =>
      (defined?.name === name ? defined : known.names.get(name))?.members ?? known.shownAs.get(name),
  }
}
