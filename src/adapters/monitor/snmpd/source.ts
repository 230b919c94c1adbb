import { parseHostPort } from '../../../algebra/evidence/host-port.ts'
import { strengthOf } from '../../../algebra/evidence/strength.ts'
import { formatSpan, isSelfOrGroup, parseAddress, parseIpv4, parseSpan } from '../../../lib/ip.ts'
import type { Strength } from '../../../model/evidence.ts'

/** What a word names: an address, a network, a host. */
export interface Named {
  readonly matched: string
  readonly strength: Strength
  readonly covers?: string
  readonly host?: string
  /** Behind the word's first sign. */
  readonly offset: number
  readonly service?: string | undefined
}

/** Why a word names nothing that could move, or nothing that is understood. */
export type NotNamed =
  | 'everyone'
  | 'this machine'
  | 'everything but this'
  | 'mask that is no prefix'
  | 'source that is neither address nor name'

const hostName = /^[a-z0-9_](?:[a-z0-9_.-]{0,251}[a-z0-9])?\.?$/i
/** Domains of transports: `udp:`, `udp6:`, `tcpipv6:`, `dtlsudp:`. */
const transport = /^(udp|tcp|dtlsudp|tlstcp|ssh)(?:6|v6|-ipv6|ipv6)?:/i
const noNetwork = /^(?:unix|aal5pvc|ipx|std|alias|callback):|^\//i

/** Who may ask: `default`, a name, an address, `10.0.0.0/8`, `10.0.0.0/255.0.0.0`. */
export function sourceOf(text: string): Named | NotNamed {
  if (text === '' || text === 'default') return 'everyone'
  if (text.startsWith('!')) return 'everything but this'
  const masked = /^([\d.]+)\/(\d{1,3}(?:\.\d{1,3}){3})$/.exec(text)
  if (masked) return maskedSource(text, masked[1] ?? '', masked[2] ?? '')
  const span = parseSpan(text)
  if (span === undefined) return nameOf(text, 0)
  const strength = strengthOf(span, text)
  if (strength === 'any') return 'everyone'
  if (span.low === span.high && isSelfOrGroup(span.low)) return 'this machine'
  if (/^127\./.test(text)) return 'this machine'
  return { matched: text, strength, offset: 0 }
}

/** `10.0.0.0/255.255.0.0`, and the two words of older agents. */
export function maskedSource(matched: string, address: string, mask: string): Named | NotNamed {
  const base = parseIpv4(address)
  const bits = parseIpv4(mask)
  if (base === undefined || bits === undefined) return 'source that is neither address nor name'
  if (bits === 0) return 'everyone'
  const inverse = ~bits >>> 0
  if ((inverse & (inverse + 1)) !== 0) return 'mask that is no prefix'
  const span = parseSpan(`${address}/${32 - Math.log2(inverse + 1)}`)
  if (span === undefined) return 'source that is neither address nor name'
  if (base >>> 24 === 127) return 'this machine'
  return { matched, strength: strengthOf(span, '/'), covers: formatSpan(span), offset: 0 }
}

function nameOf(text: string, offset: number): Named | NotNamed {
  if (/^localhost6?(?:\.localdomain6?)?$/i.test(text)) return 'this machine'
  // A name has a letter: numbers are ports and damaged addresses.
  if (!hostName.test(text) || !/[a-z]/i.test(text)) return 'source that is neither address nor name'
  return { matched: text, strength: 'name', host: text.toLowerCase().replace(/\.$/, ''), offset }
}

/** Where something is sent to or listened at: `udp:10.0.0.1:162`, `udp6:[2001:db8::1]`, `tcp:collector:10162`, `161`. */
export function endpointOf(text: string, port: string): Named | NotNamed {
  if (noNetwork.test(text)) return 'this machine'
  const prefix = transport.exec(text)
  const protocol = /^(?:tcp|tls|ssh)/i.test(text) && prefix ? 'tcp' : 'udp'
  const skipped = prefix?.[0].length ?? 0
  const rest = text.slice(skipped)
  // A port, or an interface, of this machine.
  if (/^(?:\d{1,5}|@.*|)$/.test(rest)) return 'this machine'
  const found = parseHostPort(rest)
  if (!found || rest.includes('/')) return 'source that is neither address nor name'
  const offset = skipped + rest.indexOf(found.host)
  const service = `${protocol}/${found.port ?? port}`
  const key = found.address === undefined ? undefined : parseAddress(found.address)
  if (key === undefined) {
    const named = nameOf(found.host, offset)
    return typeof named === 'string' ? named : { ...named, service }
  }
  if (/^0+$/.test(key)) return 'everyone'
  if (isSelfOrGroup(key)) return 'this machine'
  return { matched: found.host, strength: 'exact', offset, service }
}
