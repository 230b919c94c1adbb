/** A piece of a filter, with its 1-based column for error messages. */
export interface Token {
  readonly kind: 'word' | 'text' | 'operator' | 'open' | 'close' | 'comma' | 'end'
  readonly text: string
  readonly column: number
  /** As it stands in the filter, quotes included; at least 1, so that the end can be pointed at. */
  readonly length: number
}

/** A filter that cannot be read: where, what was found and what was expected. */
export class FilterError extends Error {
  override readonly name = 'FilterError'
  readonly column: number
  readonly length: number
  readonly seen: string
  readonly expected: string

  constructor(at: Pick<Token, 'column' | 'length'>, seen: string, expected: string) {
    super(`column ${at.column}: found ${seen}, expected ${expected}`)
    this.column = at.column
    this.length = at.length
    this.seen = seen
    this.expected = expected
  }
}

const operators = ['!=', '>=', '<=', '!~', '=', '~', '>', '<']

/** Cuts a filter into tokens. Strings take single or double quotes, doubled inside to mean themselves; words may hold anything but blanks, quotes, brackets, commas and operators. */
export function tokens(filter: string): readonly Token[] {
  const found: Token[] = []
  let at = 0
  while (at < filter.length) {
    const character = filter.charAt(at)
    const column = at + 1
    const operator = operators.find((candidate) => filter.startsWith(candidate, at))
    if (/\s/.test(character)) at += 1
    else if (character === '(' || character === ')') {
      found.push({ kind: character === '(' ? 'open' : 'close', text: character, column, length: 1 })
      at += 1
    } else if (character === ',') {
      found.push({ kind: 'comma', text: character, column, length: 1 })
      at += 1
    } else if (operator !== undefined) {
      found.push({ kind: 'operator', text: operator, column, length: operator.length })
      at += operator.length
    } else if (character === '"' || character === "'") {
      const end = closing(filter, character, at + 1)
      if (end < 0) {
        const rest = { column, length: filter.length - at }
        throw new FilterError(rest, 'a quote that is never closed', `a closing ${character}`)
      }
      const text = filter.slice(at + 1, end).replaceAll(character + character, character)
      found.push({ kind: 'text', text, column, length: end + 1 - at })
      at = end + 1
    } else {
      let end = at
      while (end < filter.length && !/[\s()'",=!~<>]/.test(filter.charAt(end))) end += 1
      if (end === at)
        throw new FilterError(
          { column, length: 1 },
          JSON.stringify(character),
          'a field, a value or an operator',
        )
      found.push({ kind: 'word', text: filter.slice(at, end), column, length: end - at })
      at = end
    }
  }
  found.push({ kind: 'end', text: '', column: filter.length + 1, length: 1 })
  return found
}

/** Where the quote ends that began before `from`; -1 when it does not. A doubled quote is part of the text. */
function closing(filter: string, quote: string, from: number): number {
  for (let at = from; ; at += 2) {
    at = filter.indexOf(quote, at)
    if (at < 0 || filter.charAt(at + 1) !== quote) return at
  }
}
