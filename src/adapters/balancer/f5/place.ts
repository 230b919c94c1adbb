import { formatSpan, parseAddress, parseCidr } from '../../../lib/ip.ts'
import { servicePorts } from './schema.ts'

/** An address with port and route domain, as destinations and members write it. */
export interface Place {
  /** As written, without partition, route domain and port; a CIDR keeps its length. */
  readonly address: string
  readonly port?: string | undefined
  /** Number of the route domain, when one is written and is not 0. */
  readonly routeDomain?: string | undefined
}

/**
 * `/Common/10.1.1.1%2:443`, `10.1.0.0%2/16`, `2001:db8::1.443`, `/Shop/192.0.2.1:https` to its parts; undefined when no
 * address stands there.
 */
export function placeOf(written: string): Place | undefined {
  const text = written.slice(written.startsWith('/') ? written.lastIndexOf('/') + 1 : 0)
  const first = text.charCodeAt(0)
  // An address begins with a digit, or is one of IPv6 and has a colon.
  if (text.length > 80 || (!(first >= 48 && first <= 57) && !text.includes(':'))) return undefined
  const percent = text.indexOf('%')
  if (percent > 0) {
    const tail = /^%(\d{1,5})(\/[\d.]{1,15})?(?:[:.]([\w-]{1,40}|\*))?$/.exec(text.slice(percent))
    if (!tail) return undefined
    const address = text.slice(0, percent) + (tail[2] ?? '')
    if (parseAddress(address) === undefined && !parseCidr(address)) return undefined
    return made(address, tail[3], tail[1])
  }
  if (parseAddress(text) !== undefined || parseCidr(text)) return made(text, undefined, undefined)
  return partedAt(text, text.lastIndexOf(':')) ?? partedAt(text, text.lastIndexOf('.'))
}

/** An address and the port behind a sign. */
function partedAt(text: string, at: number): Place | undefined {
  if (at < 2) return undefined
  const address = text.slice(0, at)
  return parseAddress(address) === undefined ? undefined : made(address, text.slice(at + 1), undefined)
}

function made(address: string, written: string | undefined, domain: string | undefined): Place {
  return {
    address,
    port: written === undefined ? undefined : portOf(written),
    routeDomain: domain === '0' ? undefined : domain,
  }
}

/** A port as a number; undefined when every port is meant. */
export function portOf(written: string): string | undefined {
  if (written === '0' || written === 'any' || written === '*') return undefined
  return servicePorts.get(written) ?? written
}

/** The network of an address and a netmask; the address itself for a mask of all ones or none. */
export function withMask(address: string, mask: string | undefined): string {
  if (mask === undefined || address.includes('/')) return address
  if (mask === 'any') return `${address}/0`
  const bits = address.includes(':') ? maskBits6(mask) : mask
  const span = bits === undefined ? undefined : parseCidr(`${address}/${bits}`)
  return !span || span.low === span.high ? address : formatSpan(span)
}

function maskBits6(mask: string): string | undefined {
  const key = parseAddress(mask)
  if (key === undefined) return undefined
  const ones = /^f*/.exec(key)?.[0].length ?? 0
  const next = ['0', '8', 'c', 'e'].indexOf(key.charAt(ones))
  return String(ones * 4 + Math.max(0, next))
}
