import type { Tally } from '../../../algebra/evidence/collect.ts'
import type { RuleOutline } from '../../../algebra/evidence/rule-outline.ts'
import { markShadowed } from '../../../algebra/evidence/shadow.ts'
import type { Reference } from '../../../model/evidence.ts'

/** Marks what rules of one file hide, and counts the rules that were not compared with every earlier one. */
export function tellShadowed(found: Reference[], outlines: readonly RuleOutline[], tally: Tally): void {
  markShadowed(found, outlines, ({ line, from }) =>
    tally.note('rule that is not compared with every earlier one', {
      number: line,
      text: found[from]?.text ?? '',
    }),
  )
}
