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
  /** Words of the directive that is open; the list is used again and again. */
  readonly words: Word[]
  quote: string
  text: string
  started: boolean
  /** Braces that a block of Lua still has to close; 0 = no such block. */
  program: number
  readonly loose: { readonly kind: string; readonly line: Line }[]
  readonly programs: Program[]
}

/** A part of a line that is a program in Lua. */
export interface Program {
  readonly line: number
  readonly from: number
  readonly to: number
}

/** What was read: the top directives, and braces that do not match. */
export interface Read {
  readonly directives: readonly Directive[]
  readonly loose: readonly { readonly kind: string; readonly line: Line }[]
  readonly programs: readonly Program[]
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
    loose: [],
    programs: [],
  }
  for (const line of lines) readLine(line, line.text, state)
  const { loose } = state
  const last = lines.at(-1)
  if (last && state.words.length > 0) loose.push({ kind: 'directive without a semicolon', line: last })
  if (last && state.depth > 0) loose.push({ kind: 'block that does not end', line: last })
  return { directives: root.children ?? [], loose, programs: state.programs }
}

/** Reads what is left of a line. */
function readLine(line: Line, text: string, state: State): void {
  if (state.program > 0) {
    const rest = readProgram(text, state)
    // What is left of a line is always its end.
    const from = line.text.length - text.length
    state.programs.push({ line: line.number, from, to: rest > 0 ? from + rest : line.text.length })
    if (rest > 0) readLine(line, text.slice(rest), state)
    return
  }
  const { number } = line
  let from = state.quote === '' ? -1 : 0
  for (let at = 0; at < text.length; at++) {
    const sign = text.charCodeAt(at)
    if (state.quote !== '') {
      if (sign === 92) at++
      else if (text.charAt(at) === state.quote) {
        state.quote = ''
        from = endWord(state, text, from, at, number)
      }
      continue
    }
    if (sign === 32 || sign === 9) from = endWord(state, text, from, at, number)
    else if (sign === 59) {
      from = endWord(state, text, from, at, number)
      end(state, number, false)
    } else if (sign === 123 && !(from >= 0 && text.charCodeAt(at - 1) === 36)) {
      from = endWord(state, text, from, at, number)
      const name = state.words[0]?.text ?? ''
      end(state, number, true)
      if (name.endsWith('_by_lua_block')) {
        state.program = 1
        return readLine(line, text.slice(at + 1), state)
      }
    } else if (sign === 123) at = Math.max(at, closing(text, at))
    else if (sign === 125) {
      from = endWord(state, text, from, at, number)
      if (state.words.length > 0) state.loose.push({ kind: 'directive without a semicolon', line })
      state.words.length = 0
      if (!leave(state)) state.loose.push({ kind: 'brace that closes nothing', line })
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
  if (state.quote === '') endWord(state, text, from, text.length, number)
  // A string over lines keeps what it has; one that never ends must not hold the whole file.
  else if (state.text.length < 100_000) state.text += `${text.slice(Math.max(0, from))}\n`
}

/** Ends the word that began at `from`, if one did; answers that none is open. */
function endWord(state: State, text: string, from: number, to: number, line: number): -1 {
  if (from >= 0) state.text += text.slice(from, to)
  if (state.started) state.words.push({ text: state.text, line })
  state.text = ''
  state.started = false
  return -1
}

/** `${name}` within a word: where it closes on this line. */
function closing(text: string, at: number): number {
  for (let end = at; end < Math.min(text.length, at + 100); end++)
    if (text.charCodeAt(end) === 125) return end
  return at
}

function end(state: State, line: number, block: boolean): void {
  const [first] = state.words
  if (!first && !block) return
  const words = state.words.slice(1)
  state.words.length = 0
  const directive: Directive = {
    name: first?.text ?? '',
    words,
    line: first?.line ?? line,
    parent: state.parent,
    children: undefined,
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
