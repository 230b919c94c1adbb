import { placedWords, type PlacedWord } from '../../../algebra/evidence/device-lines.ts'

/** Words of lines that may carry a secret: each that is looked for below. A rule for the port `snmp` has none. */
export const mayBeSecret = /auth|md5|key|passw|secret|snmp-server|communit|passphrase|ascii|hex|psk/i

const levels: ReadonlySet<string> = new Set(
  '0 5 6 7 8 9 encrypted md5 sha sha1 sha256 text key-string hmac-sha-1 hmac-sha-256 hmac-md5 local-authentication remote-authentication local remote'.split(
    ' ',
  ),
)
const named: ReadonlySet<string> = new Set(
  'password passwd secret key key-string pre-shared-key passphrase community authentication-key ascii hex psk ldap-login-password shared-secret'.split(
    ' ',
  ),
)

/** Secrets that only the dialect of Cisco devices shows: strings without a telling word, keys behind numbers. */
export function secretsOfCisco(text: string): readonly (readonly [number, number])[] {
  const words = placedWords(text)
  const found: (readonly [number, number])[] = []
  const at = (index: number): string => words[index]?.text.toLowerCase() ?? ''
  const hide = (word: PlacedWord | undefined): void => {
    if (word) found.push([word.from, word.to])
  }
  const first = at(0) === 'no' ? 1 : 0
  if (at(first) === 'snmp-server' && at(first + 1) === 'host') hideTrap(words, hide)
  for (let index = first; index < words.length; index++) {
    const word = at(index)
    if (named.has(word) || word.endsWith('-password')) {
      // `crypto key generate`, `key chain NAME`, `key 1` within a chain name no secret.
      if (word === 'key' && (at(first) === 'crypto' ? at(index - 1) !== 'isakmp' : isChain(words, index)))
        continue
      let value = index + 1
      while (levels.has(at(value)) && value + 1 < words.length && value < index + 5) value++
      hide(words[value])
    } else if (word === 'message-digest-key' || (word === 'authentication-key' && at(first) === 'ntp')) {
      hide(words[index + 3] ?? words[index + 2])
    } else if (word === 'authentication' && /^(?:standby|vrrp|glbp)$/.test(at(first))) {
      let value = index + 1
      while (levels.has(at(value)) && value < index + 5) value++
      if (at(value) !== 'key-chain') hide(words[value])
    } else if (at(first) === 'snmp-server' && /^(?:md5|sha|des|3des|aes)$/.test(word)) {
      hide(words[/^(?:128|192|224|256|384|512)$/.test(at(index + 1)) ? index + 2 : index + 1])
    } else if (at(first) === 'ntp' && word === 'md5') hide(words[index + 1])
  }
  return found.sort((a, b) => a[0] - b[0])
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
    if (kind === '1' || kind === '2c') hide(words[version + 2])
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
