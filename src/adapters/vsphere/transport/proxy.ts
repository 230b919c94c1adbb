import { contains, parseAddress, parseCidr } from '../../../lib/ip.ts'
import { problem } from '../../../model/problems/index.ts'

/** A proxy on the way to a vCenter. Its user and password are in `authorization` and nowhere else. */
export interface Proxy {
  readonly secure: boolean
  readonly host: string
  readonly port: number
  /** For people: host and port. */
  readonly label: string
  /** Value of the header `Proxy-Authorization`; secret. */
  readonly authorization?: string
}

/** Variables of a process. */
export type Environment = Readonly<Record<string, string | undefined>>

/**
 * The proxy that the environment names for an https URL: HTTPS_PROXY, unless NO_PROXY leaves the host out. The
 * lower-case names win, as everywhere; this machine itself is never asked for through a proxy.
 */
export function proxyFor(url: URL, environment: Environment): Proxy | undefined {
  const named = environment['https_proxy'] ?? environment['HTTPS_PROXY'] ?? ''
  if (url.protocol !== 'https:' || named === '' || isLoopback(hostOf(url))) return undefined
  if (isLeftOut(url, environment['no_proxy'] ?? environment['NO_PROXY'] ?? '')) return undefined
  const text = named.includes('://') ? named : `http://${named}`
  const proxy = URL.canParse(text) ? new URL(text) : undefined
  if (proxy === undefined || proxy.hostname === '' || !/^https?:$/.test(proxy.protocol)) {
    // What stands there may hold a password, also where it is no URL: it is not repeated.
    throw problem('proxy-unusable', { host: url.host })
  }
  const secure = proxy.protocol === 'https:'
  const port = Number(proxy.port || (secure ? 443 : 80))
  const host = hostOf(proxy)
  const label = `${proxy.hostname}:${port}`
  if (proxy.username === '' && proxy.password === '') return { secure, host, port, label }
  const pair = `${decoded(proxy.username)}:${decoded(proxy.password)}`
  return { secure, host, port, label, authorization: `Basic ${Buffer.from(pair).toString('base64')}` }
}

/** A host name or address without the brackets of IPv6. */
function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[|\]$/g, '').toLowerCase()
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host.endsWith('.localhost') || host === '::1' || /^127\./.test(host)
}

/** Each entry is `*`, a host, a domain with all below it, an address or a CIDR; a port behind it must be the same. */
function isLeftOut(url: URL, list: string): boolean {
  const host = hostOf(url)
  const port = url.port || '443'
  const address = parseAddress(host)
  return list
    .toLowerCase()
    .split(/[\s,]+/)
    .some((entry) => {
      if (entry === '*') return true
      // An address of version 6 without brackets has no port behind it.
      const [, name = entry, only] = /^(\[[^\]]+\]|[^:]*)(?::(\d+))?$/.exec(entry) ?? []
      if (name === '' || (only !== undefined && only !== port)) return false
      const bare = name.replace(/^\[|\]$/g, '').replace(/^\*\./, '.')
      if (address !== undefined) {
        const span = parseCidr(bare)
        return parseAddress(bare) === address || (span !== undefined && contains(span, address))
      }
      return bare.startsWith('.') ? host.endsWith(bare) : host === bare || host.endsWith(`.${bare}`)
    })
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
