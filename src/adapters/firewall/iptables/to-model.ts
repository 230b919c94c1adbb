import { ownerInText } from '../../../algebra/evidence/owner-hint.ts'
import { makeReference } from '../../../algebra/evidence/reference.ts'
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
    const text = excerpt(rule.text)
    const name = `${rule.table} ${rule.chain} ${rule.place}`
    const service = rule.ports === undefined ? rule.protocol : `${rule.protocol ?? 'any'}/${rule.ports}`
    for (const { option, value } of rule.names) {
      const named = nameOfLiteral(value)
      if (!named) continue
      found.push(
        makeReference({
          kind: rule.table === 'nat' ? 'nat-rule' : 'firewall-rule',
          device: file,
          file,
          line: rule.line,
          text,
          matched: named.matched,
          strength: named.strength,
          role: option,
          name,
          service,
          action: rule.target,
          via: option === 'translated' && rule.target === 'DNAT' ? outside : undefined,
          ownerHint: owner ?? headOwner,
          ownerHintBasis: owner !== undefined ? 'comment' : headOwner !== undefined ? 'file-head' : undefined,
        }),
      )
    }
  }
  return found
}
