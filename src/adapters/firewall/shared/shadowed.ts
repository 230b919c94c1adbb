import type { Tally } from '../../../algebra/evidence/collect.ts'
import type { RuleOutline } from '../../../algebra/evidence/rule-outline.ts'
import { markShadowed, Shadows } from '../../../algebra/evidence/shadow.ts'
import type { Reference } from '../../../model/evidence.ts'

/** Marks what rules of one file hide, and counts the rules that were not compared with every earlier one. */
export function tellShadowed(found: Reference[], outlines: readonly RuleOutline[], tally: Tally): void {
  markShadowed(found, outlines, tellerOf(tally))
}

/** For readers that yield the references of each rule as they read it: `mark` takes them and the rule's outline. */
export function shadowsOf(tally: Tally): Shadows {
  return new Shadows(tellerOf(tally))
}

function tellerOf(tally: Tally) {
  return ({ line }: RuleOutline, text: string): void =>
    tally.note('rule that is not compared with every earlier one', { number: line, text })
}
