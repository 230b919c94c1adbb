import { formatAddress, isSelfOrGroup, parseAddress, parseIpv4 } from '../../../lib/ip.ts'
import type { Flow } from '../../../model/evidence.ts'

const protocolNames: ReadonlyMap<string, Flow['protocol']> = new Map([
  ['1', 'icmp'],
  ['6', 'tcp'],
  ['17', 'udp'],
  ['58', 'icmp'],
  ['icmp', 'icmp'],
  ['ipv6-icmp', 'icmp'],
  ['icmp6', 'icmp'],
  ['icmpv6', 'icmp'],
  ['tcp', 'tcp'],
  ['tcp4', 'tcp'],
  ['tcp6', 'tcp'],
  ['udp', 'udp'],
  ['udp4', 'udp'],
  ['udp6', 'udp'],
])

/** A protocol by its name or its number; `other` when it is not one of ours. */
export function protocolOf(text: string): Flow['protocol'] {
  return protocolNames.get(text) ?? protocolNames.get(text.toLowerCase()) ?? 'other'
}

/** An address in its one spelling, without brackets and zone; undefined when the text is none. */
export function addressOf(text: string): string | undefined {
  // Dotted quads have one spelling only.
  if (parseIpv4(text) !== undefined) return text
  let bare = text.startsWith('[') && text.endsWith(']') ? text.slice(1, -1) : text
  const zone = bare.indexOf('%')
  if (zone > 0) bare = bare.slice(0, zone)
  const key = parseAddress(bare)
  return key === undefined ? undefined : formatAddress(key)
}

/** Whether an address, as {@link addressOf} spells it, names no other machine: loopback, link-local, multicast. */
export function isLocalOrGroup(address: string): boolean {
  const quad = parseIpv4(address)
  if (quad !== undefined) {
    const first = quad >>> 24
    return first === 0 || first === 127 || first >= 224 || quad >>> 16 === 0xa9fe
  }
  const key = parseAddress(address)
  return key === undefined || isSelfOrGroup(key)
}

/** A port in digits; undefined when it is none. */
export function portOf(text: string): number | undefined {
  if (text.length === 0 || text.length > 5) return undefined
  let value = 0
  for (let at = 0; at < text.length; at++) {
    const digit = text.charCodeAt(at) - 48
    if (digit < 0 || digit > 9) return undefined
    value = value * 10 + digit
  }
  return value <= 65_535 ? value : undefined
}

/** ISO 8601, `YYYY-MM-DD hh:mm:ss` or with slashes (taken as UTC), `May 1, 2026 @ 10:00:00.000`, or seconds, milliseconds since 1970; undefined = no time. */
export function timeOf(text: string): string | undefined {
  if (text === '') return undefined
  if (isPlainTime(text)) return `${text.slice(0, 10)}T${text.slice(11, 19)}Z`
  if (/^\d{9,11}(?:\.\d+)?$/.test(text)) return iso(Number(text) * 1000)
  if (/^\d{12,14}$/.test(text)) return iso(Number(text))
  const found =
    /^(\d{4}[-/]\d{2}[-/]\d{2})(?:[T ](\d{2}:\d{2})(:\d{2})?(?:[.,]\d{1,9})?\s*(Z|UTC|[+-]\d{2}:?\d{2})?)?$/i.exec(
      text,
    )
  if (!found) return spokenTime(text)
  const [, date = '', clock = '00:00', second = ':00', zone = 'Z'] = found
  return iso(Date.parse(`${date.replaceAll('/', '-')}T${clock}${second}${/^utc$/i.test(zone) ? 'Z' : zone}`))
}

const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ')

/** `May 1, 2026 @ 10:00:00.000`, as Kibana writes it. */
function spokenTime(text: string): string | undefined {
  const found = /^([a-z]{3}) (\d{1,2}), (\d{4}) @ (\d{2}):(\d{2}):(\d{2})(?:\.\d{1,9})?$/i.exec(text)
  const month = months.indexOf((found?.[1] ?? '').toLowerCase())
  if (!found || month < 0) return undefined
  const [day, year, hour, minute, second] = found.slice(2).map(Number)
  return iso(Date.UTC(year ?? 0, month, day, hour, minute, second))
}

/** `2026-10-01 08:00:00`, as most rows have it: no calendar is needed for a day before the 29th. */
function isPlainTime(text: string): boolean {
  if (text.length !== 19 && !isTail(text)) return false
  if (text.charCodeAt(4) !== 45 || text.charCodeAt(7) !== 45) return false
  if (text.charCodeAt(13) !== 58 || text.charCodeAt(16) !== 58) return false
  const between = text.charCodeAt(10)
  if (between !== 32 && between !== 84) return false
  const year = two(text, 0)
  const month = two(text, 5)
  const day = two(text, 8)
  if ((year !== 19 && year !== 20) || !(two(text, 2) <= 99) || (year === 19 && two(text, 2) < 70))
    return false
  return (
    month >= 1 &&
    month <= 12 &&
    day >= 1 &&
    day <= 28 &&
    two(text, 11) <= 23 &&
    two(text, 14) <= 59 &&
    two(text, 17) <= 59
  )
}

/** `Z`, `.123` or `.123Z` behind the seconds. */
function isTail(text: string): boolean {
  let at = 19
  if (text.charCodeAt(at) === 46) {
    at++
    while (at < text.length && at < 29 && text.charCodeAt(at) >= 48 && text.charCodeAt(at) <= 57) at++
    if (at === 20) return false
  }
  if (text.charCodeAt(at) === 90) at++
  return at > 19 && at === text.length
}

/** Two digits as a number; NaN when they are none. */
function two(text: string, at: number): number {
  const tens = text.charCodeAt(at) - 48
  const ones = text.charCodeAt(at + 1) - 48
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN
}

/** A moment in milliseconds since 1970 as ISO 8601, to the second; undefined before 1970 and after 2096. */
export function iso(milliseconds: number): string | undefined {
  if (!Number.isFinite(milliseconds) || milliseconds < 0 || milliseconds > 4e12) return undefined
  return `${new Date(milliseconds).toISOString().slice(0, 19)}Z`
}
