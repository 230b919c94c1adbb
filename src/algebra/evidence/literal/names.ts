import { asciiOf, digit, type Hit, kindAt } from './bytes.ts'
import { type Dictionary, dictionaryOf, folded, type HostNames, nameAt, shapeOf } from './dictionary.ts'
import { fullAllowance, mayBeRange, rangeOfNames } from './name-ranges.ts'

export type { HostNames } from './dictionary.ts'

const longestName = 254
const dot = 46
const dash = 45
const hostWord =
  /(?:^|[^a-z])(?:host(?:name)?|server|address|addr|node|endpoint|peer|primary|standby|upload|url|ssh|ping|gateway|data source|hostaddr|master|replica|broker|machine)["']?(?:\s*[:=(]\s*|\s+)["']?$/i
const fileEnding =
  /\.(?:ya?ml|json|xml|properties|conf|cfg|ini|txt|md|log|jar|war|class|java|js|ts|py|sh|sql|html?|css|png|jpe?g|gif|svg|zip|gz|tar|so|dll|exe|bat|ora|pem|crt|key|csv|rules|service)$/i
const noNames: HostNames = { hostNames: new Set(), domains: new Set() }

/** Adds every host name that stands between two places, in their order. */
export function scanNames(
  bytes: Uint8Array,
  from: number,
  to: number,
  names: HostNames | undefined,
  found: Hit[],
): void {
  const dictionary = dictionaryOf(names ?? noNames)
  const { shapes, lastLabels } = dictionary
  const may = fullAllowance()
  let at = from
  while (at < to) {
    const first = folded[bytes[at] ?? 0] ?? 0
    if (first === 0 || first === dot || first === dash) {
      at++
      continue
    }
    const start = at
    let letters = 0
    let lastDot = 0
    let code = first
    while (code !== 0) {
      if (code === dot) lastDot = at
      else letters |= code
      at++
      code = at < to ? (folded[bytes[at] ?? 0] ?? 0) : 0
    }
    if ((letters & 64) > 0 && at < to && mayBeRange(bytes, at)) {
      const end = rangeOfNames(bytes, start, at, to, dictionary, found, may)
      if (end > 0) {
        at = end
        continue
      }
    }
    let end = at
    while (isSign(bytes[end - 1])) end--
    const length = end - start
    // Bit 64 is set in letters and in the underscore only.
    if ((letters & 64) === 0 || length < 2 || length > longestName) continue
    if (shapes[shapeOf(length, first)] === 1) {
      const host = nameAt(dictionary, bytes, start, end)
      if (host !== undefined) {
        if (lastDot > 0 || isHost(host, bytes, start, end, from))
          found.push({ at: start, end, strength: 'name', host })
        continue
      }
    }
    if (lastDot === 0) continue
    if (lastDot >= end) lastDot = dotBefore(bytes, start, end)
    const label = lastDot === 0 ? 0 : shapeOf(end - lastDot - 1, folded[bytes[lastDot + 1] ?? 0] ?? 0)
    if (lastLabels[label] === 1 || isBehindSlashes(bytes, start))
      takeFull(bytes, start, end, from, dictionary, found)
  }
}

function isSign(code: number | undefined): boolean {
  return code === dot || code === dash
}

function dotBefore(bytes: Uint8Array, start: number, end: number): number {
  let at = end - 1
  while (at > start && bytes[at] !== dot) at--
  return at > start ? at : 0
}

/** `://` or `user@` may stand before. */
function isBehindSlashes(bytes: Uint8Array, at: number): boolean {
  const before = bytes[at - 1]
  return before === 64 || (before === 47 && bytes[at - 2] === 47)
}

/** A full name that the estate does not have: in one of its domains, or where a host must stand. */
function takeFull(
  bytes: Uint8Array,
  at: number,
  end: number,
  from: number,
  { domains }: Dictionary,
  found: Hit[],
): void {
  const host = asciiOf(bytes, at, end).toLowerCase()
  if (fileEnding.test(host)) return
  const stands =
    isInDomain(host, domains) ||
    (/:\/\/(?:[^\s/@]{0,12}@)?$/.test(textBefore(bytes, at, from)) &&
      /\.[a-z]{2,}$/.test(host) &&
      !host.includes('_'))
  if (stands) found.push({ at, end, strength: 'name', host })
}

/** Whether a short name is meant as a host: not a folder of that name, and words of the language only behind `host=`. */
function isHost(host: string, bytes: Uint8Array, at: number, end: number, from: number): boolean {
  const before = at > from ? bytes[at - 1] : undefined
  const behindSlash = before === 47 || before === 92
  const next = bytes[end]
  if (behindSlash && (next === 47 || next === 92) && !(before === 47 && bytes[at - 2] === 47)) return false
  if (host.length >= 3 && hasSign(bytes, at, end)) return true
  const text = textBefore(bytes, at, from)
  return /(?::\/\/|@)$/.test(text) || hostWord.test(text)
}

/** A digit or a dash, which words of the language do not have. */
function hasSign(bytes: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (bytes[at] === dash || (kindAt(bytes, at) & digit) > 0) return true
  return false
}

/** What stands before on the same line, as far as it matters. */
function textBefore(bytes: Uint8Array, at: number, from: number): string {
  const text = asciiOf(bytes, Math.max(from, at - 16), at)
  return text.slice(text.lastIndexOf('\n') + 1)
}

function isInDomain(host: string, domains: ReadonlySet<string>): boolean {
  for (let at = host.indexOf('.'); at > 0; at = host.indexOf('.', at + 1)) {
    if (domains.has(host.slice(at + 1))) return true
  }
  return false
}
