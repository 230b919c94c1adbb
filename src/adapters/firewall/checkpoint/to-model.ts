import type { Tally } from '../../../algebra/evidence/collect.ts'
import type { MaskedPlaces } from '../../../algebra/evidence/places.ts'
import type { RuleOutline } from '../../../algebra/evidence/rule-outline.ts'
import type { Line } from '../../../lib/lines.ts'
import type { Reference, Role } from '../../../model/evidence.ts'
import type { Named } from '../shared/naming.ts'
import { type Common, referenceOf } from '../shared/reference.ts'
import { makeResolver, memberBudget, type Resolve, withPath } from '../shared/resolve.ts'
import { tellShadowed } from '../shared/shadowed.ts'
import { addInner, addUnused } from './alone.ts'
import type { CheckPointFile } from './read.ts'
import { type CheckPointRule, noteMark, type Objects, type Side } from './schema.ts'
import { servicesOf } from './services.ts'

/** References of all rules, each at the line of the column that names it. */
export function referencesOf(
  { rules, objects }: CheckPointFile,
  file: string,
  places: MaskedPlaces,
  tally: Tally,
): readonly Reference[] {
  const found: Reference[] = []
  const outlines: RuleOutline[] = []
  const used = new Set<string>()
  const resolve = makeResolver(
    {
      object: (name) => (name.startsWith(noteMark) ? name.slice(noteMark.length) : undefined),
      group(label) {
        used.add(label)
        return objects.membersOf(label)
      },
    },
    memberBudget(),
  )
  for (const rule of rules) {
    const service = servicesOf(rule.service, objects)
    let lost = false
    const add = (side: Side | undefined, role: Role, via?: readonly string[]): readonly string[] => {
      if (!side) return []
      const line = places.lineAt(side.at)
      if (side.negated) {
        lost = true
        tally.note('negated match', line)
        return []
      }
      const named = namedBy(side, objects, resolve, (what) => {
        lost = true
        tally.note(what, line)
      })
      const common = commonOf(rule, file, line, service.text, via)
      for (const one of named) found.push(referenceOf(common, role, one))
      return named.filter(({ strength }) => strength !== 'any').map(({ matched }) => matched)
    }
    const from = found.length
    add(rule.source, 'source')
    const outside = add(rule.destination, 'destination')
    if (rule.kind === 'firewall-rule' && !lost)
      outlines.push(outlineOf(rule, places, from, found.length, service))
    // What a source is translated to stands outside: nothing stands before it.
    add(rule.translatedSource, 'translated')
    add(rule.translatedDestination, 'translated', outside.length > 0 ? outside : undefined)
  }
  tellShadowed(found, outlines, tally)
  const automatic = new Set(rules.flatMap((rule) => rule.automatic))
  for (const label of objects.labels()) addInner(label, objects, file, places, !automatic.has(label), found)
  for (const label of objects.labels()) {
    if (used.has(label) || !addUnused(label, objects, file, places, found)) continue
    // In an answer without rules the objects are what there is to understand.
    if (rules.length === 0) tally.known()
  }
  return found
}

/**
 * What a column comes to. A machine that the column lists itself is named exactly, in whatever families it has an address;
 * one within a group is named by the group.
 */
function namedBy(
  side: Side,
  objects: Objects,
  resolve: Resolve,
  note: (what: string) => void,
): readonly Named[] {
  const named = side.members.flatMap((label) => {
    // "Original" stands where a translation leaves a column as it is.
    if (label === 'Original' || label === 'None') return []
    const type = objects.typeOf(label)
    const all = resolve([label], note)
    if (type === 'group' || type === 'group-with-exclusion') return all
    const own = objects.membersOf(label) ?? []
    return own.flatMap((one) =>
      typeof one === 'string' ? [] : [one.strength === 'any' ? one : withPath(one, [label], false)],
    )
  })
  return side.ranges.length === 0 ? named : [...named, ...side.ranges]
}

function commonOf(
  rule: CheckPointRule,
  file: string,
  line: Line,
  service: string | undefined,
  via: readonly string[] | undefined,
): Common {
  return {
    kind: rule.kind,
    device: file,
    file,
    line: line.number,
    text: line.text.slice(0, 400),
    name: rule.name,
    service,
    action: rule.action,
    disabled: rule.disabled,
    via,
    ownerHint: rule.owner,
    ownerHintBasis: rule.owner === undefined ? undefined : 'comment',
    expires: rule.expires,
    hits: rule.hits,
  }
}

function outlineOf(
  rule: CheckPointRule,
  places: MaskedPlaces,
  from: number,
  to: number,
  service: { readonly text: string | undefined; readonly inexact: boolean },
): RuleOutline {
  const ends = /^(?:accept|drop|reject)$/.test(rule.action ?? '')
  return {
    policy: rule.layer,
    name: rule.name,
    line: places.numberAt(rule.at),
    action: rule.action ?? '',
    from,
    to,
    source: 'listed',
    destination: 'listed',
    service: service.text,
    conditions: rule.gateways.length === 0 ? undefined : new Map([['install-on', rule.gateways]]),
    narrowed: rule.narrowed || !ends || service.inexact,
    apart: rule.disabled,
  }
}
