import { FormatError } from '../../lib/format-error.ts'
import { localName, type XmlAttribute } from './element.ts'
import { decodeXmlText } from './entities.ts'
import type { KeptNames } from './kept-names.ts'
import { nameEnd } from './names.ts'
import type { Window } from './window.ts'

const tab = 9
const newline = 10
const carriage = 13
const space = 32
const quoteMark = 34
const apostrophe = 39
const slash = 47
const less = 60
const equals = 61
const greater = 62
const longestKeptName = 40

/** What stands between the name of a start tag and its end. */
export interface Section {
  readonly attributes: readonly XmlAttribute[]
  readonly isEmpty: boolean
  /** The place behind the `>`. */
  readonly end: number
}

/** Reads the attributes that begin at `from`; undefined when the tag is not all here yet. */
export function readSection(
  window: Window,
  from: number,
  most: number,
  names: KeptNames,
): Section | undefined {
  const { bytes, end } = window
  const attributes: XmlAttribute[] = []
  let at = from
  for (;;) {
    at = skipSpace(bytes, at)
    if (at >= end) return undefined
    const code = bytes[at]
    if (code === greater) return { attributes, isEmpty: false, end: at + 1 }
    if (code === slash) {
      if (at + 1 >= end) return undefined
      if (bytes[at + 1] !== greater) throw wrong(window, at, quoted(window, at, at + 2), '/>')
      return { attributes, isEmpty: true, end: at + 2 }
    }
    const equal = find(bytes, equals, at, end)
    if (equal === -1) return undefined
    const quote = skipSpace(bytes, equal + 1)
    if (quote >= end) return undefined
    const mark = bytes[quote] ?? 0
    const last = nameEnd(window, at, equal)
    if ((mark !== quoteMark && mark !== apostrophe) || last === -1)
      throw wrong(window, at, quoted(window, at, Math.min(quote + 1, at + 40)), 'name="value"')
    const close = find(bytes, mark, quote + 1, end)
    if (close === -1) return undefined
    if (attributes.length >= most)
      throw wrong(window, at, `more than ${most} attributes in one element`, `at most ${most}`)
    if (find(bytes, less, quote + 1, close) !== -1)
      throw wrong(window, quote, '"<" within an attribute', '&lt;')
    const raw = window.slice(quote + 1, close)
    const value = decodeXmlText(raw, window.offset + quote + 1)
    if (last - at > longestKeptName) {
      const name = window.slice(at, last)
      attributes.push({ name, local: localName(name), value })
    } else {
      const { text, local } = names.find(window, at, last)
      attributes.push({ name: text, local, value })
    }
    at = close + 1
  }
}

function find(bytes: Uint8Array, code: number, from: number, end: number): number {
  for (let at = from; at < end; at++) if (bytes[at] === code) return at
  return -1
}

function skipSpace(bytes: Uint8Array, from: number): number {
  let at = from
  for (;;) {
    const code = bytes[at]
    if (code !== space && code !== newline && code !== tab && code !== carriage) return at
    at++
  }
}

function quoted(window: Window, from: number, to: number): string {
  return JSON.stringify(window.slice(from, Math.min(to, window.end)))
}

function wrong(window: Window, at: number, seen: string, expected: string): FormatError {
  return new FormatError('XML', { seen, expected, where: { offset: window.offset + at } })
}
