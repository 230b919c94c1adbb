import type { MaskedFile } from '../../../algebra/evidence/collect.ts'

/** What stands where a secret stood. */
const blot = '\u2022'

/** An SNMP community is a secret, and here it follows the word `community-name`, which no other product uses. */
export function withoutCommunities({ lines, masked }: MaskedFile): MaskedFile {
  let more = 0
  const clean = lines.map((line) => {
    const at = line.text.indexOf('community-name ')
    if (at < 0) return line
    const from = at + 'community-name '.length
    const text = line.text.slice(0, from) + blot.repeat(line.text.length - from)
    more++
    return { ...line, text }
  })
  return { lines: more === 0 ? lines : clean, masked: masked + more }
}
