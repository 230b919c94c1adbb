import type { Tally } from '../../../algebra/evidence/collect.ts'
import type { MaskedPlaces } from '../../../algebra/evidence/places.ts'
import { itemsOf, type JsonNode, memberOf, readJsonTexts, stringOf } from '../../../formats/json/index.ts'
import type { Line } from '../../../lib/lines.ts'
import { type IpamEntry, type IpamName, spanName } from '../shared/entry.ts'
import { entryOf, isoOfSeconds, nameOf, namesWithin, settingEntry } from './to-model.ts'

/** Settings nest a few deep. */
const deepest = 40
const states = ['active', 'declined', 'expired-reclaimed', 'released']
/** Numbers of machines: some look like addresses. */
const identifiers: ReadonlySet<string> = new Set(['hw-address', 'client-id', 'duid', 'circuit-id', 'flex-id'])
/** Members of a lease or reservation that are read with it. */
const ownMembers: ReadonlySet<string> = new Set(['ip-address', 'ip-addresses', 'prefixes'])

/** Reads a configuration of Kea, with its comments, and answers such as that of `lease4-get-all`. */
export function readKea(
  text: string,
  places: MaskedPlaces,
  tally: Tally,
  visit: (entry: IpamEntry) => void,
): number | undefined {
  const { roots, brokenAt } = readJsonTexts(withoutComments(text))
  const reading = new Reading(places, tally, visit)
  for (const root of roots) reading.walk(root, '', 0)
  return brokenAt
}

class Reading {
  readonly #places: MaskedPlaces
  readonly #tally: Tally
  readonly #visit: (entry: IpamEntry) => void

  constructor(places: MaskedPlaces, tally: Tally, visit: (entry: IpamEntry) => void) {
    this.#places = places
    this.#tally = tally
    this.#visit = visit
  }

  walk(node: JsonNode, key: string, depth: number): void {
    if (depth > deepest) return
    if (Array.isArray(node.value)) for (const item of itemsOf(node)) this.walk(item, key, depth + 1)
    else if (node.value instanceof Map) this.#object(node, depth)
    else if (typeof node.value === 'string') this.#setting(node, key)
  }

  #object(node: JsonNode, depth: number): void {
    this.#tally.known()
    const bound = memberOf(node, 'ip-address') ?? memberOf(node, 'ip-addresses')
    const client = ['hw-address', 'duid', 'client-id', 'circuit-id', 'flex-id'].some((name) =>
      memberOf(node, name),
    )
    const isBinding = bound !== undefined && client
    if (isBinding) this.#binding(node)
    const option = stringOf(memberOf(node, 'name')) ?? ''
    for (const [name, member] of node.value as ReadonlyMap<string, JsonNode>) {
      if (identifiers.has(name) || (isBinding && ownMembers.has(name))) continue
      if (name === 'prefix' && this.#prefix(node, member)) continue
      // Data of an option is named by the option.
      this.walk(member, name === 'data' && option !== '' ? option : name, depth + 1)
    }
  }

  /** A pool that prefixes are given from has its length in a member of its own. */
  #prefix(node: JsonNode, prefix: JsonNode): boolean {
    const length = memberOf(node, 'prefix-len')?.value
    const text = stringOf(prefix)
    if (typeof length !== 'number' || text === undefined) return false
    const line = this.#lineAt(prefix)
    const name = spanName(`${text}/${length}`, line, `${text}/${length}`)
    if (name) this.#visit(settingEntry('prefix', line, [name]))
    return true
  }

  #binding(node: JsonNode): void {
    const lease = memberOf(node, 'valid-lft') ?? memberOf(node, 'cltt')
    const names = ['ip-address', 'ip-addresses', 'prefixes'].flatMap((name) =>
      this.#names(memberOf(node, name)),
    )
    const line = names[0]?.line ?? this.#lineAt(node)
    const card = memberOf(node, 'hw-address')
    const state = memberOf(node, 'state')?.value
    const [from, length] = ['cltt', 'valid-lft'].map((name) => Number(memberOf(node, name)?.value))
    this.#visit(
      entryOf({
        line,
        names,
        kind: lease ? 'lease' : 'reservation',
        card: card === undefined ? undefined : { text: stringOf(card) ?? '', line: this.#lineAt(card) },
        host: this.#places.plain(stringOf(memberOf(node, 'hostname')) ?? ''),
        state: typeof state === 'number' ? (states[state] ?? '') : '',
        expires: isoOfSeconds((from ?? 0) + (length ?? 0)),
        remark: this.#remarkOf(node),
      }),
    )
  }

  #remarkOf(node: JsonNode): string | undefined {
    const context = memberOf(node, 'user-context')
    const said = stringOf(memberOf(node, 'comment')) ?? stringOf(memberOf(context, 'comment'))
    const owner = stringOf(memberOf(context, 'owner'))
    const text = said ?? (owner === undefined ? undefined : `owner: ${owner}`)
    return text === undefined ? undefined : this.#places.plain(text)
  }

  #names(node: JsonNode | undefined): readonly IpamName[] {
    const list = node && !Array.isArray(node.value) ? [node] : itemsOf(node)
    return list.flatMap((one) => nameOf(stringOf(one) ?? '', this.#lineAt(one)) ?? [])
  }

  /** Any other text that is an address, a prefix or a pool, or a list of addresses. */
  #setting(node: JsonNode, key: string): void {
    const text = stringOf(node) ?? ''
    if (!/[.:]/.test(text) || !/\d|::/.test(text) || text.length > 4000) return
    const line = this.#lineAt(node)
    const names = text.split(',').flatMap((one) => namesWithin(one.trim(), line))
    if (names.length > 0) this.#visit(settingEntry(this.#places.plain(key), line, names))
  }

  #lineAt({ at }: JsonNode): Line {
    return this.#places.lineAt(at)
  }
}

/** Kea allows comments in its JSON, and a comma before a bracket that closes: they become blanks, so that places stay. */
function withoutComments(text: string): string {
  const blanks: (readonly [from: number, to: number])[] = []
  /** A comma behind which only blanks and comments have come. */
  let comma = -1
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    const next = code === 47 ? text.charCodeAt(at + 1) : 0
    if (code <= 32) continue
    if (code === 35 || next === 47 || next === 42) {
      const found = text.indexOf(next === 42 ? '*/' : '\n', at + 2)
      const end = found < 0 ? text.length : found + (next === 42 ? 2 : 0)
      blanks.push([at, end])
      at = end - 1
    } else {
      if ((code === 93 || code === 125) && comma >= 0) blanks.push([comma, comma + 1])
      comma = code === 44 ? at : -1
      if (code === 34) at = endOfString(text, at)
    }
  }
  return blanks.length === 0
    ? text
    : blanked(
        text,
        blanks.sort(([one], [other]) => one - other),
      )
}

/** The text with parts of it blank, but for their line ends. */
function blanked(text: string, blanks: readonly (readonly [from: number, to: number])[]): string {
  const parts: string[] = []
  let kept = 0
  for (const [from, to] of blanks) {
    parts.push(text.slice(kept, from), text.slice(from, to).replace(/[^\n]/g, ' '))
    kept = to
  }
  return parts.join('') + text.slice(kept)
}

/** The place of the quote that ends a string, or the end of its line: strings do not reach further. */
function endOfString(text: string, from: number): number {
  for (let at = from + 1; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === 92) at++
    else if (code === 34 || code === 10) return at
  }
  return text.length
}
