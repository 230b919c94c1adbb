import { placedWords, type PlacedWord } from '../../../algebra/evidence/device-lines.ts'

/** Words of lines that may carry a secret: each that is looked for below. A rule for the port `snmp` has none. */
export const mayBeSecret =
  /auth|md5|key|passw|secret|snmp-server|communit|passphrase|ascii|hex|psk|spi \d|idtoken|ftp-server|common-pw|\) host/i

const levels: ReadonlySet<string> = new Set(
  '0 5 6 7 8 8a 9 10 encrypted clear md5 sha sha1 sha256 sha512 text string mode key-string hmac-sha-1 hmac-sha-256 hmac-md5 local-authentication remote-authentication local remote'.split(
    ' ',
  ),
)
const named: ReadonlySet<string> = new Set(
  'password passwd secret key key-string pre-shared-key passphrase community authentication-key ascii hex psk ldap-login-password shared-secret radius-common-pw idtoken'.split(
    ' ',
  ),
)

/** What may stand behind a secret that is already masked. */
const behind: ReadonlySet<string> = new Set(
  'address timeout privilege role encrypted pbkdf2 localizedkey version trap traps informs group udp-port use-vrf vrf'.split(
    ' ',
  ),
)
/** Lengths of levels: the masker that every line goes through first may have taken one for the secret. */
const lengths: ReadonlySet<number> = new Set([...levels].map((level) => level.length))

/** Secrets that only the dialect of Cisco devices shows: strings without a telling word, keys behind numbers. */
export function secretsOfCisco(text: string): readonly (readonly [number, number])[] {
  const words = placedWords(text)
  const found: (readonly [number, number])[] = []
  const at = (index: number): string => words[index]?.text.toLowerCase() ?? ''
  const hide = (word: PlacedWord | undefined): void => {
    if (word) found.push([word.from, word.to])
  }
  const first = at(0) === 'no' ? 1 : 0
  const afterLevels = (from: number): number => {
    let value = from
    while (value + 1 < words.length && value < from + 4 && isLevel(at(value), at(value + 1))) value++
    return value
  }
  if (at(first) === 'snmp-server' && at(first + 1) === 'host') hideTrap(words, hide)
  for (let index = first; index < words.length; index++) {
    const word = at(index)
    if (named.has(word) || word.endsWith('-password')) {
      // `crypto key generate`, `key chain NAME`, `key 1` within a chain name no secret.
      if (word === 'key' && (at(first) === 'crypto' ? at(index - 1) !== 'isakmp' : isChain(words, index)))
        continue
      hide(words[afterLevels(index + 1)])
    } else if (word === 'message-digest-key' || (word === 'authentication-key' && at(first) === 'ntp')) {
      hide(words[index + 3] ?? words[index + 2])
    } else if (word === 'authentication' && authenticates(at(first), at(index - 1), at(index + 1))) {
      const value = afterLevels(index + 1)
      if (at(value) !== 'key-chain') hide(words[value])
    } else if (
      at(first) === 'snmp-server' &&
      /^(?:md5|sha(?:-\d{3})?|des|3des|aes(?:-\d{3})?|priv)$/.test(word)
    ) {
      const sized = /^(?:128|192|224|256|384|512)$/.test(at(index + 1)) ? index + 2 : index + 1
      // `priv` names its algorithm, or has the key itself.
      const keyed = at(first + 1) === 'user' && !/^(?:des|3des|aes)/.test(at(sized))
      if (word !== 'priv' || keyed) hide(words[afterLevels(sized)])
    } else if (word === 'localizedkey' && index === 1) {
      // A terminal broke the line within the key.
      hide(words[0])
    } else if (word === 'md5' && /^\d$/.test(at(index + 1))) hide(words[index + 2])
    else if (at(first) === 'ntp' && word === 'md5') hide(words[index + 1])
    else if (word === 'spi') {
      for (const key of words.slice(index + 2)) if (key.to - key.from > 12) hide(key)
    } else if (
      word === 'host' &&
      at(index - 1).startsWith('(') &&
      !/^(?:timeout|key)?$/.test(at(index + 2))
    ) {
      // `aaa-server TACACS (inside) host 10.0.0.1 SECRET timeout 10`.
      if (/^(?:aaa|tacacs|radius)-server$/.test(at(first))) hide(words[index + 2])
    } else if (word === 'ftp-server' && at(index - 1) === 'logging') hide(words[index + 4])
    else if (word.includes('auth=key,')) hideBehind(words[index], 'auth=key,', found)
  }
  return found.sort((a, b) => a[0] - b[0])
}

/** Whether a word tells how the secret behind it is written. */
function isLevel(word: string, next: string): boolean {
  if (levels.has(word)) return true
  return /^\u2022+$/.test(word) && lengths.has(word.length) && !behind.has(next) && !next.startsWith('\u2022')
}

/** `standby 1 authentication X`, `authentication text X`, `ip nhrp authentication X`. */
function authenticates(first: string, before: string, next: string): boolean {
  if (/^(?:standby|vrrp|glbp)$/.test(first) || before === 'nhrp') return true
  return next === 'text' || next === 'string' || (next === 'mode' && first === 'authentication')
}

/** `-ingestauth=key,SECRET` in the command of a daemon. */
function hideBehind(word: PlacedWord | undefined, sign: string, found: (readonly [number, number])[]): void {
  if (word) found.push([word.from + word.text.indexOf(sign) + sign.length, word.to])
}

function isChain(words: readonly PlacedWord[], index: number): boolean {
  const next = words[index + 1]?.text ?? ''
  return next === 'chain' || (index === 0 && words.length === 2 && /^\d{1,3}$/.test(next))
}

/** `snmp-server host [interface] ADDRESS [traps|informs] [vrf V] [version 1|2c|3 …] STRING`. */
function hideTrap(words: readonly PlacedWord[], hide: (word: PlacedWord | undefined) => void): void {
  const version = words.findIndex(({ text }) => text === 'version')
  if (version > 0) {
    const kind = words[version + 1]?.text
    // The third version names a user after its level.
    const from = version + 2
    const level = isLevel(words[from]?.text ?? '', words[from + 1]?.text ?? 'udp-port') ? 1 : 0
    if (kind === '1' || kind === '2c') hide(words[from + level])
    return
  }
  for (let index = 3; index < words.length; index++) {
    const word = words[index]?.text ?? ''
    if (word === 'vrf') index++
    else if (!/^(?:traps|informs|trap|poll|community|udp-port)$/.test(word) && !/^[\d.]+$/.test(word)) {
      return hide(words[index])
    }
  }
}
