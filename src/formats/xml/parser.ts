import { StringDecoder } from 'node:string_decoder'
import { isAscii } from 'node:buffer'
import { FormatError } from '../../lib/format-error.ts'
import { localName, type XmlAttribute } from './element.ts'
import { decodeXmlText, longestReference } from './entities.ts'
import type { XmlHandler } from './handler.ts'

export type { XmlHandler } from './handler.ts'
import { codesOf, lessFrom, sameCodes } from './codes.ts'
import { KeptAttributes } from './kept-attributes.ts'
import { KeptNames, type Name } from './kept-names.ts'
import { defaultXmlLimits, type XmlLimits } from './limits.ts'
import { nameEnd } from './names.ts'

const none: readonly XmlAttribute[] = []
const tab = 9
const newline = 10
const carriage = 13
const space = 32
const bang = 33
const slash = 47
const less = 60
const equals = 61
const greater = 62
const question = 63

/** Where the scan stands between two chunks when it is inside something that may be long. */
type Inside = 'content' | 'comment' | 'cdata' | 'instruction'
const terminators = { comment: '-->', cdata: ']]>', instruction: '?>' } as const

/**
 * A streaming XML parser without document types: any `<!DOCTYPE` is refused, so there are no entities to expand and
 * nothing outside the document is ever read. Chunks may end anywhere, also within a character.
 *
 * ```ts
 * const parser = new XmlParser({ open(name) { names.push(name) }, text() {}, close() {} })
 * parser.write('<a><b/>')
 * parser.write('</a>')
 * parser.end()
 * ```
 *
 * Throws FormatError with the offset in characters.
 */
export class XmlParser {
  readonly #handler: XmlHandler
  readonly #limits: XmlLimits
  readonly #decoder = new StringDecoder('utf8')
  readonly #stack: Name[] = []
  readonly #names = new KeptNames()
  readonly #sections = new KeptAttributes()
  /** How many elements are around the one that nobody wants; -1 while all are told. */
  #silent = -1
  #splitCharacter = false
  #rest = ''
  #offset = 0
  #elements = 0
  #textChars = 0
  #rootSeen = false
  #inside: Inside = 'content'
  /** The next `&` and the next carriage return at or after the scan; text before them needs no second look. */
  #ampersand = -1
  #carriage = -1
  /** The characters of what is scanned as numbers, with a zero behind them: quicker to look at than a string. */
  #codes = new Uint16Array(0)

  constructor(handler: XmlHandler, limits: XmlLimits = defaultXmlLimits) {
    this.#handler = handler
    this.#limits = limits
  }

  /** Reads on; bytes are UTF-8. */
  write(chunk: string | Uint8Array): void {
    const source = typeof chunk === 'string' ? this.#rest + chunk : this.#decode(chunk)
    if (source.length > this.#rest.length) this.#scan(source, false)
  }

  /** The document ends here. Throws when it is not whole. */
  end(): void {
    const tail = this.#rest + this.#decoder.end()
    if (tail.length > 0) this.#scan(tail, true)
    if (this.#inside !== 'content')
      throw this.#wrong(this.#rest.length, 'the end of the document', terminators[this.#inside])
    const open = this.#stack.at(-1)
    if (open !== undefined) throw this.#wrong(0, 'the end of the document', `</${open.text}>`)
    if (!this.#rootSeen) throw this.#wrong(0, 'no element', 'an XML document')
  }

  /** What was left over and the new bytes as one text. */
  #decode(bytes: Uint8Array): string {
    const rest = this.#rest
    if (!this.#splitCharacter && isAscii(bytes)) {
      const chunk = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
      if (rest === '') return chunk.toString('latin1')
      // Two strings that were joined are read through both: slow for a scan that looks at each character.
      const before = Buffer.from(rest, 'utf8')
      if (before.length === rest.length) return Buffer.concat([before, chunk]).toString('latin1')
      return rest + chunk.toString('latin1')
    }
    this.#splitCharacter = (bytes.at(-1) ?? 0) > 127
    return rest + this.#decoder.write(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
  }

  #scan(source: string, last: boolean): void {
    let at = 0
    const begin = this.#offset
    if (begin === 0 && source.charCodeAt(0) === 0xfeff) at = 1
    this.#ampersand = -1
    this.#carriage = -1
    this.#codes = codesOf(source, this.#codes)
    while (at < source.length) {
      if (this.#inside !== 'content') {
        const next = this.#long(source, at, this.#inside)
        if (next === -1) break
        at = next
        continue
      }
      const markup = lessFrom(source, this.#codes, at)
      const end = markup === -1 ? source.length : markup
      if (end > at) {
        const next = this.#text(source, at, end, markup === -1 && !last)
        if (next < end) {
          at = next
          break
        }
        at = end
      }
      if (markup === -1) break
      const next = this.#markup(source, markup)
      if (next === -1) {
        if (last) throw this.#wrong(markup, 'the end of the document within a tag', '>')
        break
      }
      at = next
    }
    if (this.#inside !== 'content') at = this.#keepTerminator(source, at)
    this.#rest = source.slice(at)
    if (this.#rest.length > this.#limits.maxMarkupChars)
      throw this.#limit(at, 'characters in one tag', this.#limits.maxMarkupChars)
    this.#offset = begin + at
  }

  /** Text from `at` to `end`; returns where to go on, before `end` when a reference may be cut in two. */
  #text(source: string, at: number, end: number, cut: boolean): number {
    if (this.#ampersand < at) this.#ampersand = next(source, '&', at)
    if (this.#carriage < at) this.#carriage = next(source, '\r', at)
    const plain = this.#ampersand >= end && this.#carriage >= end
    let until = end
    if (!plain && cut) {
      const ampersand = source.lastIndexOf('&', end - 1)
      const open = ampersand >= at && end - ampersand < longestReference && !source.includes(';', ampersand)
      if (open) until = ampersand
      else if (source.charCodeAt(end - 1) === carriage) until = end - 1
    }
    if (until > at) this.#emit(source.slice(at, until), at, plain)
    return until
  }

  #emit(raw: string, at: number, plain: boolean): void {
    if (this.#stack.length === 0) {
      if (raw.trim() !== '')
        throw this.#wrong(at, `the text ${JSON.stringify(raw.trim().slice(0, 20))}`, 'an element')
      return
    }
    this.#textChars += raw.length
    if (this.#textChars > this.#limits.maxTextChars)
      throw this.#limit(at, 'characters of text in one element', this.#limits.maxTextChars)
    if (this.#silent === -1) this.#handler.text(plain ? raw : this.#decoded(raw, at))
  }

  #decoded(raw: string, at: number): string {
    const lines = raw.includes('\r') ? raw.replace(/\r\n?/g, '\n') : raw
    return decodeXmlText(lines, this.#offset + at)
  }

  /** Markup that begins at `at`; returns the place after it, or -1 when it is not all here yet. */
  #markup(source: string, at: number): number {
    const code = this.#codes[at + 1]
    if (code === slash) return this.#close(source, at)
    if (code === bang) return this.#declaration(source, at)
    if (code === question) {
      this.#inside = 'instruction'
      return at + 2
    }
    return at + 1 < source.length ? this.#open(source, at) : -1
  }

  #declaration(source: string, at: number): number {
    const begin = source.slice(at, at + 9)
    if (begin.startsWith('<!--')) {
      this.#inside = 'comment'
      return at + 4
    }
    if (begin === '<![CDATA[') {
      if (this.#stack.length === 0) throw this.#wrong(at, 'CDATA outside the root element', 'an element')
      this.#inside = 'cdata'
      return at + 9
    }
    if (at + begin.length === source.length && ('<!--'.startsWith(begin) || '<![CDATA['.startsWith(begin)))
      return -1
    const seen = begin.toUpperCase().startsWith('<!D') ? 'a DOCTYPE' : JSON.stringify(begin)
    throw this.#wrong(at, seen, 'a document without type declarations')
  }

  /** Goes through a comment, CDATA or instruction; -1 when its end is not here yet. */
  #long(source: string, at: number, inside: Exclude<Inside, 'content'>): number {
    const end = source.indexOf(terminators[inside], at)
    if (end === -1) return -1
    if (inside === 'cdata' && end > at) this.#cdata(source, at, end)
    this.#inside = 'content'
    return end + terminators[inside].length
  }

  /** Drops or hands out what stands before a terminator that has not come yet, so that nothing long is kept. */
  #keepTerminator(source: string, at: number): number {
    const keep = Math.max(at, source.length - 2)
    if (this.#inside === 'cdata' && keep > at) this.#cdata(source, at, keep)
    return keep
  }

  #cdata(source: string, at: number, end: number): void {
    this.#textChars += end - at
    if (this.#textChars > this.#limits.maxTextChars)
      throw this.#limit(at, 'characters of text in one element', this.#limits.maxTextChars)
    if (this.#silent === -1) this.#handler.text(source.slice(at, end))
  }

  #close(source: string, at: number): number {
    const name = this.#stack.at(-1)
    if (name === undefined) {
      if (source.indexOf('>', at) === -1) return -1
      throw this.#wrong(at, 'a closing tag', 'an element that is open')
    }
    const after = at + 2 + name.codes.length
    if (this.#codes[after] === greater && sameCodes(this.#codes, at + 2, name.codes)) {
      this.#end(name)
      return after + 1
    }
    const end = source.indexOf('>', at)
    if (end === -1) return -1
    const seen = source.slice(at + 2, end).trimEnd()
    if (seen !== name.text) throw this.#wrong(at, `</${seen.slice(0, 80)}>`, `</${name.text}>`)
    this.#end(name)
    return end + 1
  }

  #end(name: Name): void {
    this.#stack.pop()
    this.#textChars = 0
    if (this.#silent === -1) this.#handler.close(name.text)
    else if (this.#silent === this.#stack.length) this.#silent = -1
  }

  #open(source: string, at: number): number {
    const codes = this.#codes
    let cursor = at + 1
    let hash = 0
    let code = codes[cursor] ?? 0
    while (code > space && code !== greater && code !== slash && code !== less && code !== equals) {
      hash = (hash * 31 + code) & 0xffffff
      code = codes[++cursor] ?? 0
    }
    if (cursor >= source.length) return -1
    if (cursor === at + 1 || code === less || code === equals) {
      throw this.#wrong(at, JSON.stringify(source.slice(at, cursor + 1)), 'an element name')
    }
    const name = this.#names.find(source, codes, at + 1, cursor, hash)
    if (code === greater) return this.#content(source, at, cursor + 1, name, none)
    const known = this.#sections.find(codes, cursor)
    if (known === undefined) return this.#attributes(source, at, cursor, name)
    return this.#content(source, at, cursor + known.codes.length, name, known.attributes)
  }

  /** Goes into an element whose start tag ends before `from`; one with nothing but text is told at once. */
  #content(
    source: string,
    at: number,
    from: number,
    name: Name,
    attributes: readonly XmlAttribute[],
  ): number {
    const { leaf, skips } = this.#handler
    const depth = this.#stack.length
    const muted = this.#silent !== -1
    if (leaf === undefined || depth === 0) return this.#begin(name, attributes, at, from)
    const codes = this.#codes
    const end = lessFrom(source, codes, from)
    const length = name.codes.length
    const isLeaf =
      end !== -1 &&
      codes[end + 1] === slash &&
      codes[end + 2 + length] === greater &&
      sameCodes(codes, end + 2, name.codes)
    if (!isLeaf) return this.#begin(name, attributes, at, from)
    this.#count(at, depth)
    if (end - from > this.#limits.maxTextChars)
      throw this.#limit(from, 'characters of text in one element', this.#limits.maxTextChars)
    this.#textChars = 0
    if (!muted && skips?.call(this.#handler, name.local) !== true) {
      if (this.#ampersand < from) this.#ampersand = next(source, '&', from)
      if (this.#carriage < from) this.#carriage = next(source, '\r', from)
      const raw = source.slice(from, end)
      const plain = this.#ampersand >= end && this.#carriage >= end
      leaf.call(this.#handler, name.text, attributes, plain ? raw : this.#decoded(raw, from), name.local)
    }
    return end + length + 3
  }

  #attributes(source: string, at: number, from: number, name: Name): number {
    const attributes: XmlAttribute[] = []
    let cursor = from
    for (;;) {
      cursor = skipSpace(source, cursor)
      if (cursor >= source.length) return -1
      const code = source.charCodeAt(cursor)
      if (code === greater) {
        this.#sections.keep(this.#codes, from, cursor + 1, attributes)
        return this.#content(source, at, cursor + 1, name, attributes)
      }
      if (code === slash) {
        if (cursor + 1 >= source.length) return -1
        if (source.charCodeAt(cursor + 1) !== greater)
          throw this.#wrong(cursor, JSON.stringify(source.slice(cursor, cursor + 2)), '/>')
        this.#begin(name, attributes, at, cursor + 2)
        this.#end(name)
        return cursor + 2
      }
      const equal = source.indexOf('=', cursor)
      if (equal === -1) return -1
      const quote = skipSpace(source, equal + 1)
      if (quote >= source.length) return -1
      const mark = source[quote]
      const last = nameEnd(source, cursor, equal)
      if ((mark !== '"' && mark !== "'") || last === -1) {
        throw this.#wrong(
          cursor,
          JSON.stringify(source.slice(cursor, Math.min(quote + 1, cursor + 40))),
          'name="value"',
        )
      }
      const end = source.indexOf(mark, quote + 1)
      if (end === -1) return -1
      if (attributes.length >= this.#limits.maxAttributes)
        throw this.#limit(cursor, 'attributes in one element', this.#limits.maxAttributes)
      const raw = source.slice(quote + 1, end)
      const key = this.#names.short(source, cursor, last)
      if (raw.includes('<')) throw this.#wrong(quote, '"<" within an attribute', '&lt;')
      attributes.push({
        name: key,
        local: localName(key),
        value: decodeXmlText(raw, this.#offset + quote + 1),
      })
      cursor = end + 1
    }
  }

  /** Opens an element; answers `from`, where its content begins. */
  #begin(name: Name, attributes: readonly XmlAttribute[], at: number, from: number): number {
    const stack = this.#stack
    const depth = stack.length
    if (depth === 0) {
      if (this.#rootSeen)
        throw this.#wrong(at, `a second root element <${name.text.slice(0, 80)}>`, 'the end of the document')
      this.#rootSeen = true
    }
    this.#count(at, depth)
    stack.push(name)
    this.#textChars = 0
    if (this.#silent !== -1) return from
    if (this.#handler.skips?.(name.local) === true) this.#silent = depth
    else this.#handler.open(name.text, attributes, name.local)
    return from
  }

  #count(at: number, depth: number): void {
    if (depth >= this.#limits.maxDepth) throw this.#limit(at, 'levels of elements', this.#limits.maxDepth)
    if (++this.#elements > this.#limits.maxElements)
      throw this.#limit(at, 'elements', this.#limits.maxElements)
  }

  #limit(at: number, what: string, most: number): FormatError {
    return this.#wrong(at, `more than ${most} ${what}`, `at most ${most}`)
  }

  #wrong(at: number, seen: string, expected: string): FormatError {
    return new FormatError('XML', { seen, expected, where: { offset: this.#offset + at } })
  }
}

function next(source: string, character: string, at: number): number {
  const found = source.indexOf(character, at)
  return found === -1 ? Number.POSITIVE_INFINITY : found
}

function skipSpace(source: string, at: number): number {
  let cursor = at
  for (;;) {
    const code = source.charCodeAt(cursor)
    if (code !== space && code !== newline && code !== tab && code !== carriage) return cursor
    cursor++
  }
}
