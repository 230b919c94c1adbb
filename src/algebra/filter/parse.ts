import { checkValue } from './check-value.ts'
import { fieldNamed, fieldNames } from './fields.ts'
import { FilterError, type Token, tokens } from './tokens.ts'

/** Comparison operators; `in` takes a list or a CIDR, `~` is "contains" with `*` as wildcard. */
export type Operator = '=' | '!=' | '~' | '!~' | '>' | '>=' | '<' | '<=' | 'in'

/** A filter as a tree. */
export type Filter =
  | { readonly kind: 'all' }
  | { readonly kind: 'and' | 'or'; readonly left: Filter; readonly right: Filter }
  | { readonly kind: 'not'; readonly inner: Filter }
  | { readonly kind: 'text'; readonly text: string }
  | {
      readonly kind: 'compare'
      readonly field: string
      readonly operator: Operator
      readonly values: readonly string[]
    }

/** Nesting beyond this is refused: nobody writes it, and the parser is recursive. */
const depthLimit = 60

/**
 * Reads a filter such as `cluster = prod and (memory >= 64GiB or address in 10.20.0.0/16) and not finding = disk.rdm`.
 * A bare word or quoted text looks in name, addresses, owner, application and operating system. Throws FilterError.
 */
export function parseFilter(filter: string): Filter {
  const parser = new Parser(tokens(filter))
  return parser.whole()
}

class Parser {
  private readonly list: readonly Token[]
  private at = 0
  private depth = 0

  constructor(list: readonly Token[]) {
    this.list = list
  }

  whole(): Filter {
    if (this.peek().kind === 'end') return { kind: 'all' }
    const filter = this.either()
    const rest = this.peek()
    if (rest.kind !== 'end') throw new FilterError(rest, show(rest), '`and`, `or` or the end')
    return filter
  }

  private either(): Filter {
    let left = this.both()
    while (this.takeWord('or')) left = { kind: 'or', left, right: this.both() }
    return left
  }

  private both(): Filter {
    let left = this.single()
    for (;;) {
      const joined = this.takeWord('and')
      const next = this.peek()
      if (!joined && (next.kind === 'end' || next.kind === 'close' || isWord(next, 'or'))) return left
      left = { kind: 'and', left, right: this.single() }
    }
  }

  private single(): Filter {
    this.depth += 1
    if (this.depth > depthLimit)
      throw new FilterError(this.peek(), 'one more level', `at most ${depthLimit} levels`)
    try {
      if (this.takeWord('not')) return { kind: 'not', inner: this.single() }
      if (this.takeWord('has')) return this.has()
      if (this.peek().kind === 'open') return this.bracket()
      return this.comparison()
    } finally {
      this.depth -= 1
    }
  }

  private bracket(): Filter {
    this.at += 1
    const inner = this.either()
    const close = this.peek()
    if (close.kind !== 'close') throw new FilterError(close, show(close), '`)`')
    this.at += 1
    return inner
  }

  private has(): Filter {
    const field = this.fieldAt(this.next())
    return { kind: 'compare', field, operator: '!=', values: [''] }
  }

  private comparison(): Filter {
    const first = this.next()
    const operator = this.operator()
    if (operator === undefined) {
      if (first.kind !== 'word' && first.kind !== 'text')
        throw new FilterError(first, show(first), 'a field or a text')
      return { kind: 'text', text: first.text }
    }
    const field = this.fieldAt(first)
    const values = operator === 'in' ? this.values() : [this.value()]
    for (const token of values) checkValue(field, operator, token)
    return { kind: 'compare', field, operator, values: values.map(({ text }) => text) }
  }

  private fieldAt(token: Token): string {
    const field = token.kind === 'word' ? fieldNamed(token.text) : undefined
    if (!field) throw new FilterError(token, show(token), `a field (${fieldNames.join(', ')})`)
    return field.name
  }

  private operator(): Operator | undefined {
    const token = this.peek()
    if (token.kind === 'operator') {
      this.at += 1
      return asOperator(token)
    }
    return this.takeWord('in') ? 'in' : undefined
  }

  private values(): readonly Token[] {
    if (this.peek().kind !== 'open') return [this.value()]
    this.at += 1
    const values = [this.value()]
    while (this.peek().kind === 'comma') {
      this.at += 1
      values.push(this.value())
    }
    const close = this.next()
    if (close.kind !== 'close') throw new FilterError(close, show(close), '`,` or `)`')
    return values
  }

  private value(): Token {
    const token = this.next()
    if (token.kind !== 'word' && token.kind !== 'text') throw new FilterError(token, show(token), 'a value')
    return token
  }

  private takeWord(word: string): boolean {
    if (!isWord(this.peek(), word)) return false
    this.at += 1
    return true
  }

  private peek(): Token {
    return this.list[this.at] ?? { kind: 'end', text: '', column: 1, length: 1 }
  }

  private next(): Token {
    const token = this.peek()
    this.at += 1
    return token
  }
}

function asOperator(token: Token): Operator {
  switch (token.text) {
    case '=':
    case '!=':
    case '~':
    case '!~':
    case '>':
    case '>=':
    case '<':
    case '<=':
      return token.text
    default:
      throw new FilterError(token, show(token), 'an operator')
  }
}

function isWord(token: Token, word: string): boolean {
  return token.kind === 'word' && token.text.toLowerCase() === word
}

function show(token: Token): string {
  return token.kind === 'end' ? 'the end' : `\`${token.text}\``
}
