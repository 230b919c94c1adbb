import { ownerInText } from '../../../algebra/evidence/owner-hint.ts'
import { excerpt } from '../../../lib/lines.ts'
import type { Reference } from '../../../model/evidence.ts'
import { nameOfLiteral } from '../shared/naming.ts'
import type { Rule } from './schema.ts'

/** References of all rules: `-s`, `-d`, ranges and translations. A rule without them names nothing. */
export function referencesOf(
  rules: readonly Rule[],
  file: string,
  headOwner: string | undefined,
): readonly Reference[] {
  const found: Reference[] = []
  for (const rule of rules) {
    const owner = rule.comment === undefined ? undefined : ownerInText(rule.comment)
    const outside = rule.names.filter(({ option }) => option === 'destination').map(({ value }) => value)
    for (const { option, value } of rule.names) {
      const named = nameOfLiteral(value)
      if (!named) continue
      found.push({
        ...named,
        kind: rule.table === 'nat' ? 'nat-rule' : 'firewall-rule',
        device: file,
        file,
        line: rule.line,
        text: excerpt(rule.text),
        role: option,
        name: `${rule.table} ${rule.chain} ${rule.place}`,
        ...(owner !== undefined
          ? { ownerHint: owner, ownerHintBasis: 'comment' as const }
          : headOwner !== undefined
            ? { ownerHint: headOwner, ownerHintBasis: 'file-head' as const }
            : {}),
        ...(rule.ports !== undefined
          ? { service: `${rule.protocol ?? 'any'}/${rule.ports}` }
          : rule.protocol !== undefined
            ? { service: rule.protocol }
            : {}),
        ...(rule.target === undefined ? {} : { action: rule.target }),
        ...(option === 'translated' && rule.target === 'DNAT' && outside.length > 0 ? { via: outside } : {}),
      })
    }
  }
  return found
}
