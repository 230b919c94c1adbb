import type { Tally } from '../../../algebra/evidence/collect.ts'
import { ownerInText } from '../../../algebra/evidence/owner-hint.ts'
import { excerpt } from '../../../lib/lines.ts'
import type { Reference } from '../../../model/evidence.ts'
import { type Named, nameOfLiteral } from '../shared/naming.ts'
import { shadowsOf } from '../shared/shadowed.ts'
import {
  type Bundle,
  type Element,
  type Key,
  type Match,
  mostElements,
  type Rule,
  type Ruleset,
} from './schema.ts'
import { outlineOf } from './outline.ts'
import { serviceOfElement, serviceOfRule } from './service.ts'

/** Most references of a file: sets that are used by many rules multiply. */
const mostReferences = 2_000_000
const translating = new Set(['dnat', 'snat', 'masquerade', 'redirect'])

type Writable = { -readonly [Name in keyof Reference]: Reference[Name] }
type Hint = Pick<Reference, 'ownerHint' | 'ownerHintBasis'>

/** References of all rules, and the addresses of sets and definitions that no rule of the file uses. */
export function* referencesOf(
  ruleset: Ruleset,
  file: string,
  headOwner: string | undefined,
  tally: Tally,
): Iterable<Reference> {
  const used = new Set<Bundle>()
  const shadows = shadowsOf(tally)
  let told = 0
  const head = headOwner === undefined ? {} : { ownerHint: headOwner, ownerHintBasis: 'file-head' as const }
  for (const rule of ruleset.rules) {
    const found: Reference[] = []
    const name = `${rule.where} ${rule.place}`
    const service = serviceOfRule(rule.body)
    let lost = ruleset.natChains.has(rule.where) || ruleset.dormant.has(rule.table)
    const note = (what: string): void => {
      lost = true
      tally.note(what, { number: rule.line, text: rule.text })
    }
    if (told >= mostReferences) note('more than two million references')
    else addRule(rule, { name, service, ruleset, file, head, found, used, note })
    const outline = lost ? undefined : outlineOf(rule, name, service, found.length)
    if (outline) shadows.mark(found, outline)
    told += found.length
    yield* found
  }
  const left = [...[...ruleset.sets.values()].filter((set) => !used.has(set)), ...ruleset.unused]
  for (const bundle of left) {
    const found: Reference[] = []
    addUnused(bundle, ruleset, file, head, found, mostReferences - told)
    told += found.length
    yield* found
  }
}

interface Target {
  /** `inet filter input 3`. */
  readonly name: string
  readonly service: string | undefined
  readonly ruleset: Ruleset
  readonly file: string
  readonly head: Hint
  readonly found: Reference[]
  readonly used: Set<Bundle>
  readonly note: (what: string) => void
}

function addRule(rule: Rule, target: Target): void {
  const { body } = rule
  const { name, service, ruleset, file, head, found, note } = target
  const nat =
    body.rewrites !== undefined || translating.has(body.action ?? '') || ruleset.natChains.has(rule.where)
  const owner = body.comment === undefined ? undefined : ownerInText(body.comment)
  const kind = nat ? 'nat-rule' : 'firewall-rule'
  const hint: Hint = owner === undefined ? head : { ownerHint: owner, ownerHintBasis: 'comment' }
  const disabled = ruleset.dormant.has(rule.table)
  const text = excerpt(rule.text)
  const textAt = ({ column }: Element, set: string | undefined): string =>
    set === undefined && column > 400 ? excerpt(rule.text, 400, column) : text
  const add = (
    element: Element,
    set: string | undefined,
    value: string,
    role: Reference['role'],
    keys: readonly Key[],
    via: readonly string[],
  ): string | undefined => {
    const named = nameOf(value)
    if (!named) {
      if (value !== '') note('value that is no address')
      return undefined
    }
    const group = (set !== undefined || element.grouped === true) && named.strength !== 'any'
    const here = set === undefined && element.line !== rule.line
    const own = serviceOfElement(element, keys) ?? service
    const action = element.action ?? body.action
    // One shape, filled in place: a file has hundreds of thousands of these.
    const reference: Writable = {
      kind,
      device: file,
      file,
      line: here ? element.line : rule.line,
      text: here ? excerpt(ruleset.textOf(element.line), 400, element.column) : textAt(element, set),
      matched: named.matched,
      strength: group ? 'group' : named.strength,
      role,
      name,
    }
    if (named.host !== undefined) reference.host = named.host
    if (set !== undefined || element.path !== undefined) reference.path = pathOf(set, element)
    if (own !== undefined) reference.service = own
    if (action !== undefined) reference.action = action
    if (body.hits !== undefined) reference.hits = body.hits
    if (disabled) reference.disabled = true
    if (via.length > 0) reference.via = via
    if (hint.ownerHint !== undefined) reference.ownerHint = hint.ownerHint
    if (hint.ownerHintBasis !== undefined) reference.ownerHintBasis = hint.ownerHintBasis
    found.push(reference)
    return named.strength === 'any' ? undefined : value
  }
  const outside: string[] = []
  const addMatch = (match: Match, translated: boolean): void => {
    const { keys } = match
    const { set } = match.operand
    if (!translated && !keys.some(isAddress)) return markUsed(match, rule, target)
    if (match.negated) {
      markUsed(match, rule, target)
      return note('negated match')
    }
    for (const element of reach(match, rule, target)) {
      const own: string[] = []
      for (let at = 0; at < keys.length; at++) {
        const side = keys[at]?.field
        if (side !== 'source' && side !== 'destination') continue
        const seen = add(element, set, element.parts[at] ?? '', side, keys, [])
        if (seen !== undefined && side === 'destination') own.push(seen)
      }
      if (!translated) for (const seen of own) outside.push(seen)
      else if (body.action !== 'tproxy' || element.data?.[0] !== '') {
        const via =
          (body.rewrites ?? body.action) === 'snat' ? [] : own.length > 0 ? own : outside.slice(0, 16)
        add(element, set, element.data?.[0] ?? '', 'translated', keys, via)
      }
    }
  }
  for (const match of body.matches) addMatch(match, false)
  if (body.translation) addMatch(body.translation, true)
}

function isAddress({ field }: Key): boolean {
  return field === 'source' || field === 'destination'
}

function pathOf(set: string | undefined, { path = [] }: Element): readonly string[] {
  return set === undefined ? path : [set, ...path]
}

/** The elements of a match's right side, those of a named set included. */
function reach(match: Match, rule: Rule, { ruleset, used, note }: Target): readonly Element[] {
  const { set, elements } = match.operand
  if (set === undefined) return elements
  const bundle = ruleset.sets.get(`${rule.table} ${set}`)
  if (!bundle) {
    note('set that is not defined here')
    return []
  }
  used.add(bundle)
  if (bundle.elements.length > mostElements) note('more than 10,000 members')
  return bundle.elements.length > mostElements ? bundle.elements.slice(0, mostElements) : bundle.elements
}

/** A set that a rule uses without naming what it holds: "everything but this". */
function markUsed({ operand }: Match, rule: Rule, { ruleset, used }: Target): void {
  const bundle = operand.set === undefined ? undefined : ruleset.sets.get(`${rule.table} ${operand.set}`)
  if (bundle) used.add(bundle)
}

/** A value where an address must stand: an address, a CIDR, a range, everything, a card's address, or a host name. */
function nameOf(value: string): Named | undefined {
  if (value === '*') return { matched: value, strength: 'any' }
  const literal = nameOfLiteral(value)
  if (literal) return literal
  if (/^(?:[\da-f]{2}:){5}[\da-f]{2}$/i.test(value))
    return { matched: value, strength: 'name', host: value.toLowerCase() }
  if (value.length > 253 || !/^[a-z_][a-z0-9_-]*(?:\.[a-z0-9_-]+)*$/i.test(value)) return undefined
  return { matched: value, strength: 'name', host: value.toLowerCase() }
}

function addUnused(
  bundle: Bundle,
  ruleset: Ruleset,
  file: string,
  head: Hint,
  found: Reference[],
  most: number,
): void {
  for (const element of bundle.elements) {
    if (found.length >= most) return
    for (const value of [...element.parts, ...(element.data ?? [])]) {
      const named = nameOfLiteral(value)
      if (!named || named.strength === 'any') continue
      found.push({
        ...named,
        kind: 'config-literal',
        device: file,
        file,
        line: element.line,
        text: excerpt(ruleset.textOf(element.line), 400, element.column),
        role: 'literal',
        name: bundle.name,
        ...(element.path ? { path: element.path } : {}),
        ...head,
      })
    }
  }
}
