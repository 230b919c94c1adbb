import { badXlsx } from './limits.ts'

const largestMarkup = 2 ** 20

/**
 * The XML of one part as text, one character per UTF-8 byte (Latin-1 keeps strings small and no character is ever
 * cut at a chunk's end; see {@link decodeText}). Comments and processing instructions are dropped, CDATA becomes
 * plain text, a document type declaration is refused: what comes out holds elements and text only.
 */
export async function* markupText(chunks: AsyncIterable<Uint8Array>, part: string): AsyncGenerator<string> {
  let carry = ''
  let first = true
  for await (const chunk of chunks) {
    let text = latin1(chunk)
    if (first) text = withoutMark(text, part)
    first = false
    text = carry + text
    if (!text.includes('!') && !text.includes('?') && !text.endsWith('<')) {
      carry = ''
      yield text
      continue
    }
    const { clean, rest } = filterMarkup(text, part)
    carry = rest
    if (carry.length > largestMarkup) {
      throw badXlsx('a comment without end', `comments of at most ${largestMarkup} bytes`, part)
    }
    if (clean !== '') yield clean
  }
  if (carry !== '') throw badXlsx('markup without end', 'a whole XML document', part)
}

/** The real text behind Latin-1 text: UTF-8 decoded. The result never keeps the text it was cut from alive. */
export function decodeText(text: string): string {
  // V8 keeps the whole parent of a slice of 13 or more characters; a fresh copy does not.
  return text.length < 13 && !/[\u0080-\u00ff]/.test(text)
    ? text
    : Buffer.from(text, 'latin1').toString('utf8')
}

function latin1(chunk: Uint8Array): string {
  return Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length).toString('latin1')
}

function withoutMark(text: string, part: string): string {
  if (/^(?:\u00ff\u00fe|\u00fe\u00ff|<\u0000|\u0000<)/.test(text)) throw badXlsx('UTF-16 text', 'UTF-8', part)
  return text.startsWith('\u00ef\u00bb\u00bf') ? text.slice(3) : text
}

const cdataStart = '<![CDATA['

function filterMarkup(text: string, part: string): { clean: string; rest: string } {
  let clean = ''
  let from = 0
  for (;;) {
    const at = nextSpecial(text, from)
    if (at < 0) return { clean: clean + text.slice(from), rest: '' }
    clean += text.slice(from, at)
    const head = text.slice(at, at + cdataStart.length)
    const kind = kindOf(head)
    if (kind === undefined) {
      if (head.length === text.length - at && (cdataStart.startsWith(head) || '<!--'.startsWith(head))) {
        return { clean, rest: text.slice(at) }
      }
      throw badXlsx(`${JSON.stringify(head)}, a document type declaration`, 'elements and text only', part)
    }
    const end = text.indexOf(kind.end, at + kind.start.length)
    if (end < 0) return { clean, rest: text.slice(at) }
    if (kind.start === cdataStart) {
      clean += text
        .slice(at + cdataStart.length, end)
        .replaceAll('&', '&amp;')
        .replaceAll('<', '&lt;')
    }
    from = end + kind.end.length
  }
}

/** Where `<!`, `<?` or a final `<` stands. */
function nextSpecial(text: string, from: number): number {
  for (let at = text.indexOf('<', from); at >= 0; at = text.indexOf('<', at + 1)) {
    const next = text.charCodeAt(at + 1)
    if (next === 0x21 || next === 0x3f || at + 1 === text.length) return at
  }
  return -1
}

function kindOf(head: string): { start: string; end: string } | undefined {
  if (head.startsWith('<?')) return { start: '<?', end: '?>' }
  if (head.startsWith('<!--')) return { start: '<!--', end: '-->' }
  if (head === cdataStart) return { start: cdataStart, end: ']]>' }
  return undefined
}
