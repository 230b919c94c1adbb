const conditions =
  /^(?:(?:source|destination)-(?:address(?:-name|-excluded)?|port|prefix-list)|address|prefix-list|protocol|next-header|port|application|(?:from|to)-zone|dynamic-application|source-identity)$/

/** One condition of a rule: `destination-port 8000 to 8010`. */
export interface Condition {
  readonly what: string
  readonly value: string
  /** What follows the value: `except`, `to 8010`. */
  readonly rest: readonly string[]
}

const none: readonly string[] = []

/** The conditions that one statement lists; several may stand in a line: `source-address any destination-address web`. */
export function conditionsOf(words: readonly string[]): readonly Condition[] {
  const [first = '', second = ''] = words
  if (words.length === 2 && !first.endsWith('-excluded')) return [{ what: first, value: second, rest: none }]
  const found: Condition[] = []
  let at = 0
  while (at < words.length) {
    const what = words[at] ?? ''
    const alone = what.endsWith('-excluded')
    let end = at + (alone ? 1 : 2)
    while (end < words.length && !conditions.test(words[end] ?? '')) end++
    found.push({ what, value: alone ? '' : (words[at + 1] ?? ''), rest: words.slice(at + 2, end) })
    at = end
  }
  return found
}

/** `8000 to 8010` as `8000-8010`. */
export function portOf({ value, rest }: Condition): string {
  return rest[0] === 'to' && rest[1] !== undefined ? `${value}-${rest[1]}` : value
}
