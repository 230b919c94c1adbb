import { formatAddress, parseAddress } from '../../../lib/ip.ts'

/** A name made absolute under `origin`: lower case, without the final dot; `@` is the origin itself. */
export function absolute(name: string, origin: string): string {
  const last = name.charCodeAt(name.length - 1)
  if (last === 64 && name.length === 1) return origin
  const lower = name.toLowerCase()
  if (last === 46) return lower.slice(0, -1)
  return origin === '' ? lower : `${lower}.${origin}`
}

/**
 * `41.30.20.10.in-addr.arpa` spells 10.20.30.41; likewise the nibbles of ip6.arpa. A reverse zone smaller than a
 * /24 has a label of its own between the two (RFC 2317): `41.32/27.2.0.192.in-addr.arpa`.
 */
export function addressOfReverse(owner: string): string | undefined {
  if (!owner.endsWith('.arpa') || owner.length > 128) return undefined
  const labels = owner.split('.')
  if (owner.endsWith('.in-addr.arpa')) {
    const delegated = labels.length === 7 && /^\d{1,3}[-/]\d{1,3}$/.test(labels[1] ?? '')
    if (delegated) labels.splice(1, 1)
    if (labels.length !== 6) return undefined
    const key = parseAddress(labels.slice(0, 4).reverse().join('.'))
    return key === undefined ? undefined : formatAddress(key)
  }
  if (owner.endsWith('.ip6.arpa') && labels.length === 34) {
    const nibbles = labels.slice(0, 32).reverse().join('')
    return /^[0-9a-f]{32}$/.test(nibbles) ? formatAddress(nibbles) : undefined
  }
  return undefined
}

/**
 * What the owner of a response policy is about: `32.7.2.0.192.rpz-ip` is 192.0.2.7/32. IPv6 has `zz` for its longest row
 * of zeros.
 */
export function spanOfTrigger(owner: string): string | undefined {
  const found = /^(\d{1,3})\.([\da-fz.]{1,60})\.rpz-(?:client-ip|nsip|ip)(?:\.|$)/.exec(owner)
  if (!found) return undefined
  const [, length = '', written = ''] = found
  const parts = written.split('.').reverse()
  const six = parts.length !== 4 || parts.includes('zz')
  const joined = parts.map((part) => (part === 'zz' ? '' : part)).join(':')
  const whole = joined.startsWith(':') ? `:${joined}` : joined.endsWith(':') ? `${joined}:` : joined
  return `${six ? whole : parts.join('.')}/${length}`
}

/** The time to live as files write it: `3600`, `1h`, `1d12h`, and `01:00:00` or `1.00:00:00`, in seconds. */
export function secondsOf(text: string): number | undefined {
  const first = text.charCodeAt(0)
  if (!(first >= 48 && first <= 57)) return undefined
  const whole = wholeNumber(text)
  if (whole !== undefined) return whole
  const clock = /^(?:(\d{1,5})\.)?(\d{1,4}):(\d{2}):(\d{2})(?:[.,]\d{1,7})?$/.exec(text)
  if (clock) {
    const [, days = '0', hours, minutes, rest] = clock
    return Number(days) * 86_400 + Number(hours) * 3600 + Number(minutes) * 60 + Number(rest)
  }
  if (!/^(?:\d{1,9}[smhdw]){1,5}$/i.test(text)) return undefined
  let total = 0
  for (const [, count, letter] of text.matchAll(/(?<!\d)(\d+)([smhdw])/gi)) {
    total += Number(count) * (unitSeconds[(letter ?? 's').toLowerCase()] ?? 1)
  }
  return total
}

/** Up to ten digits and nothing else: what nearly every time is. */
function wholeNumber(text: string): number | undefined {
  const { length } = text
  if (length > 10) return undefined
  let value = 0
  for (let at = 0; at < length; at++) {
    const digit = text.charCodeAt(at) - 48
    if (digit < 0 || digit > 9) return undefined
    value = value * 10 + digit
  }
  return value
}

const unitSeconds: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 }

/** `hostmaster.harbour.example.` is the mail address hostmaster@harbour.example. */
export function contactOf(written: string | undefined, origin: string): string | undefined {
  if (written === undefined) return undefined
  // A name without a dot at its end is one of the zone; whoever forgot the dot named the zone as well.
  const plain = written.endsWith('.') || origin === '' || `${written}.`.toLowerCase().endsWith(`.${origin}.`)
  const name = plain || origin.endsWith('.arpa') ? written : `${written}.${origin}`
  const dot = name.search(/(?<!\\)\./)
  if (dot <= 0) return name
  return `${name.slice(0, dot).replaceAll('\\.', '.')}@${name.slice(dot + 1).replace(/\.$/, '')}`.toLowerCase()
}
