import type { Tally } from '../../../algebra/evidence/collect.ts'
import { literalsIn, referenceOfLiteral } from '../../../algebra/evidence/literals.ts'
import { ownerInText } from '../../../algebra/evidence/owner-hint.ts'
import type { RuleOutline } from '../../../algebra/evidence/rule-outline.ts'
import { excerpt, type Line } from '../../../lib/lines.ts'
import type { Reference, Role } from '../../../model/evidence.ts'
import { nameOfHost } from '../shared/masked-names.ts'
import { type Named, nameOfLiteral } from '../shared/naming.ts'
import { type Common, referenceOf } from '../shared/reference.ts'
import { withPath } from '../shared/resolve.ts'
import { shadowsOf } from '../shared/shadowed.ts'
import type { Rule } from './schema.ts'
import type { IpSet, SetEntry } from './sets.ts'

/** Sets of sets may nest this deep, and one match may come to this many entries; beyond it the rest is counted. */
const deepest = 8
const mostEntries = 10_000
/** Most references of a file: sets that many rules use multiply. */
const mostReferences = 2_000_000

type Writable = { -readonly [Name in keyof Reference]: Reference[Name] }

/**
 * References of all rules: `-s`, `-d`, ranges, sets and translations, and the addresses of sets that no rule of the
 * file uses. A rule without them names nothing. `others` are lines of a script with addresses that no rule takes.
 */
export function* referencesOf(
  rules: Iterable<Rule>,
  sets: ReadonlyMap<string, IpSet>,
  file: string,
  headOwner: string | undefined,
  tally: Tally,
  others: readonly Line[],
): Iterable<Reference> {
  const used = new Set<string>()
  const shadows = shadowsOf(tally)
  let told = 0
  for (const rule of rules) {
    const found: Reference[] = []
    const common = commonOf(rule, file, headOwner)
    const whole = addNamed(rule, common, found)
    if (whole) shadows.mark(found, outlineOf(rule, common, found.length))
    if (rule.sets.length > 0) addSets(rule, common, sets, used, mostReferences - told, found, tally)
    told += found.length
    yield* found
  }
  for (const set of sets.values()) {
    if (used.has(set.name)) continue
    const found: Reference[] = []
    addUnused(set, file, headOwner, mostReferences - told, found)
    told += found.length
    yield* found
  }
  for (const line of others)
    for (const literal of literalsIn(line.text))
      yield referenceOfLiteral(literal, { kind: 'config-literal', file, line, owner: headOwner })
}

/** Adds what the options name. Answers whether that is all that the rule matches, as far as addresses go. */
function addNamed(rule: Rule, common: Common, found: Reference[]): boolean {
  let apart = rule.asked.apart || rule.table === 'nat'
  let inside: Common | undefined
  for (const { option, value, path, grouped } of rule.names) {
    const plain = nameOfLiteral(value) ?? hostOf(value)
    if (!plain) {
      apart = true
      continue
    }
    const named = path === undefined ? plain : withPath(plain, [path], grouped === true)
    if (option === 'translated' && leadsInside(rule)) inside ??= { ...common, via: outsideOf(rule) }
    found.push(referenceOf(option === 'translated' ? (inside ?? common) : common, option, named))
  }
  return !apart
}

/** The addresses that a translation stands behind. */
function outsideOf({ names }: Rule): readonly string[] {
  return names.filter(({ option }) => option === 'destination').map(({ value }) => value)
}

function addSets(
  rule: Rule,
  common: Common,
  sets: ReadonlyMap<string, IpSet>,
  used: Set<string>,
  most: number,
  found: Reference[],
  tally: Tally,
): void {
  for (const { name, sides } of rule.sets) {
    const reached = entriesOf(name, sets, used, () =>
      tally.note('more than 10,000 members', { number: rule.line, text: rule.text }),
    )
    for (const { entry, path } of reached) {
      for (const [at, side] of sides.entries()) {
        const named = nameOfLiteral(entry.parts[at] ?? '')
        if (!named || (side !== 'src' && side !== 'dst') || found.length >= most) continue
        const role = side === 'src' ? 'source' : 'destination'
        const asked = { ...common, service: serviceOf(entry) ?? common.service }
        found.push(referenceOf(asked, role, withPath(named, path, true)))
      }
    }
  }
}

/** A machine by the address of its card, or by its name: rules that somebody wrote by hand may have one. */
function hostOf(value: string): Named | undefined {
  if (/^(?:[\da-f]{2}:){5}[\da-f]{2}$/i.test(value))
    return { matched: value, strength: 'name', host: value.toLowerCase() }
  return /^[a-z][\w-]{0,62}(?:\.[\w-]{1,63}){1,8}$/i.test(value) ? nameOfHost(value) : undefined
}

/** What all references of a rule share. */
function commonOf(rule: Rule, file: string, headOwner: string | undefined): Common {
  const owner = rule.comment === undefined ? undefined : ownerInText(rule.comment)
  return {
    kind: rule.table === 'nat' ? 'nat-rule' : 'firewall-rule',
    device: file,
    file,
    line: rule.line,
    text: excerpt(rule.text),
    name: nameOfRule(rule),
    ownerHint: owner ?? headOwner,
    ownerHintBasis: owner !== undefined ? 'comment' : headOwner === undefined ? undefined : 'file-head',
    service: serviceOfRule(rule),
    action: rule.target,
    hits: rule.hits,
  }
}

function nameOfRule({ table, chain, place }: Rule): string {
  return `${table} ${chain} ${place}`
}

function serviceOfRule({ ports, protocol }: Rule): string | undefined {
  return ports === undefined ? protocol : `${protocol ?? 'any'}/${ports}`
}

function outlineOf(rule: Rule, { name, service }: Common, to: number): RuleOutline {
  const names = (side: Role) => rule.names.some(({ option }) => option === side)
  return {
    policy: rule.policy,
    name: name ?? '',
    line: rule.line,
    action: rule.target ?? '',
    from: 0,
    to,
    source: names('source') ? 'listed' : 'any',
    destination: names('destination') ? 'listed' : 'any',
    service,
    conditions: rule.asked.conditions,
    narrowed: rule.asked.narrowed || rule.target === undefined,
  }
}

/** Whether the translation leads to a machine inside: DNAT, and NETMAP before the routing. */
function leadsInside({ target, chain }: Rule): boolean {
  return target === 'DNAT' || (target === 'NETMAP' && chain === 'PREROUTING')
}

/** The entries of a set and of the sets that it holds. */
function entriesOf(
  name: string,
  sets: ReadonlyMap<string, IpSet>,
  used: Set<string>,
  tooMany: () => void,
): readonly { readonly entry: SetEntry; readonly path: readonly string[] }[] {
  const reached: { readonly entry: SetEntry; readonly path: readonly string[] }[] = []
  const seen = new Set<string>()
  const visit = (one: string, before: readonly string[]): void => {
    const set = sets.get(one)
    if (!set || seen.has(one) || before.length >= deepest) return
    seen.add(one)
    used.add(one)
    const path = [...before, one]
    for (const entry of set.entries) {
      if (reached.length >= mostEntries) return tooMany()
      if (set.ofSets) visit(entry.parts[0] ?? '', path)
      else reached.push({ entry, path })
    }
  }
  visit(name, [])
  return reached
}

/** `10.0.0.1,tcp:80` carries its own service; a port alone is one of TCP. */
function serviceOf({ parts }: SetEntry): string | undefined {
  for (const part of parts.slice(1)) {
    const found = /^(?:(tcp|udp|sctp|udplite):)?(\d{1,5}(?:-\d{1,5})?)$/.exec(part)
    if (found) return `${found[1] ?? 'tcp'}/${found[2]}`
  }
  return undefined
}

function addUnused(
  set: IpSet,
  file: string,
  headOwner: string | undefined,
  most: number,
  found: Reference[],
): void {
  for (const { parts, line, text } of set.entries) {
    for (const part of parts) {
      const named = nameOfLiteral(part)
      if (!named || named.strength === 'any' || found.length >= most) continue
      const reference: Writable = {
        kind: 'config-literal',
        device: file,
        file,
        line,
        text: excerpt(text),
        matched: named.matched,
        strength: named.strength,
        role: 'literal',
        name: set.name,
      }
      if (headOwner !== undefined) {
        reference.ownerHint = headOwner
        reference.ownerHintBasis = 'file-head'
      }
      found.push(reference)
    }
  }
}
