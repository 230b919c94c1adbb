import type { Tally } from '../../../algebra/evidence/collect.ts'
import { ownerInText } from '../../../algebra/evidence/owner-hint.ts'
import type { RuleOutline } from '../../../algebra/evidence/rule-outline.ts'
import { excerpt, type Line } from '../../../lib/lines.ts'
import type { Reference, Role } from '../../../model/evidence.ts'
import type { Named } from '../shared/naming.ts'
import { type Common, referenceOf } from '../shared/reference.ts'
import { type MemberBudget, makeResolver, memberBudget, type Resolve, withPath } from '../shared/resolve.ts'
import { tellShadowed } from '../shared/shadowed.ts'
import { nameOfPrefix } from './addresses.ts'
import { servicesText } from './applications.ts'
import { literalsOf } from './literals.ts'
import type { JunosConfig, JunosRule, Placed } from './schema.ts'

/** References of all rules, and the addresses of other statements as literals. */
export function referencesOf(
  config: JunosConfig,
  file: string,
  lines: readonly Line[],
  headOwner: string | undefined,
  tally: Tally,
): readonly Reference[] {
  const found: Reference[] = []
  const outlines: RuleOutline[] = []
  const device = config.host ?? file
  const used = new Set<unknown>()
  const books = makeBooks(config, used)
  const textAt = (line: number): string => excerpt(lines[line - 1]?.text.trim() ?? '')
  for (const rule of config.rules.values()) {
    const service = serviceOf(rule, config)
    const owner = (rule.description === undefined ? undefined : ownerInText(rule.description)) ?? headOwner
    const ownerHintBasis = owner === undefined ? undefined : owner === headOwner ? 'file-head' : 'description'
    const expires = rule.scheduler === undefined ? undefined : config.schedules.get(rule.scheduler)
    const resolve = books(rule.books)
    let lost = false
    const add = (side: readonly Placed[], role: Role, via?: readonly string[]): readonly string[] => {
      const names: string[] = []
      for (const placed of side) {
        const named = namedBy(placed, config, resolve, used, (what) => {
          lost = true
          tally.note(what, lines[placed.line - 1] ?? { number: placed.line, text: '' })
        })
        if (named.length === 0) continue
        const common: Common = {
          kind: rule.kind,
          device,
          file,
          line: placed.line,
          text: textAt(placed.line),
          name: rule.name,
          service: service.text,
          action: rule.action,
          disabled: rule.inactive,
          via,
          ownerHint: owner,
          ownerHintBasis,
          expires,
        }
        for (const one of named) {
          if (one.strength !== 'any') names.push(one.matched)
          found.push(referenceOf(common, role, one))
        }
      }
      return names
    }
    const from = found.length
    for (const side of ['source', 'destination'] as const) {
      if (!rule.excluded.has(side)) continue
      lost = true
      tally.note(
        'negated match',
        lines[(rule[side][0]?.line ?? rule.line) - 1] ?? { number: rule.line, text: '' },
      )
    }
    if (!rule.excluded.has('source')) add(rule.source, 'source')
    const outside = rule.excluded.has('destination') ? [] : add(rule.destination, 'destination')
    add(rule.either, 'target')
    if (rule.kind === 'firewall-rule' && !lost) outlines.push(outlineOf(rule, from, found.length, service))
    // What a source is translated to stands outside: nothing stands before it.
    add(
      rule.translated,
      'translated',
      rule.action === 'source-nat' || outside.length === 0 ? undefined : outside,
    )
  }
  tellShadowed(found, outlines, tally)
  for (const one of literalsOf(config, { device, file, lines, headOwner, used })) found.push(one)
  return found
}

/** Resolvers over the books of two zones and the global one: names mean the nearest. */
function makeBooks(config: JunosConfig, used: Set<unknown>): (zones: readonly string[]) => Resolve {
  const budget: MemberBudget = memberBudget()
  const made = new Map<string, Resolve>()
  return (zones) => {
    const key = zones.join('\n')
    const known = made.get(key)
    if (known) return known
    const names = [...zones.flatMap((zone) => [zoneBook(zone), config.attached.get(zone) ?? '']), 'global']
    const resolve = makeResolver(
      {
        object(name) {
          const found = firstOf(names, (book) => config.objects.get(book)?.get(name))
          used.add(found)
          return found
        },
        group: (name) => firstOf(names, (book) => config.groups.get(book)?.get(name)),
      },
      budget,
    )
    made.set(key, resolve)
    return resolve
  }
}

/** A zone's own book: `zone trust`, within a part of the device `blue zone trust`. */
function zoneBook(zone: string): string {
  const blank = zone.lastIndexOf(' ')
  return `${zone.slice(0, blank + 1)}zone ${zone.slice(blank + 1)}`
}

function firstOf<Value>(
  books: readonly string[],
  find: (book: string) => Value | undefined,
): Value | undefined {
  for (const book of books) {
    const found = find(book)
    if (found !== undefined) return found
  }
  return undefined
}

function namedBy(
  { text, list }: Placed,
  config: JunosConfig,
  resolve: Resolve,
  used: Set<unknown>,
  note: (what: string) => void,
): readonly Named[] {
  if (/^any(?:-ipv[46])?$/.test(text)) return [{ matched: text, strength: 'any' }]
  if (text.startsWith('pool ')) {
    const pool = config.pools.get(text.slice(5))
    if (!pool) note('pool that is not defined here')
    used.add(pool)
    return (pool ?? []).flatMap((one) => {
      const named = nameOfPrefix(one.text)
      return named ? [withPath(named, [text.split(' ')[2] ?? ''], false)] : []
    })
  }
  if (list) {
    const entries = config.prefixLists.get(text)
    if (!entries) note('prefix list that is not defined here')
    return (entries ?? []).flatMap((one) => {
      const named = nameOfPrefix(one.text)
      if (!named) note('prefix list that a path fills')
      return named ? [withPath(named, [text], true)] : []
    })
  }
  const literal = nameOfPrefix(text)
  if (literal) return [literal]
  return resolve([text], note)
}

function serviceOf(
  rule: JunosRule,
  { services }: JunosConfig,
): { readonly text: string | undefined; readonly inexact: boolean } {
  if (rule.applications.length > 0) return servicesText(rule.applications, services)
  const { protocols, ports } = rule
  const [only] = protocols
  if (ports.length === 0)
    return { text: only && protocols.join(','), inexact: protocols.some((one) => one.startsWith('icmp')) }
  const numbers = ports.every((port) => /^[\d-]+$/.test(port))
  const text = (only === undefined ? ['any'] : protocols).map((one) => `${one}/${ports.join(',')}`).join(',')
  return { text, inexact: !numbers || only === undefined }
}

function outlineOf(
  rule: JunosRule,
  from: number,
  to: number,
  service: { readonly text: string | undefined; readonly inexact: boolean },
): RuleOutline {
  const ends = /^(?:permit|deny|reject|accept|discard)$/.test(rule.action ?? '')
  return {
    policy: rule.list,
    name: rule.name,
    line: rule.line,
    action: rule.action ?? '',
    from,
    to,
    source: rule.source.length > 0 ? 'listed' : 'any',
    destination: rule.destination.length > 0 ? 'listed' : 'any',
    service: service.text,
    conditions: rule.conditions,
    narrowed: rule.narrowed || service.inexact || !ends || rule.scheduler !== undefined,
    apart: rule.inactive || rule.either.length > 0,
  }
}
