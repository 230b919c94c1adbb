import {
  type Cursor,
  flowAt,
  keyOf,
  type Lines,
  NotPlain,
  opening,
  quotedAt,
  resolved,
} from './plain-flow.ts'

/** What a plain document says, and the line of each part of it. */
export interface PlainYaml {
  readonly value: unknown
  /** Line, counted from one, of the value at a path, or of the nearest part around it. */
  lineOf(path: readonly (string | number)[]): number
}

/**
 * Reads what machines write: mappings, sequences, texts and numbers, in blocks or brackets, without anchors, tags,
 * texts over several lines or several documents. Answers undefined for anything else, mistakes included: the whole
 * reader says what is wrong. Forty times its speed; it judges this one in the test.
 */
export function readPlainYaml(text: string, depth: number): PlainYaml | undefined {
  if (text.includes('\t') || text.includes('\r')) return undefined
  const reader = new BlockReader(text, depth)
  try {
    const value = reader.document()
    return { value, lineOf: (path) => lineAt(value, path, reader.lines, reader.firstLine) }
  } catch (error) {
    if (error instanceof NotPlain) return undefined
    throw error
  }
}

function lineAt(value: unknown, path: readonly (string | number)[], lines: Lines, firstLine: number): number {
  let line = firstLine
  let node = value
  for (const part of path) {
    const places = typeof node === 'object' && node !== null ? lines.of.get(node) : undefined
    const next = Array.isArray(places) ? places[Number(part)] : mapOf(places)?.get(String(part))
    if (next === undefined) break
    line = next
    node = Object(node)[part]
  }
  return line
}

function mapOf(places: unknown): ReadonlyMap<string, number> | undefined {
  return places instanceof Map ? places : undefined
}

class BlockReader {
  readonly lines: Lines = { of: new Map() }
  readonly #cursor: Cursor
  /** Column at which the next node begins. */
  #indent = 0
  firstLine = 1

  constructor(text: string, depth: number) {
    this.#cursor = { text, at: 0, line: 1, depth, outer: -1 }
  }

  document(): unknown {
    const { text } = this.#cursor
    if (text.startsWith('---\n')) {
      this.#cursor.at = 4
      this.#cursor.line = 2
    }
    if (!this.#nextLine()) return null
    this.firstLine = this.#cursor.line
    const value = this.#node(-1)
    if (this.#cursor.at < text.length) throw new NotPlain()
    return value
  }

  /** From a line's first column to the next sign that says something; false at the end. Sets the indent. */
  #nextLine(): boolean {
    const { text } = this.#cursor
    for (;;) {
      const from = this.#cursor.at
      let at = from
      while (text.charCodeAt(at) === 32) at++
      this.#cursor.at = at
      if (at >= text.length) return false
      const sign = text.charCodeAt(at)
      if (sign !== 10 && sign !== 35) {
        this.#indent = at - from
        if (this.#indent === 0 && (text.startsWith('---', at) || text.startsWith('...', at)))
          throw new NotPlain()
        return true
      }
      const end = text.indexOf('\n', at)
      if (end < 0) {
        this.#cursor.at = text.length
        return false
      }
      this.#cursor.at = end + 1
      this.#cursor.line++
    }
  }

  /** The node that begins at the cursor, deeper than `outer`. */
  #node(outer: number): unknown {
    if (this.#indent <= outer) throw new NotPlain()
    if (--this.#cursor.depth < 0) throw new NotPlain()
    this.#cursor.outer = outer
    const value = this.#isDash() ? this.#sequence(this.#indent) : this.#mapOrScalar()
    this.#cursor.depth++
    return value
  }

  #isDash(): boolean {
    const { text, at } = this.#cursor
    if (text.charCodeAt(at) !== 45) return false
    const next = text.charCodeAt(at + 1)
    return next === 32 || next === 10 || Number.isNaN(next)
  }

  #sequence(indent: number): unknown[] {
    const items: unknown[] = []
    const places: number[] = []
    this.lines.of.set(items, places)
    do {
      const { text } = this.#cursor
      const dash = this.#cursor.at
      let at = dash + 1
      while (text.charCodeAt(at) === 32) at++
      this.#cursor.at = at
      const code = text.charCodeAt(at)
      if (code === 10 || code === 35 || at >= text.length) throw new NotPlain()
      this.#indent = indent + at - dash
      places.push(this.#cursor.line)
      items.push(this.#node(indent))
      if (this.#cursor.at >= text.length) break
    } while (this.#indent === indent && this.#isDash())
    if (this.#cursor.at < this.#cursor.text.length && this.#indent > indent) throw new NotPlain()
    return items
  }

  #mapOrScalar(): unknown {
    const indent = this.#indent
    const first = this.#key()
    if (first === undefined) return this.#inline()
    const map: Record<string, unknown> = {}
    const places = new Map<string, number>()
    this.lines.of.set(map, places)
    for (let key: string | undefined = first; ; ) {
      keyOf(key, places)
      places.set(key, this.#cursor.line)
      map[key] = this.#valueOf(key, indent, places)
      if (this.#cursor.at >= this.#cursor.text.length || this.#indent < indent) return map
      if (this.#indent > indent || this.#isDash()) throw new NotPlain()
      key = this.#key()
      if (key === undefined) throw new NotPlain()
    }
  }

  /** The key at the cursor, which then stands behind its colon; undefined when no key stands there. */
  #key(): string | undefined {
    const { text, at, line } = this.#cursor
    const sign = text.charAt(at)
    if (sign === '"' || sign === "'") {
      const key = quotedAt(this.#cursor)
      if (text.charAt(this.#cursor.at) === ':' && /[ \n]/.test(text.charAt(this.#cursor.at + 1))) {
        this.#cursor.at++
        return key
      }
      this.#cursor.at = at
      this.#cursor.line = line
      return undefined
    }
    if (opening.has(sign)) {
      if (sign === '[' || sign === '{') return undefined
      if (sign !== '-' || this.#isDash()) throw new NotPlain()
    }
    for (let end = at; end < text.length; end++) {
      const code = text.charCodeAt(end)
      if (code === 10 || (code === 35 && text.charCodeAt(end - 1) === 32)) return undefined
      if (code !== 58) continue
      const next = text.charCodeAt(end + 1)
      if (next !== 32 && next !== 10 && !Number.isNaN(next)) continue
      if (text.charCodeAt(end - 1) === 32) throw new NotPlain()
      const key = resolved(text.slice(at, end))
      if (typeof key !== 'string') throw new NotPlain()
      this.#cursor.at = end + 1
      return key
    }
    return undefined
  }

  #valueOf(key: string, indent: number, places: Map<string, number>): unknown {
    const { text } = this.#cursor
    let at = this.#cursor.at
    while (text.charCodeAt(at) === 32) at++
    const code = text.charCodeAt(at)
    const commented = code === 35 && text.charCodeAt(at - 1) === 32
    if (code !== 10 && !commented && at < text.length) {
      this.#cursor.at = at
      this.#cursor.outer = indent
      return this.#inline()
    }
    const end = text.indexOf('\n', at)
    if (end < 0) {
      this.#cursor.at = text.length
      return null
    }
    this.#cursor.at = end + 1
    this.#cursor.line++
    if (!this.#nextLine()) return null
    const deeper = this.#indent > indent
    if (!deeper && !(this.#indent === indent && this.#isDash())) return null
    places.set(key, this.#cursor.line)
    // A sequence may stand as far left as the key that it belongs to.
    return this.#node(deeper ? indent : indent - 1)
  }

  /** A scalar or a bracket that ends its line; the cursor goes to the next line that says something. */
  #inline(): unknown {
    const { text } = this.#cursor
    const sign = text.charAt(this.#cursor.at)
    const value =
      sign === '[' || sign === '{' || sign === '"' || sign === "'"
        ? flowAt(this.#cursor, this.lines)
        : this.#plain(sign)
    const from = this.#cursor.at
    let at = from
    while (text.charCodeAt(at) === 32) at++
    if (text.charCodeAt(at) === 35 && at > from) at = text.indexOf('\n', at)
    if (at < 0 || at >= text.length) this.#cursor.at = text.length
    else if (text.charCodeAt(at) !== 10) throw new NotPlain()
    else {
      this.#cursor.at = at + 1
      this.#cursor.line++
      this.#nextLine()
    }
    return value
  }

  #plain(sign: string): unknown {
    const { text } = this.#cursor
    const from = this.#cursor.at
    if (opening.has(sign) && (sign !== '-' || this.#isDash())) throw new NotPlain()
    const line = text.indexOf('\n', from)
    let end = line < 0 ? text.length : line
    for (let at = from; at < end; at++) {
      const code = text.charCodeAt(at)
      if (code === 35 && text.charCodeAt(at - 1) === 32) end = at
      // `a: b: c` is a mistake.
      else if (code === 58 && (at + 1 === end || text.charCodeAt(at + 1) === 32)) throw new NotPlain()
    }
    const plain = text.slice(from, end).trimEnd()
    this.#cursor.at = from + plain.length
    return resolved(plain)
  }
}
