import { strengthOf } from '../../../algebra/evidence/strength.ts'
import { parseSpan } from '../../../lib/ip.ts'
import type { Reference } from '../../../model/evidence.ts'

/** How an address, subnet, range or host name of a balancer's configuration matches. */
export type Naming = Pick<Reference, 'matched' | 'strength'> & Partial<Pick<Reference, 'host'>>

const hostName = /^[a-z0-9](?:[a-z0-9._-]{0,251}[a-z0-9])?$/i

/** What a place names; undefined for every address (`*`, `0.0.0.0`, `::`), variables and what is no name either. */
export function namingOf(place: string): Naming | undefined {
  if (place === '*' || place === '::' || place === '0.0.0.0' || place.includes('$')) return undefined
  const span = parseSpan(place)
  if (span) {
    return { matched: place, strength: strengthOf(span, place) }
  }
  if (!hostName.test(place) || !/[a-z]/i.test(place)) return undefined
  return { matched: place, strength: 'name', host: place.toLowerCase().replace(/\.$/, '') }
}

/** `192.0.2.80:443`, `[2001:db8::80]:443`, `shop:443`: an address that clients connect to. */
export function hostAndPort(address: string, port: string | undefined): string {
  const host = address.includes(':') ? `[${address}]` : address
  return port === undefined ? host : `${host}:${port}`
}
