import { formatAddress, parseAddress } from '../../lib/ip.ts'

/** A host as somebody configured it, with its port. */
export interface HostPort {
  /** As written, without brackets. */
  readonly host: string
  readonly port?: string | undefined
  /** Set when the host is an address. */
  readonly address?: string | undefined
}

/** `10.0.0.1:80`, `[2001:db8::1]:80`, `https://web:443/health`, `db-01` to host and port; undefined = neither. */
export function parseHostPort(text: string): HostPort | undefined {
  const scheme = text.indexOf('://')
  let rest = scheme >= 0 ? text.slice(scheme + 3) : text
  const end = rest.search(/[/?#]/)
  if (end >= 0) rest = rest.slice(0, end)
  rest = rest.slice(rest.lastIndexOf('@') + 1)
  const bracket = rest.startsWith('[') ? /^\[([^\]]{2,45})\](?::(\d{1,5}))?$/.exec(rest) : null
  const colon = rest.lastIndexOf(':')
  const whole = colon < 0 || parseAddress(rest) !== undefined
  const host = bracket?.[1] ?? (whole ? rest : rest.slice(0, colon))
  const port = bracket ? bracket[2] : whole ? undefined : rest.slice(colon + 1)
  const key = parseAddress(host)
  if (key === undefined && !/^[a-z0-9_]([a-z0-9._-]{0,251}[a-z0-9])?\.?$/i.test(host)) return undefined
  return {
    host,
    port: port === '' ? undefined : port,
    // IPv4 has one spelling only.
    address: key === undefined || !host.includes(':') ? key && host : formatAddress(key),
  }
}
