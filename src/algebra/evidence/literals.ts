import {
  type AddressSpan,
  everyIpv4,
  formatAddress,
  isSelfOrGroup,
  parseAddress,
  parseAddressRange,
  parseCidr,
} from '../../lib/ip.ts'
import type { Reference, Strength } from '../../model/evidence.ts'

/** An address, subnet, range or host name found in a text. */
export interface Literal {
  readonly text: string
  /** Counted from one. */
  readonly column: number
  readonly strength: Strength
  readonly span?: AddressSpan
  /** Host name, lower case. */
  readonly host?: string
}

/** Names by which hosts of the estate may stand in a text, lower case. */
export interface HostNames {
  readonly hostNames: ReadonlySet<string>
  readonly domains: ReadonlySet<string>
}

/** Most literals of one line; a line of a million addresses is data, not configuration. */
const mostPerLine = 1000

const quad = /\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}/g
const colons = /[0-9a-f]{0,4}:[0-9a-f:.]{1,44}/gi
const word = /[A-Za-z0-9_](?:[A-Za-z0-9_.-]{0,252}[A-Za-z0-9_])?/g
/** Words before four dotted numbers that make them a version, a build or an object id. */
const versionWord =
  /(?:^|[^a-z])(?:versions?|ver|release|rev|revision|build|firmware|oid|schema|v)["']?\s*[-:=#]?\s*["'(]?$/i
const hostWord =
  /(?:^|[^a-z])(?:host(?:name)?|server|address|addr|node|endpoint|peer|primary|standby|upload|url|ssh|ping|gateway)["']?\s*[:=( ]\s*["']?$/i
const fileEnding =
  /\.(?:ya?ml|json|xml|properties|conf|cfg|ini|txt|md|log|jar|war|class|java|js|ts|py|sh|sql|html?|css|png|jpe?g|gif|svg|zip|gz|tar|so|dll|exe|bat|ora|pem|crt|key|csv|rules|service)$/i

/**
 * Every address and host name in a line, in order of column, in linear time. Versions, object ids, dates, netmasks,
 * loopback, multicast and hardware addresses are no matches; short names count only when the estate has such a host.
 */
export function literalsIn(line: string, names?: HostNames): readonly Literal[] {
  const found: Literal[] = []
  if (line.includes('.')) findQuads(line, found)
  if (line.includes(':')) findIpv6(line, found)
  findNames(line, names, found)
  return found.sort((a, b) => a.column - b.column).slice(0, mostPerLine)
}

function findQuads(line: string, found: Literal[]): void {
  quad.lastIndex = 0
  let past = 0
  for (let match = quad.exec(line); match && found.length < mostPerLine; match = quad.exec(line)) {
    const at = match.index
    if (at < past) continue
    const literal = quadAt(line, at, match[0])
    if (literal) {
      found.push(literal)
      past = at + literal.text.length
      quad.lastIndex = past
    } else {
      // Step over the whole dotted run, so that an object id is not tried at each of its numbers.
      while (quad.lastIndex < line.length && /[\d.]/.test(line.charAt(quad.lastIndex))) quad.lastIndex++
    }
  }
}

function quadAt(line: string, at: number, text: string): Literal | undefined {
  const before = line.charAt(at - 1)
  const end = at + text.length
  const after = line.charAt(end)
  if (/[\w.]/.test(before) || /\w/.test(after) || (after === '.' && /[\w.]/.test(line.charAt(end + 1))))
    return undefined
  if (before === '-' && /[A-Za-z]/.test(line.charAt(at - 2))) return undefined
  const key = parseAddress(text)
  if (key === undefined || text.startsWith('255.') || text.startsWith('1.3.6.1')) return undefined
  if (versionWord.test(line.slice(Math.max(0, at - 16), at))) return undefined
  const suffix = /^\/(\d{1,3}(?:\.\d{1,3}){3}|\d{1,2})(?![\w.]*\w)/.exec(line.slice(end, end + 24))
  if (suffix && line.slice(at - 3, at) !== '://') {
    const whole = text + suffix[0]
    const span = parseCidr(whole)
    if (span?.low === everyIpv4.low && span.high === everyIpv4.high)
      return { text: whole, column: at + 1, strength: 'any' }
    if (span && isSelfOrGroup(key)) return undefined
    if (span)
      return { text: whole, column: at + 1, strength: span.low === span.high ? 'exact' : 'subnet', span }
  }
  if (isSelfOrGroup(key)) return undefined
  const upTo =
    /^(?:\s*(?:-|–|\.\.)\s*|\s+(?:to|through|bis)\s+)(\d{1,3}(?:\.\d{1,3}){3}|\d{1,3})(?![\w.-]*\w)/.exec(
      line.slice(end, end + 40),
    )
  if (upTo?.[1] !== undefined && (upTo[1].includes('.') || upTo[0].startsWith('-'))) {
    const span = parseAddressRange(`${text}-${upTo[1]}`)
    if (span && span.low !== span.high) {
      return { text: line.slice(at, end + upTo[0].length), column: at + 1, strength: 'range', span }
    }
  }
  return { text, column: at + 1, strength: 'exact', span: { low: key, high: key } }
}

function findIpv6(line: string, found: Literal[]): void {
  colons.lastIndex = 0
  for (let match = colons.exec(line); match && found.length < mostPerLine; match = colons.exec(line)) {
    const at = match.index
    const text = match[0].replace(/[.:]$/, (end) => (match?.[0].endsWith('::') ? end : ''))
    const before = line.charAt(at - 1)
    const after = line.charAt(at + text.length)
    if (/[\w:.]/.test(before) || /\w/.test(after) || !text.slice(text.indexOf(':') + 1).includes(':'))
      continue
    // Global unicast, unique local and the translation prefix; anything else is a time, a WWN or code.
    if (!/^(?:[23][0-9a-f]{0,3}|f[cd][0-9a-f]{2}|64):/i.test(text)) continue
    if (/^(?:[0-9a-f]{2}:){7}[0-9a-f]{2}$/i.test(text)) continue
    const key = parseAddress(text)
    if (key === undefined) continue
    const suffix = /^\/(\d{1,3})(?!\w)/.exec(line.slice(at + text.length, at + text.length + 5))
    const span = suffix ? parseCidr(text + suffix[0]) : undefined
    if (suffix && span) {
      const strength = span.low === span.high ? 'exact' : 'subnet'
      found.push({ text: text + suffix[0], column: at + 1, strength, span })
    } else found.push({ text, column: at + 1, strength: 'exact', span: { low: key, high: key } })
  }
}

function findNames(line: string, names: HostNames | undefined, found: Literal[]): void {
  word.lastIndex = 0
  for (let match = word.exec(line); match && found.length < mostPerLine; match = word.exec(line)) {
    const text = match[0]
    if (text.length < 2 || !/[a-z]/i.test(text)) continue
    const host = text.toLowerCase()
    if (isHost(line, match.index, text, host, names)) {
      found.push({ text, column: match.index + 1, strength: 'name', host })
    }
  }
}

function isHost(line: string, at: number, text: string, host: string, names: HostNames | undefined): boolean {
  const before = line.slice(Math.max(0, at - 16), at)
  if (host.includes('.')) {
    if (fileEnding.test(host) && !names?.hostNames.has(host)) return false
    if (names?.hostNames.has(host) || endsInDomain(host, names)) return true
    // Without a dictionary only what stands where a host must stand.
    return /:\/\/(?:[^\s/@]{0,12}@)?$/.test(before) && /\.[a-z]{2,}$/.test(host) && !/_/.test(host)
  }
  if (!names?.hostNames.has(host)) return false
  const next = line.charAt(at + text.length)
  if (/[/\\]/.test(line.charAt(at - 1)) && /[/\\]/.test(next) && !before.endsWith('//')) return false
  if (/[\d-]/.test(host) && host.length >= 3) return true
  return /(?::\/\/|@)$/.test(before) || hostWord.test(before)
}

function endsInDomain(host: string, names: HostNames | undefined): boolean {
  if (!names) return false
  for (let dot = host.indexOf('.'); dot > 0; dot = host.indexOf('.', dot + 1)) {
    if (names.domains.has(host.slice(dot + 1))) return true
  }
  return false
}

/** The parts of a Reference that a literal gives. */
export function partsOfLiteral(literal: Literal): Pick<Reference, 'matched' | 'strength' | 'column'> & {
  readonly covers?: string
  readonly host?: string
} {
  const { text, strength, column, span, host } = literal
  return {
    matched: text,
    strength,
    column,
    ...(strength === 'range' && span
      ? { covers: `${formatAddress(span.low)}-${formatAddress(span.high)}` }
      : {}),
    ...(host === undefined ? {} : { host }),
  }
}
