import { fieldNamed } from './fields.ts'
import { FilterError, type Token, tokens } from './tokens.ts'

/** What may stand at a place of a filter. */
export interface Expected {
  readonly kind: 'term' | 'field' | 'operator' | 'value' | 'join' | 'list' | 'nothing'
  /** The field that an operator or a value is for. */
  readonly field?: string
  /** What is typed of it already, without its quote. */
  readonly begun: string
  /** Where that begins, its quote included. */
  readonly from: number
  /** Brackets that are open. */
  readonly depth: number
}

interface State {
  kind: Expected['kind'] | 'list-value'
  field: string | undefined
  depth: number
}

/** Reads the filter up to `at` as far as it makes sense; half a filter is the usual case here. */
export function expectedAt(where: string, at: number): Expected {
  const pieces = cut(where.slice(0, at))
  if (!pieces) return { kind: 'nothing', begun: '', from: at, depth: 0 }
  const { list, begun, from } = pieces
  const state: State = { kind: 'term', field: undefined, depth: 0 }
  for (const token of list) step(state, token)
  const { field, depth } = state
  const kind = state.kind === 'list-value' ? 'value' : state.kind
  return { kind, ...(field === undefined ? {} : { field }), begun, from, depth }
}

interface Pieces {
  readonly list: readonly Token[]
  readonly begun: string
  readonly from: number
}

/** Whole tokens before the cursor, and the word or quote that the cursor stands in; undefined in half an operator. */
function cut(text: string): Pieces | undefined {
  try {
    const list = tokens(text).slice(0, -1)
    const last = list.at(-1)
    const open = last?.kind === 'word' && last.column - 1 + last.text.length === text.length
    return open
      ? { list: list.slice(0, -1), begun: last.text, from: last.column - 1 }
      : { list, begun: '', from: text.length }
  } catch (error) {
    if (!(error instanceof FilterError)) throw error
    const from = error.column - 1
    const quote = /["']/.test(text.charAt(from))
    return quote
      ? { list: tokens(text.slice(0, from)).slice(0, -1), begun: text.slice(from + 1), from }
      : undefined
  }
}

function step(state: State, token: Token): void {
  const word = token.kind === 'word' ? token.text.toLowerCase() : undefined
  switch (state.kind) {
    case 'operator':
      if (token.kind === 'operator') state.kind = 'value'
      else if (word === 'in') state.kind = 'value'
      else term(state, token, word)
      return
    case 'value':
      if (token.kind === 'open') state.kind = 'list-value'
      else state.kind = 'join'
      return
    case 'list-value':
      state.kind = 'list'
      return
    case 'list':
      state.kind = token.kind === 'close' ? 'join' : 'list-value'
      return
    case 'field':
      state.kind = 'join'
      return
    case 'term':
    case 'join':
    case 'nothing':
      term(state, token, word)
  }
}

/** Where a comparison may begin, or the word that joins it to the one before. */
function term(state: State, token: Token, word: string | undefined): void {
  if (token.kind === 'open') {
    state.depth += 1
    state.kind = 'term'
  } else if (token.kind === 'close') {
    state.depth = Math.max(0, state.depth - 1)
    state.kind = 'join'
  } else if (word === 'and' || word === 'or' || word === 'not') state.kind = 'term'
  else if (word === 'has') state.kind = 'field'
  else {
    state.field = word === undefined ? undefined : fieldNamed(word)?.name
    state.kind = state.field === undefined ? 'join' : 'operator'
  }
}
