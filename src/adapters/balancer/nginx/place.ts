import { parseAddress, parseSpan } from '../../../lib/ip.ts'

/** Address or name, and port. */
export interface Place {
  readonly address: string
  readonly port?: string
}

const schemes: ReadonlyMap<string, string> = new Map([
  ['http', '80'],
  ['https', '443'],
])

/** `192.0.2.1:80`, `[2001:db8::1]:80`, `http://shop/pay`, `grpcs://192.0.2.1:50051`; undefined for sockets and variables. */
export function placeOf(text: string): Place | undefined {
  const scheme = text.indexOf('://')
  let rest = scheme < 0 ? text : text.slice(scheme + 3)
  if (rest.startsWith('unix:') || text.includes('$') || rest.startsWith('/') || rest.length > 300)
    return undefined
  // Behind a scheme it is no prefix: `http://192.0.2.1/24`.
  if (scheme < 0 && parseSpan(rest)) return { address: rest }
  const slash = rest.indexOf('/')
  if (slash >= 0) rest = rest.slice(0, slash)
  rest = rest.slice(rest.lastIndexOf('@') + 1)
  const usual = scheme < 0 ? undefined : schemes.get(text.slice(0, scheme))
  if (rest.startsWith('[')) {
    const close = rest.indexOf(']')
    const address = rest.slice(1, close)
    if (close < 0 || parseAddress(address) === undefined) return undefined
    return made(address, rest.charAt(close + 1) === ':' ? rest.slice(close + 2) : usual)
  }
  const colon = rest.lastIndexOf(':')
  return colon < 0 ? made(rest, usual) : made(rest.slice(0, colon), rest.slice(colon + 1))
}

function made(address: string, port: string | undefined): Place {
  return port !== undefined && /^\d{1,5}$/.test(port) ? { address, port } : { address }
}
