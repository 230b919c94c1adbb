import { FormatError } from '../../lib/format-error.ts'
import { readSection } from './attributes.ts'
import type { XmlAttribute } from './element.ts'
import { longestReference } from './entities.ts'
import type { XmlHandler } from './handler.ts'

export type { XmlHandler } from './handler.ts'
import { KeptNames } from './kept-names.ts'
import { KeptTags, mostKeptAttributes, Tag } from './kept-tags.ts'
import { decoded, LeafText } from './leaf-text.ts'
import { defaultXmlLimits, type XmlLimits } from './limits.ts'
import { Part, Window } from './window.ts'

const none: readonly XmlAttribute[] = []
const carriage = 13
const space = 32
const bang = 33
const ampersand = 38
const slash = 47
const less = 60
const semicolon = 59
const equals = 61
const greater = 62
const question = 63
/** Bytes that are looked at together: a longer chunk is cut. */
const pieceBytes = 64 * 1024
const byteOrderMark = new Part(Uint8Array.of(0xef, 0xbb, 0xbf))
/** Nothing that is written here is more than a name or a tag that stood in a document. */
const sharedNames = new KeptNames()
const sharedTags = new KeptTags()

/** Where the scan stands between two chunks when it is inside something that may be long. */
type Inside = 'content' | 'comment' | 'cdata' | 'instruction'
const terminators = { comment: '-->', cdata: ']]>', instruction: '?>' } as const

/**
 * A streaming XML parser without document types: any `<!DOCTYPE` is refused, so there are no entities to expand and
 * nothing outside the document is ever read. Chunks may end anywhere, also within a character. It looks at bytes: only
 * text that is asked for is made a string.
 *
 * ```ts
 * const parser = new XmlParser({ open(name) { names.push(name) }, text() {}, close() {} })
 * parser.write('<a><b/>')
 * parser.write('</a>')
 * parser.end()
 * ```
 *
 * Throws FormatError with the offset in bytes.
 */
export class XmlParser {
  readonly #handler: XmlHandler
  readonly #limits: XmlLimits
  readonly #window = new Window()
  readonly #leaf = new LeafText(this.#window)
  readonly #stack: Tag[] = []
  readonly #tags: KeptTags
  /** How many elements are around the one that nobody wants; -1 while all are told. */
  #silent = -1
  #elements = 0
  #textBytes = 0
  #rootSeen = false
  #inside: Inside = 'content'
  /** The next `&` and the next carriage return at or after the scan; text before them needs no second look. */
  #ampersand = -1
  #carriage = -1
  /** The tag that was told last, and whether the scan is inside its element: the next one is often the same again. */
  #last: Tag | undefined
  #isWithin = false

  constructor(handler: XmlHandler, limits: XmlLimits = defaultXmlLimits) {
    this.#handler = handler
    this.#limits = limits
    this.#tags = limits.maxAttributes < mostKeptAttributes ? new KeptTags() : sharedTags
  }

  /** Reads on; bytes are UTF-8. */
  write(chunk: string | Uint8Array): void {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk
    for (let from = 0; from < bytes.length; from += pieceBytes) {
      this.#window.append(bytes.subarray(from, from + pieceBytes))
      this.#scan(false)
    }
  }

  /** The document ends here. Throws when it is not whole. */
  end(): void {
    if (this.#window.end > 0) this.#scan(true)
    if (this.#inside !== 'content')
      throw this.#wrong(this.#window.end, 'the end of the document', terminators[this.#inside])
    const open = this.#stack.at(-1)
    if (open !== undefined) throw this.#wrong(0, 'the end of the document', `</${open.name}>`)
    if (!this.#rootSeen) throw this.#wrong(0, 'no element', 'an XML document')
  }

  #scan(last: boolean): void {
    const window = this.#window
    const { bytes, end } = window
    let at = 0
    if (window.offset === 0 && bytes[0] === byteOrderMark.bytes[0]) {
      if (end < byteOrderMark.length && !last) return
      if (window.has(0, byteOrderMark)) at = byteOrderMark.length
    }
    this.#ampersand = -1
    this.#carriage = -1
    while (at < end) {
      if (this.#inside !== 'content') {
        const next = this.#long(at, this.#inside)
        if (next === -1) break
        at = next
        continue
      }
      if (bytes[at] !== less) {
        const markup = window.lessFrom(at)
        const until = markup === -1 ? end : markup
        const next = this.#text(at, until, markup === -1 && !last)
        at = next
        if (next < until || markup === -1) break
      }
      const next = this.#markup(bytes, at)
      if (next === -1) {
        if (last) throw this.#wrong(at, 'the end of the document within a tag', '>')
        break
      }
      at = next
    }
    if (this.#inside !== 'content') at = this.#keepTerminator(at)
    if (end - at > this.#limits.maxMarkupChars)
      throw this.#limit(at, 'characters in one tag', this.#limits.maxMarkupChars)
    window.keepFrom(at)
  }

  /** Text from `at` to `end`; returns where to go on, before `end` when a reference or character may be cut in two. */
  #text(at: number, end: number, cut: boolean): number {
    const isCoded = this.#isCoded(at, end)
    let until = end
    if (cut) {
      if (isCoded) {
        const { bytes } = this.#window
        const least = Math.max(at, end - longestReference + 1)
        let open = end - 1
        while (open >= least && bytes[open] !== ampersand && bytes[open] !== semicolon) open--
        if (open >= least && bytes[open] === ampersand) until = open
        else if (bytes[end - 1] === carriage) until = end - 1
      }
      until = this.#window.wholeUntil(until, at)
    }
    if (until > at) this.#emit(at, until, isCoded)
    return until
  }

  /** Whether text from `at` to `end` has a reference or a carriage return. */
  #isCoded(at: number, end: number): boolean {
    if (this.#ampersand < at) this.#ampersand = this.#next(ampersand, at)
    if (this.#carriage < at) this.#carriage = this.#next(carriage, at)
    return this.#ampersand < end || this.#carriage < end
  }

  #next(code: number, at: number): number {
    const found = this.#window.find(code, at)
    return found === -1 ? Number.POSITIVE_INFINITY : found
  }

  #emit(at: number, end: number, isCoded: boolean): void {
    if (this.#stack.length === 0) {
      const raw = this.#window.slice(at, end).trim()
      if (raw !== '') throw this.#wrong(at, `the text ${JSON.stringify(raw.slice(0, 20))}`, 'an element')
      return
    }
    this.#countText(at, end)
    if (this.#silent !== -1) return
    const raw = this.#window.slice(at, end)
    this.#handler.text(isCoded ? decoded(raw, this.#window.offset + at) : raw)
  }

  #countText(at: number, end: number): void {
    this.#textBytes += end - at
    if (this.#textBytes > this.#limits.maxTextChars)
      throw this.#limit(at, 'characters of text in one element', this.#limits.maxTextChars)
  }

  /** Markup that begins at `at`; returns the place after it, or -1 when it is not all here yet. */
  #markup(bytes: Uint8Array, at: number): number {
    const code = bytes[at + 1]
    if (code === slash) return this.#close(bytes, at)
    if (code === bang) return this.#declaration(at)
    if (code === question) {
      this.#inside = 'instruction'
      return at + 2
    }
    return at + 1 < this.#window.end ? this.#open(bytes, at) : -1
  }

  #declaration(at: number): number {
    const begin = this.#window.slice(at, Math.min(at + 9, this.#window.end))
    if (begin.startsWith('<!--')) {
      this.#inside = 'comment'
      return at + 4
    }
    if (begin === '<![CDATA[') {
      if (this.#stack.length === 0) throw this.#wrong(at, 'CDATA outside the root element', 'an element')
      this.#inside = 'cdata'
      return at + 9
    }
    if (at + begin.length === this.#window.end && ('<!--'.startsWith(begin) || '<![CDATA['.startsWith(begin)))
      return -1
    const seen = begin.toUpperCase().startsWith('<!D') ? 'a DOCTYPE' : JSON.stringify(begin)
    throw this.#wrong(at, seen, 'a document without type declarations')
  }

  /** Goes through a comment, CDATA or instruction; -1 when its end is not here yet. */
  #long(at: number, inside: Exclude<Inside, 'content'>): number {
    const end = this.#window.find(terminators[inside], at)
    if (end === -1) return -1
    if (inside === 'cdata' && end > at) this.#cdata(at, end)
    this.#inside = 'content'
    return end + terminators[inside].length
  }

  /** Drops or hands out what stands before a terminator that has not come yet, so that nothing long is kept. */
  #keepTerminator(at: number): number {
    const { end } = this.#window
    const keep = this.#window.wholeUntil(Math.max(at, end - 2), at)
    if (this.#inside === 'cdata' && keep > at) this.#cdata(at, keep)
    return keep
  }

  #cdata(at: number, end: number): void {
    this.#countText(at, end)
    if (this.#silent === -1) this.#handler.text(this.#window.slice(at, end))
  }

  #close(bytes: Uint8Array, at: number): number {
    const tag = this.#stack.at(-1)
    if (tag === undefined) {
      if (this.#window.find(greater, at) === -1) return -1
      throw this.#wrong(at, 'a closing tag', 'an element that is open')
    }
    const name = tag.key.part
    const after = at + 2 + name.length
    if (this.#window.has(at + 2, name) && bytes[after] === greater) {
      this.#end(tag)
      return after + 1
    }
    const end = this.#window.find(greater, at)
    if (end === -1) return -1
    const seen = this.#window.slice(at + 2, end).trimEnd()
    if (seen !== tag.name) throw this.#wrong(at, `</${seen.slice(0, 80)}>`, `</${tag.name}>`)
    this.#end(tag)
    return end + 1
  }

  #end(tag: Tag): void {
    this.#stack.pop()
    this.#textBytes = 0
    this.#last = tag
    this.#isWithin = false
    if (this.#silent === -1) this.#handler.close(tag.name)
    else if (this.#silent === this.#stack.length) this.#silent = -1
  }

  #open(bytes: Uint8Array, at: number): number {
    const last = this.#last
    const isWithin = this.#isWithin
    const place = last === undefined ? -1 : isWithin ? last.inside : last.after
    if (place !== -1) {
      const likely = this.#tags.at(place)
      if (likely !== undefined && this.#window.has(at + 1, likely.part))
        return this.#content(bytes, at, at + 1 + likely.part.length, likely)
    }
    const known = this.#tags.find(this.#window, at + 1)
    if (known === undefined) return this.#newTag(bytes, at)
    if (last !== undefined) {
      if (isWithin) last.inside = known.place
      else last.after = known.place
    }
    return this.#content(bytes, at, at + 1 + known.part.length, known)
  }

  /** Understands a start tag that was not met before, or is not worth keeping. */
  #newTag(bytes: Uint8Array, at: number): number {
    const window = this.#window
    let cursor = at + 1
    let code = bytes[cursor] ?? 0
    while (code > space && code !== greater && code !== slash && code !== less && code !== equals)
      code = bytes[++cursor] ?? 0
    if (cursor >= window.end) return -1
    if (cursor === at + 1 || code === less || code === equals)
      throw this.#wrong(at, JSON.stringify(window.slice(at, cursor + 1)), 'an element name')
    const section =
      code === greater
        ? { attributes: none, isEmpty: false, end: cursor + 1 }
        : readSection(window, cursor, this.#limits.maxAttributes, sharedNames)
    if (section === undefined) return -1
    const name = sharedNames.find(window, at + 1, cursor)
    const tag = new Tag(name, section.attributes, section.isEmpty)
    this.#tags.keep(tag, bytes, at + 1, section.end)
    return this.#content(bytes, at, section.end, tag)
  }

  /** Goes into an element whose start tag ends before `from`; one with nothing but text is told at once. */
  #content(bytes: Uint8Array, at: number, from: number, tag: Tag): number {
    const depth = this.#stack.length
    if (tag.isEmpty) {
      this.#begin(tag, at, depth)
      this.#end(tag)
      return from
    }
    const handler = this.#handler
    if (handler.leaf === undefined || depth === 0) {
      this.#begin(tag, at, depth)
      return from
    }
    const end = this.#window.lessFrom(from)
    const name = tag.key.part
    const after = end + 2 + name.length
    const isLeaf =
      end !== -1 && bytes[end + 1] === slash && this.#window.has(end + 2, name) && bytes[after] === greater
    if (!isLeaf) {
      this.#begin(tag, at, depth)
      return from
    }
    this.#count(at, depth)
    if (end - from > this.#limits.maxTextChars)
      throw this.#limit(from, 'characters of text in one element', this.#limits.maxTextChars)
    this.#textBytes = 0
    this.#last = tag
    this.#isWithin = false
    if (this.#silent === -1) {
      const leaf = this.#leaf
      leaf.from = from
      leaf.to = end
      leaf.isCoded = this.#isCoded(from, end)
      handler.leaf(tag, leaf)
    }
    return after + 1
  }

  #begin(tag: Tag, at: number, depth: number): void {
    if (depth === 0) {
      if (this.#rootSeen)
        throw this.#wrong(at, `a second root element <${tag.name.slice(0, 80)}>`, 'the end of the document')
      this.#rootSeen = true
    }
    this.#count(at, depth)
    this.#stack.push(tag)
    this.#textBytes = 0
    this.#last = tag
    this.#isWithin = true
    if (this.#silent !== -1) return
    const handler = this.#handler
    if (handler.skips !== undefined && handler.skips(tag)) this.#silent = depth
    else handler.open(tag.name, tag.attributes, tag.local)
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
    return new FormatError('XML', { seen, expected, where: { offset: this.#window.offset + at } })
  }
}
