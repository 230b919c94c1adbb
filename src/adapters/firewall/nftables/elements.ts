import { parseAddress } from '../../../lib/ip.ts'
import { type Bundle, deepestBraces, type Element, mostElements, type Operand } from './schema.ts'
import { type Cursor, plain } from './tokens.ts'

/** What `$name` stands for, and which names were used. */
export interface Definitions {
  readonly bundles: Map<string, Bundle>
  readonly used: Set<Bundle>
  /** How many more values definitions may come to, all in all. */
  readonly budget: { left: number }
  /** Says that something is not carried. */
  readonly note: (what: string, line: number) => void
}

const verdicts = new Set(['accept', 'drop', 'reject', 'continue', 'return', 'queue', 'jump', 'goto'])
/** Signs that end a value within braces. */
const closers = new Set([',', '}', '{', '\n', ';', ''])

/** A value, several with commas, values in braces, or `@set`. */
export function readOperand(cursor: Cursor, definitions: Definitions): Operand {
  const { line, column, text } = cursor
  if (text.startsWith('@')) {
    cursor.at++
    return { elements: [], set: text.slice(1), line, column }
  }
  const elements: Element[] = []
  if (text === '{') readBraces(cursor, definitions, elements, 0)
  else if (text === '(') skipParentheses(cursor)
  else if (!cursor.ended) {
    readElement(cursor, definitions, elements)
    while (cursor.skip(',') && !cursor.ended) readElement(cursor, definitions, elements)
  }
  // A copy has no room to grow: every rule keeps some.
  return { elements: elements.slice(), line, column }
}

/** From the opening brace to behind the closing one; line ends mean nothing between them. */
export function readBraces(cursor: Cursor, definitions: Definitions, into: Element[], depth: number): void {
  if (depth >= deepestBraces) {
    definitions.note('braces too deep', cursor.line)
    return cursor.skipBraces()
  }
  cursor.at++
  while (!cursor.done && !cursor.skip('}')) {
    if (cursor.text === '{') readBraces(cursor, definitions, into, depth + 1)
    else if (closers.has(cursor.text)) cursor.at++
    else readMapped(cursor, definitions, into)
  }
}

/** `value`, `value : data` or `value : verdict`, with counters, timeouts and comments between. */
function readMapped(cursor: Cursor, definitions: Definitions, into: Element[]): void {
  const from = into.length
  const glued = gluedKey(cursor.text)
  if (glued === undefined) readElement(cursor, definitions, into)
  else {
    const { line, column } = cursor
    into.push({ parts: [glued], line, column })
    if (cursor.text === `${glued}:`) cursor.at++
    // What stands behind the colon is a verdict or an address in the same word.
    else return finishMapped(into, from, splitData(cursor, definitions))
  }
  let mapped = glued !== undefined
  while (!closers.has(cursor.text) && !mapped) {
    mapped = cursor.text === ':'
    cursor.at++
  }
  if (!mapped) return
  while (cursor.text === '\n') cursor.at++
  finishMapped(into, from, dataOf(wordsOf(cursor), definitions, cursor.line))
}

function finishMapped(into: Element[], from: number, data: Pick<Element, 'data' | 'action'>): void {
  for (let at = from; at < into.length; at++) {
    const element = into[at]
    if (element) into[at] = withData(element, data)
  }
}

/** Field by field where it is a plain one: a spread costs several times as much. */
function withData(element: Element, data: Pick<Element, 'data' | 'action'>): Element {
  if (element.path !== undefined) return { ...element, ...data }
  const { parts, line, column } = element
  return data.data === undefined ? { parts, line, column, ...data } : { parts, line, column, data: data.data }
}

function wordsOf(cursor: Cursor): string[] {
  const words: string[] = []
  while (!closers.has(cursor.text)) {
    words.push(cursor.text)
    cursor.at++
  }
  return words
}

function splitData(cursor: Cursor, definitions: Definitions): Pick<Element, 'data' | 'action'> {
  const word = cursor.text
  cursor.at++
  return dataOf([word.slice(word.indexOf(':') + 1), ...wordsOf(cursor)], definitions, cursor.line)
}

function dataOf(
  words: readonly string[],
  { bundles, used, note }: Definitions,
  line: number,
): Pick<Element, 'data' | 'action'> {
  const first = words[0] ?? ''
  if (verdicts.has(first)) return { action: words.slice(0, 2).join(' ') }
  const data = words.filter((_, at) => at % 2 === 0)
  if (!first.startsWith('$')) return { data }
  const bundle = bundles.get(first.slice(1))
  const value = bundle?.elements[0]?.parts[0]
  if (!bundle || value === undefined) note('name that is not defined here', line)
  else used.add(bundle)
  return { data: [value ?? '', ...data.slice(1)] }
}

/** `80:accept` and `10.0.0.1:` written without blanks: the part before the colon; undefined when it is no such word. */
function gluedKey(word: string): string | undefined {
  const colon = word.indexOf(':')
  if (colon < 1 || word.includes(':', colon + 1) || parseAddress(word) !== undefined) return undefined
  return word.slice(0, colon)
}

/** One value or a concatenation; definitions are put in place. */
function readElement(cursor: Cursor, definitions: Definitions, into: Element[]): void {
  const { line, column } = cursor
  let partial = readAtom(cursor, definitions, line, column)
  while (cursor.skip('.')) {
    const next = readAtom(cursor, definitions, line, column)
    partial = partial.flatMap((left) =>
      next.map((right) => ({ ...left, ...pathOf(left, right), parts: [...left.parts, ...right.parts] })),
    )
    if (partial.length > mostElements) {
      definitions.note('more than 10,000 members', line)
      partial = partial.slice(0, mostElements)
    }
  }
  for (const one of partial) into.push(one)
}

function pathOf(left: Element, right: Element): Partial<Element> {
  const path = [...(left.path ?? []), ...(right.path ?? [])]
  if (path.length === 0) return {}
  return { path, grouped: left.grouped === true || right.grouped === true }
}

function readAtom(
  cursor: Cursor,
  { bundles, used, budget, note }: Definitions,
  line: number,
  column: number,
): readonly Element[] {
  let word = plain(cursor.take())
  // `10.0.0.1 - 10.0.0.9`, written with blanks.
  while (cursor.text === '-') {
    cursor.at++
    word = `${word}-${plain(cursor.take())}`
  }
  if (!word.startsWith('$')) return [{ parts: [word], line, column }]
  const bundle = bundles.get(word.slice(1))
  if (!bundle) {
    note('name that is not defined here', line)
    return []
  }
  used.add(bundle)
  budget.left -= bundle.elements.length
  if (budget.left < 0) {
    note('more than a million members', line)
    return []
  }
  const grouped = bundle.elements.length > 1
  return bundle.elements.map((one) => ({
    ...one,
    line,
    column,
    path: [word, ...(one.path ?? [])],
    grouped: grouped || one.grouped === true,
  }))
}

function skipParentheses(cursor: Cursor): void {
  while (!cursor.ended && cursor.text !== ')') cursor.at++
  cursor.skip(')')
}
