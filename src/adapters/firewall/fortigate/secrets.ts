import type { SecretsOf } from '../../../algebra/evidence/device-lines.ts'

/** Lines that may carry a secret, or say in which section the next ones stand. */
export const mayBeSecret =
  /\bENC\b|•|passw|passphrase|secret|psk|pwd|key|token|credential|communit|set name|config |\bend\b/i

const secretField =
  /^\s*(?:set|append)\s+[\w-]{0,60}?(?:password|passwd|passphrase|psksecret|secret|psk|pwd|key|community|token|credential)\d{0,2}\s+/i

/** Where the command begins that a prompt stands before: `FW-1 (admin) # set …`. */
export function typedFrom(line: string): number {
  return /^\s{0,8}[\w.-]{1,63}(?: \([^)]{1,80}\))? [#$] /.exec(line)?.[0].length ?? 0
}

/** Encrypted values, fields that hold secrets, and the names of SNMP communities. Keeps its place within the file. */
export function secretsOfFortigate(): SecretsOf {
  let depth = 0
  return (line) => {
    const typed = typedFrom(line)
    const text = typed === 0 ? line : line.slice(typed)
    const config = /^\s*config\s+(.{1,60})/.exec(text)
    if (config) {
      if (depth > 0) depth++
      else if (/^system\s+snmp\s+community\b/.test(config[1] ?? '')) depth = 1
      return []
    }
    if (depth > 0 && /^\s*end\s*$/.test(text)) {
      depth--
      return []
    }
    const encrypted = /^\s*(?:set|append)\s+\S{1,80}\s+(?:ENC|\u2022{3})\s+/.exec(text)
    const named = secretField.exec(text) ?? (depth === 1 ? /^\s*set\s+name\s+/.exec(text) : null)
    const from = encrypted?.[0].length ?? named?.[0].length
    if (from === undefined) return []
    const quoted = text.charAt(from) === '"'
    const close = quoted ? text.lastIndexOf('"') : -1
    const to = quoted ? (close > from ? close : text.length) : text.length
    return [[typed + (quoted ? from + 1 : from), typed + to]]
  }
}
