import { parseSpan } from '../../../lib/ip.ts'
import { wordsOf } from '../../../lib/lines.ts'

/** Words of a line; quotes and backslashes keep blanks, `#` begins a comment. */
export function splitWords(text: string): readonly string[] {
  if (!/["'\\#]/.test(text)) return wordsOf(text)
  const words: string[] = []
  let word = ''
  let started = false
  let quote = ''
  for (let at = 0; at < text.length; at++) {
    const sign = text.charAt(at)
    if (quote !== '') {
      if (sign === quote) quote = ''
      else word += sign
    } else if (sign === '"' || sign === "'") {
      quote = sign
      started = true
    } else if (sign === '\\') {
      at++
      word += text.charAt(at)
      started = true
    } else if (sign === '#') break
    else if (sign === ' ' || sign === '\t') {
      if (started) words.push(word)
      word = ''
      started = false
    } else {
      word += sign
      started = true
    }
  }
  if (started) words.push(word)
  return words
}

/** Where to connect or listen: what stands behind the last colon is a port, of an IPv6 address without brackets too. */
export function endpoint(text: string): ReturnType<typeof place> {
  const found = place(text)
  if (found?.port !== undefined || !found?.address.includes(':') || text.includes('[')) return found
  const colon = found.address.lastIndexOf(':')
  const [address, port] = [found.address.slice(0, colon), found.address.slice(colon + 1)]
  return /^\d{1,5}$/.test(port) && parseSpan(address) ? { address, port } : found
}

/** `10.0.0.1:80`, `ipv4@10.0.0.1:80`, `[2001:db8::1]:80`, `db:1521`, `*:80` to address and port. */
export function place(
  text: string,
): { readonly address: string; readonly port: string | undefined } | undefined {
  const schemed = text.includes('@')
  const plain = schemed
    ? text.replace(/^(?:ipv4|ipv6|udp|udp4|udp6|tcp|tcp4|tcp6|quic4|quic6|stream|mptcp|mptcp4|mptcp6)@/, '')
    : text
  if (plain === '' || plain.startsWith('/')) return undefined
  if (schemed && /^(?:unix|abnsz?|fd|sockpair|rhttp|ring)@/.test(plain)) return undefined
  if (plain.startsWith('[')) {
    const bracket = /^\[([^\]]{2,45})\](?::(.+))?$/.exec(plain)
    if (bracket) return { address: bracket[1] ?? '', port: bracket[2] }
  }
  const colon = plain.lastIndexOf(':')
  // One colon alone is never an IPv6 address.
  if (colon < 0 || (plain.indexOf(':') < colon && parseSpan(plain)))
    return { address: plain, port: undefined }
  const port = plain.slice(colon + 1)
  return { address: plain.slice(0, colon), port: port === '' ? undefined : port }
}
