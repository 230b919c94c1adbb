import type { Line } from '../../../lib/lines.ts'
import { Session } from './session.ts'

/** A statement with all that stands around it: `security`, `zones`, `security-zone`, `trust`, … */
export interface Statement {
  readonly words: readonly string[]
  /** So many words at its end stand on this line; those before it are of the blocks around it. */
  readonly own: number
  readonly line: number
  /** It, or something around it, is switched off. */
  readonly inactive: boolean
}

/** What reading tells. */
export interface Listener {
  statement(statement: Statement): void
  /** A block begins whose name may hold an address: `radius-server 192.0.2.1 {`. */
  block(statement: Statement): void
  /** Something around later or earlier statements is switched off: `deactivate security policies …`. */
  deactivated(words: readonly string[]): void
  odd(construct: string, line: number): void
}

/** Blocks deeper than this, and words of one statement beyond this, are left out and told. */
const deepest = 60
const mostWords = 5000

/** Reads a configuration in either form: lines of `set`, or statements with semicolons and blocks in braces. */
export function readStatements(lines: readonly Line[], listener: Listener): void {
  const session = new Session()
  if (isSetForm(lines)) for (const line of lines) readSet(line, session, listener)
  else new Braces(listener, session).read(lines)
}

/** `show configuration | display set` has no braces; the first line that says something tells. */
function isSetForm(lines: readonly Line[]): boolean {
  for (const { text } of lines.slice(0, 200)) {
    if (/^\s*(?:[\w.-]{1,64}@[\w.:-]{1,64}[>#%]\s+)?(?:top\s+)?(?:set|deactivate|delete)\s+\S/.test(text))
      return true
    if (/[{;]\s*(?:##.{0,200})?$/.test(text)) return false
  }
  return false
}

function readSet(line: Line, session: Session, listener: Listener): void {
  const { text, typed } = session.read(line.text)
  const words: string[] = []
  splitWords(text, (word) => words.push(word))
  if (words[0] === 'top' && words.length > 1) {
    session.move('top', [])
    words.shift()
  }
  const [verb = '', ...rest] = words
  if (verb === '' || verb.startsWith('#')) return
  const path = typed || session.scripted ? [...session.level, ...rest] : rest
  if (verb === 'set') {
    const open = path.indexOf('[')
    const tell = (said: readonly string[]): void =>
      listener.statement({
        words: said.slice(0, mostWords),
        own: said.length,
        line: line.number,
        inactive: false,
      })
    if (open < 0) tell(path)
    else for (const one of path.slice(open + 1)) if (one !== ']') tell([...path.slice(0, open), one])
  } else if (verb === 'deactivate') listener.deactivated(path)
  else if (['edit', 'top', 'up', 'exit'].includes(verb)) session.move(verb, rest)
  else if (!['activate', 'protect', 'annotate'].includes(verb)) listener.odd('line', line.number)
}

/** Words at blanks, quotes kept together; brackets, braces and semicolons are words of their own. */
function splitWords(text: string, take: (word: string, quoted: boolean) => void): void {
  let from = -1
  const end = (at: number): void => {
    if (from >= 0) take(text.slice(from, at), false)
    from = -1
  }
  for (let at = 0; at < text.length; at++) {
    const sign = text.charCodeAt(at)
    if (sign === 34) {
      end(at)
      let close = text.indexOf('"', at + 1)
      while (close > 0 && text.charCodeAt(close - 1) === 92) close = text.indexOf('"', close + 1)
      const to = close < 0 ? text.length : close
      take(text.slice(at + 1, to), true)
      at = to
    } else if (sign === 32 || sign === 9 || sign === 13) end(at)
    else if (sign === 59 || sign === 123 || sign === 125 || sign === 91 || sign === 93) {
      end(at)
      take(text.charAt(at), false)
    } else if (from < 0) {
      if (sign === 35) return
      from = at
    }
  }
  end(text.length)
}

/** A block that is open: the words of it and of all around it. */
interface Block {
  readonly path: readonly string[]
  /** It, or something around it, is switched off. */
  readonly inactive: boolean
}

class Braces {
  readonly #listener: Listener
  readonly #session: Session
  readonly #blocks: Block[] = []
  #words: string[] = []
  #list: { readonly word: string; readonly line: number }[] | undefined
  #skipped = 0
  #comment = false
  #line = 1
  readonly #take = (word: string, quoted: boolean): void => this.#word(word, quoted)

  constructor(listener: Listener, session: Session) {
    this.#listener = listener
    this.#session = session
  }

  read(lines: readonly Line[]): void {
    for (const line of lines) {
      this.#line = line.number
      const { text } = this.#session.read(line.text)
      splitWords(this.#withoutComments(text), this.#take)
    }
    if (this.#words.length > 0) this.#listener.odd('statement without a semicolon', this.#line)
    if (this.#blocks.length > 0) this.#listener.odd('block that does not end', this.#line)
  }

  #withoutComments(text: string): string {
    if (!this.#comment && !text.includes('/*')) return text
    let kept = ''
    let at = 0
    while (at < text.length) {
      const mark = text.indexOf(this.#comment ? '*/' : '/*', at)
      if (!this.#comment) kept += text.slice(at, mark < 0 ? text.length : mark)
      if (mark < 0) break
      this.#comment = !this.#comment
      at = mark + 2
    }
    return kept
  }

  #word(word: string, quoted: boolean): void {
    if (quoted) return this.#keep(word)
    switch (word) {
      case '[':
        this.#list = []
        return
      case ']':
        return
      case ';':
        return this.#end()
      case '{':
        return this.#open()
      case '}':
        return this.#close()
      default:
        this.#keep(word)
    }
  }

  #keep(word: string): void {
    if (this.#list) {
      if (this.#list.length < mostWords) this.#list.push({ word, line: this.#line })
    } else if (this.#words.length < mostWords) this.#words.push(word)
  }

  #end(): void {
    const list = this.#list
    // What stands behind a last brace of its own has nothing to say.
    if (this.#words.length === 0 && list === undefined) return
    const { words, own, inactive } = this.#whole()
    this.#words = []
    this.#list = undefined
    const line = this.#line
    if (list === undefined) {
      if (own > 0) this.#listener.statement({ words, own, line, inactive })
      return
    }
    for (const [at, one] of list.entries())
      this.#listener.statement({
        words: [...words, one.word],
        own: at === 0 ? own + 1 : 1,
        line: one.line,
        inactive,
      })
  }

  #open(): void {
    const { words, own, inactive } = this.#whole()
    let named = false
    for (let at = words.length - own; at < words.length; at++) {
      const word = words[at] ?? ''
      if (word.includes('.') || word.includes(':')) named = true
    }
    if (named) this.#listener.block({ words, own, line: this.#line, inactive })
    this.#words = []
    this.#list = undefined
    if (this.#blocks.length >= deepest) this.#skipped++
    else this.#blocks.push({ path: words, inactive })
  }

  #close(): void {
    if (this.#words.length > 0) this.#end()
    if (this.#skipped > 0) this.#skipped--
    else if (this.#blocks.pop() === undefined) this.#listener.odd('brace that nothing opened', this.#line)
  }

  /** The words at hand behind those of the blocks around them, without marks: switched off, put in place of another one. */
  #whole(): { readonly words: readonly string[]; readonly own: number; readonly inactive: boolean } {
    const outer = this.#blocks[this.#blocks.length - 1]
    const path = outer?.path ?? this.#session.base
    let own = this.#words
    let inactive = outer?.inactive ?? false
    let from = 0
    while (isMark(own[from])) {
      if (own[from] === 'inactive:') inactive = true
      from++
    }
    if (from > 0) own = own.slice(from)
    const words = path.length === 0 ? own : [...path, ...own]
    return { words: words.length > mostWords ? words.slice(0, mostWords) : words, own: own.length, inactive }
  }
}

function isMark(word: string | undefined): boolean {
  if (word === undefined || !word.endsWith(':')) return false
  return word === 'inactive:' || word === 'replace:' || word === 'protect:' || word === 'active:'
}
