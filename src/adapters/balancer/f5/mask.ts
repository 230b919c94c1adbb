import type { MaskedFile } from '../../../algebra/evidence/collect.ts'
import { maskedDeviceLines } from '../../../algebra/evidence/device-lines.ts'

const may = /passw|passphrase|passcode|secret|community|bind-pw|psk|preshared/i
/** Properties whose value is a secret; an SNMP community is one. */
const secretKey =
  /^(?:community|community-name|ro-?community|rw-?community|bind-pw|psk|(?:[\w-]{0,40}-)?(?:password|passphrase|secret|passcode|preshared-key)(?:-encrypted)?)$/i

/** Masked lines of a configuration; secrets that only its own properties announce are hidden as well. */
export function maskedConfiguration(bytes: Uint8Array): MaskedFile {
  return maskedDeviceLines(bytes, may, secretsIn)
}

/** The value behind each property of a secret: a word, or all up to its quote. */
function secretsIn(text: string): readonly (readonly [number, number])[] {
  const found: (readonly [number, number])[] = []
  let announced = false
  for (let at = 0; at < text.length; ) {
    if (text.charCodeAt(at) === 32 || text.charCodeAt(at) === 9) {
      at++
      continue
    }
    const quoted = text.charAt(at) === '"'
    const from = quoted ? at + 1 : at
    let to = from
    while (
      to < text.length &&
      (quoted ? text.charAt(to) !== '"' : text.charAt(to) !== ' ' && text.charAt(to) !== '\t')
    )
      to += quoted && text.charAt(to) === '\\' ? 2 : 1
    to = Math.min(to, text.length)
    const word = text.slice(from, to)
    at = quoted ? to + 1 : to
    if (announced && word === 'crypt') continue
    if (announced && !/^(?:[{}]|none)$/.test(word)) found.push([from, to])
    announced = !announced && !quoted && word.length < 60 && secretKey.test(word)
  }
  return found
}
