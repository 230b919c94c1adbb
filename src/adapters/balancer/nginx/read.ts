import type { Line } from '../../../lib/lines.ts'
import type { Directive, Word } from './schema.ts'

/** Blocks deeper than this are read as if their braces were not there. */
const deepest = 60

/** Where reading stands. */
interface State {
  readonly root: Directive
  parent: Directive
  depth: number
  skipped: number
  words: Word[]
  quote: string
  text: string
  started: boolean
  /** Braces that a block of Lua still has to close; 0 = no such block. */
  program: number
}

/** What was read: the top directives, and braces that do not match. */
export interface Read {
  readonly directives: readonly Directive[]
  readonly loose: readonly { readonly kind: string; readonly line: Line }[]
}

/**
 * Reads a file by the grammar of its directives: words to a semicolon, or to a block in braces. `block` are the words of
 * the block that another file includes this one in.
 */
export function readDirectives(lines: readonly Line[], block: readonly string[] = []): Read {
  const [name = '', ...given] = block
  const words = given.map((text) => ({ text, line: 0 }))
  const root: Directive = { name, words, line: 0, parent: undefined, children: [] }
  const state: State = {
    root,
    parent: root,
    depth: 0,
    skipped: 0,
    words: [],
    quote: '',
    text: '',
    started: false,
    program: 0,
  }
  const loose: { kind: string; line: Line }[] = []
  for (const line of lines) readLine(line, state, (kind) => loose.push({ kind, line }))
  const last = lines.at(-1)
  if (last && state.words.length > 0) loose.push({ kind: 'directive without a semicolon', line: last })
  if (last && state.depth > 0) loose.push({ kind: 'block that does not end', line: last })
  return { directives: root.children ?? [], loose }
}

function readLine({ text, number }: Line, state: State, odd: (kind: string) => void): void {
  if (state.program > 0) {
    const rest = readProgram(text, state)
    if (rest > 0) readLine({ text: text.slice(rest), number }, state, odd)
    return
  }
  let from = -1
  const word = (to: number): void => {
    if (from >= 0) state.text += text.slice(from, to)
    if (state.started) state.words.push({ text: state.text, line: number })
    state.text = ''
    state.started = false
    from = -1
  }
  if (state.quote !== '') from = 0
  for (let at = 0; at < text.length; at++) {
    const sign = text.charCodeAt(at)
    if (state.quote !== '') {
      if (sign === 92) at++
      else if (text.charAt(at) === state.quote) {
        state.quote = ''
        word(at)
      }
      continue
    }
    if (sign === 32 || sign === 9) word(at)
    else if (sign === 59) {
      word(at)
      end(state, number, false)
    } else if (sign === 123 && !(from >= 0 && text.charCodeAt(at - 1) === 36)) {
      word(at)
      const name = state.words[0]?.text ?? ''
      end(state, number, true)
      if (name.endsWith('_by_lua_block')) {
        state.program = 1
        return readLine({ text: text.slice(at + 1), number }, state, odd)
      }
    } else if (sign === 123) at = Math.max(at, closing(text, at))
    else if (sign === 125) {
      word(at)
      if (state.words.length > 0) odd('directive without a semicolon')
      state.words = []
      if (!leave(state)) odd('brace that closes nothing')
    } else if (!state.started && sign === 35) return
    else if (!state.started && (sign === 34 || sign === 39)) {
      state.quote = text.charAt(at)
      state.started = true
      from = at + 1
    } else if (!state.started) {
      state.started = true
      from = at
    } else if (sign === 92) at++
  }
  if (state.quote === '') return word(text.length)
  // A string over lines keeps what it has; one that never ends must not hold the whole file.
  if (state.text.length < 100_000) state.text += `${text.slice(Math.max(0, from))}\n`
}

/** `${name}` within a word: where it closes on this line. */
function closing(text: string, at: number): number {
  for (let end = at; end < Math.min(text.length, at + 100); end++)
    if (text.charCodeAt(end) === 125) return end
  return at
}

function end(state: State, line: number, block: boolean): void {
  const [first, ...words] = state.words
  state.words = []
  if (!first && !block) return
  const directive: Directive = {
    name: first?.text ?? '',
    words,
    line: first?.line ?? line,
    parent: state.parent,
  }
  state.parent.children?.push(directive)
  if (!block) return
  if (state.depth >= deepest) state.skipped++
  else {
    directive.children = []
    state.parent = directive
    state.depth++
  }
}

function leave(state: State): boolean {
  if (state.skipped > 0) state.skipped--
  else if (state.parent.parent) {
    state.parent = state.parent.parent
    state.depth--
  } else return false
  return true
}

/** Lua ends where its braces are even, those of strings and comments apart. Where it ends on this line; 0 = it does not. */
function readProgram(text: string, state: State): number {
  let quote = ''
  for (let at = 0; at < text.length; at++) {
    const sign = text.charAt(at)
    if (quote !== '') {
      if (sign === '\\') at++
      else if (sign === quote) quote = ''
    } else if (sign === '"' || sign === "'") quote = sign
    else if (sign === '-' && text.charAt(at + 1) === '-') return 0
    else if (sign === '{') state.program++
    else if (sign === '}') {
      state.program--
      if (state.program === 0) {
        leave(state)
        return at + 1
      }
    }
  }
  return 0
}
