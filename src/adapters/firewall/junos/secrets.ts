import type { SecretsOf } from '../../../algebra/evidence/device-lines.ts'

/** Lines that may carry a secret of this dialect. */
export const mayBeSecret = /\bcommunity\b|@/

const community = /^(\s{0,80}community\s{1,8}"?)([^\s"{;]{1,128})"?\s{0,8}\{/
const prompted = /^\s{0,8}[\w.-]{1,64}@[\w.:-]{1,64}[>#%] /
const named =
  /\b(?:secret|password|simple-password|authentication-key|key|ascii-text|hexadecimal|community)\s{1,8}"?([^\s";]{1,400})/g

/** The name of an SNMP community is its secret (`community till {`); behind a prompt, every word after a secret's name is. */
export const secretsOfJunos: SecretsOf = (text) => {
  const found = community.exec(text)
  const [, before = '', secret = ''] = found ?? []
  if (found) return [[before.length, before.length + secret.length]]
  if (!text.includes('@') || !prompted.test(text)) return []
  return [...text.matchAll(named)].map((one) => {
    const to = one.index + one[0].length
    return [to - (one[1] ?? '').length, to] as const
  })
}
