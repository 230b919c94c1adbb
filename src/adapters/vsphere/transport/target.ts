import { problem } from '../../../model/problems/index.ts'
import { checkAddress } from './address.ts'
import { type Environment, type Proxy, proxyFor } from './proxy.ts'

/** A vCenter and who asks it. */
export interface Target {
  /** `https://host[:port]/sdk`. */
  readonly url: URL
  readonly user: string
  /** Asked for once; kept only as long as the session. */
  readonly password: () => Promise<string>
  /** SHA-256 of the leaf certificate, 64 lower-case hex digits: this certificate and no other. */
  readonly pin?: string
  /** The proxy on the way there. */
  readonly proxy?: Proxy
  /** The command that a person would run again, with the pin; `discover` when absent. */
  readonly command?: string
}

/**
 * Checks what the user named: an https URL without a password in it, at an address where a vCenter can be; plain http only
 * to this machine; `/sdk` when no path is given. The pin may have colons and capitals; the environment names the proxy.
 */
export function targetOf(
  url: URL,
  user: string,
  password: () => Promise<string>,
  pin?: string,
  environment: Environment = process.env,
): Target {
  if (url.password !== '') throw problem('vcenter-url', { host: url.host, why: 'it has a password in it' })
  const loopback = ['127.0.0.1', '[::1]', 'localhost'].includes(url.hostname)
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && loopback)) {
    throw problem('vcenter-url', { host: url.host, why: `it begins with ${url.protocol}//` })
  }
  checkAddress(url.hostname.replace(/^\[|\]$/g, ''), url.hostname)
  const name = user === '' ? decodeURIComponent(url.username) : user
  if (name === '') throw problem('vcenter-url', { host: url.host, why: 'nobody is named who shall log in' })
  const clean = new URL(url)
  clean.username = ''
  clean.search = ''
  clean.hash = ''
  if (clean.pathname === '/' || clean.pathname === '') clean.pathname = '/sdk'
  clean.pathname = clean.pathname.replace(/(?<!\/)\/+$/, '')
  const proxy = proxyFor(clean, environment)
  return {
    url: clean,
    user: name,
    password,
    ...(pin === undefined ? {} : { pin: fingerprintOf(pin) }),
    ...(proxy === undefined ? {} : { proxy }),
  }
}

/** A SHA-256 fingerprint as 64 lower-case hex digits. */
function fingerprintOf(pin: string): string {
  const digits = pin.replaceAll(':', '').trim().toLowerCase()
  if (!/^[0-9a-f]{64}$/.test(digits)) throw problem('vcenter-pin', { pin })
  return digits
}
