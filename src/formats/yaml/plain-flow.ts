/** Thrown for what the plain reader leaves to the whole one; a marker, never seen outside. */
export class NotPlain extends Error {}

/** A place in the text of a plain document; the only state of its readers. */
export interface Cursor {
  readonly text: string
  at: number
  /** Line of `at`, counted from one. */
  line: number
  /** How many nodes may still stand inside each other. */
  depth: number
  /** Brackets that run over lines must stand further right than this column. */
  outer: number
}

/** Lines of the children of a collection: of items by index, of values by key. */
export interface Lines {
  readonly of: Map<object, readonly number[] | ReadonlyMap<string, number>>
}

const numberLike = /^[-+.\d]/
const integer = /^[-+]?\d+$/
const float = /^[-+]?(?:\.\d+|\d+\.\d*)(?:[eE][-+]?\d+)?$|^[-+]?\d+[eE][-+]?\d+$/

/** What a plain scalar means in the core schema of YAML 1.2. */
export function resolved(text: string): unknown {
  const first = text.charCodeAt(0)
  // Most values are names: n, t, f, ~, a dot, a sign or a digit begins what may be something else.
  if (numberLike.test(text)) {
    if (integer.test(text)) {
      const value = Number(text)
      if (!Number.isSafeInteger(value)) throw new NotPlain()
      return value
    }
    if (float.test(text)) return Number(text)
    // Octal, hexadecimal, infinity and no number at all are rare.
    if (/^0[ox]|^[-+]?\.(?:inf|nan)$/i.test(text)) throw new NotPlain()
    return text
  }
  if (first === 126 || ((first | 32) === 110 && text.length === 4) || text.length === 0) {
    return text === '' || /^(?:~|null|Null|NULL)$/.test(text) ? null : text
  }
  if ((first | 32) === 116 && /^(?:true|True|TRUE)$/.test(text)) return true
  if ((first | 32) === 102 && /^(?:false|False|FALSE)$/.test(text)) return false
  return text
}

/** A quoted scalar on one line, with the escapes of JSON; the cursor stands behind it. */
export function quotedAt(cursor: Cursor): string {
  const { text } = cursor
  const sign = text.charAt(cursor.at)
  let end = text.indexOf(sign, cursor.at + 1)
  if (sign === "'") {
    while (end >= 0 && text.charAt(end + 1) === sign) end = text.indexOf(sign, end + 2)
  } else {
    while (end >= 0 && escapedAt(text, end)) end = text.indexOf(sign, end + 1)
  }
  const inside = end < 0 ? '\n' : text.slice(cursor.at + 1, end)
  if (inside.includes('\n')) throw new NotPlain()
  cursor.at = end + 1
  if (sign === "'") return inside.includes("'") ? inside.replaceAll("''", "'") : inside
  if (!inside.includes('\\') && !inside.includes('\t')) return inside
  try {
    return String(JSON.parse(`"${inside}"`))
  } catch {
    throw new NotPlain()
  }
}

/** An odd number of backslashes stands before `at`. Each is looked at once for its quote. */
function escapedAt(text: string, at: number): boolean {
  let from = at
  while (text.charCodeAt(from - 1) === 92) from--
  return (at - from) % 2 === 1
}

/** Passes blanks, line ends and comments within brackets. */
function pass(cursor: Cursor): string {
  const { text } = cursor
  for (;;) {
    const sign = text.charAt(cursor.at)
    if (sign === '\n') {
      cursor.line++
      const from = cursor.at + 1
      let at = from
      while (text.charCodeAt(at) === 32) at++
      if (at - from <= cursor.outer && text.charCodeAt(at) !== 10) throw new NotPlain()
    } else if (sign === '#' && /[ \n]/.test(text.charAt(cursor.at - 1))) {
      const end = text.indexOf('\n', cursor.at)
      cursor.at = end < 0 ? text.length : end
      continue
    } else if (sign !== ' ') return sign
    cursor.at++
  }
}

/** A collection in brackets or a scalar within one; may run over lines. */
export function flowAt(cursor: Cursor, lines: Lines): unknown {
  const sign = cursor.text.charAt(cursor.at)
  if (sign === '[') return within(cursor, () => flowSequence(cursor, lines))
  if (sign === '{') return within(cursor, () => flowMap(cursor, lines))
  if (sign === '"' || sign === "'") return quotedAt(cursor)
  return resolved(plainInFlow(cursor))
}

function within<Value>(cursor: Cursor, read: () => Value): Value {
  if (--cursor.depth < 0) throw new NotPlain()
  cursor.at++
  const value = read()
  cursor.at++
  cursor.depth++
  return value
}

function flowSequence(cursor: Cursor, lines: Lines): unknown[] {
  const items: unknown[] = []
  const places: number[] = []
  for (let sign = pass(cursor); sign !== ']'; sign = pass(cursor)) {
    places.push(cursor.line)
    items.push(flowAt(cursor, lines))
    const next = pass(cursor)
    if (next === ',') cursor.at++
    else if (next !== ']') throw new NotPlain()
  }
  lines.of.set(items, places)
  return items
}

function flowMap(cursor: Cursor, lines: Lines): Record<string, unknown> {
  const map: Record<string, unknown> = {}
  const places = new Map<string, number>()
  for (let sign = pass(cursor); sign !== '}'; sign = pass(cursor)) {
    const quoted = sign === '"' || sign === "'"
    const key = keyOf(quoted ? quotedAt(cursor) : resolved(plainInFlow(cursor)), places)
    if (pass(cursor) !== ':') throw new NotPlain()
    cursor.at++
    pass(cursor)
    places.set(key, cursor.line)
    map[key] = flowAt(cursor, lines)
    const next = pass(cursor)
    if (next === ',') cursor.at++
    else if (next !== '}') throw new NotPlain()
  }
  lines.of.set(map, places)
  return map
}

/** A key that is a text and stands once. */
export function keyOf(key: unknown, places: ReadonlyMap<string, number>): string {
  if (typeof key !== 'string' || key === '__proto__' || key === '<<' || places.has(key)) throw new NotPlain()
  return key
}

/** Signs that no plain scalar begins with; what they begin is left to the whole reader. */
export const opening: ReadonlySet<string> = new Set('&*!|>%@`?-:,]}[{"\'#')

function plainInFlow(cursor: Cursor): string {
  const { text } = cursor
  const from = cursor.at
  if (opening.has(text.charAt(from)) && !/\d/.test(text.charAt(from + 1))) throw new NotPlain()
  for (; cursor.at < text.length; cursor.at++) {
    const code = text.charCodeAt(cursor.at)
    if (code === 44 || code === 93 || code === 125) break
    if (code === 10 || code === 9 || code === 91 || code === 123 || code === 35) throw new NotPlain()
    if (code === 58) {
      const next = text.charCodeAt(cursor.at + 1)
      if (next === 32 || next === 10 || Number.isNaN(next)) break
      // `{"a":1}` is JSON; `{a:1}` is one text. Only blanks after the colon are sure.
      if (next === 44 || next === 93 || next === 125 || next === 34 || next === 39) throw new NotPlain()
    }
  }
  return text.slice(from, cursor.at).trimEnd()
}
