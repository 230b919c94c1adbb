import { wildcard } from '../../lib/wildcard.ts'

/** What a person decided of a fact on which sources disagree. */
export interface Decision {
  /** Name of the field, or `*` for every one. */
  readonly field: string
  /** Name or id of the VM; `*` stands for any characters; absent = every VM. */
  readonly vm?: string | undefined
  /** Label of the source to believe, `*` allowed. */
  readonly source?: string | undefined
  /** The value to believe, as JSON writes it or as plain text. */
  readonly value?: string | undefined
  readonly because?: string | undefined
  /** Where it stands, for people: `conflicts.yaml, line 4`. */
  readonly place: string
}

/** One of the values that sources give. */
export interface Said {
  /** Label of the source. */
  readonly label: string
  readonly value: unknown
}

/** Index of the value that is to be believed and why; undefined = nothing was decided, or the choice is gone. */
export type Decide = (
  field: string,
  values: readonly Said[],
) => { readonly chosen: number; readonly because: string } | undefined

/** Decides for one object by the first decision that fits it, its field and one of its values. */
export function decider(decisions: readonly Decision[], names: readonly string[]): Decide | undefined {
  const mine = decisions.filter(({ vm }) => vm === undefined || names.some((name) => matches(vm, name)))
  if (mine.length === 0) return undefined
  return (field, values) => {
    for (const decision of mine) {
      if (decision.field !== '*' && decision.field !== field) continue
      const chosen = values.findIndex((said) => isMeant(decision, said))
      if (chosen < 0) continue
      const { because, place } = decision
      return { chosen, because: because === undefined ? `decided in ${place}` : `${because} (${place})` }
    }
    return undefined
  }
}

function isMeant({ source, value }: Decision, said: Said): boolean {
  if (source !== undefined && !matches(source, said.label)) return false
  return value === undefined || value === textOfValue(said.value)
}

/** A value as a decision writes it: texts as they are, everything else as JSON. */
export function textOfValue(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '')
}

/** Letter case ignored, `*` for any characters. */
function matches(pattern: string, text: string): boolean {
  return wildcard(pattern.toLowerCase())(text.toLowerCase())
}
