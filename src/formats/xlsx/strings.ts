import { badXlsx, type XlsxLimits } from './limits.ts'
import { decodeText } from './markup.ts'
import { unescapeCodes, unescapeXml } from './text.ts'

const part = 'sharedStrings.xml'

/** The shared string table, read from the part's markup. Throws FormatError beyond the limits. */
export async function readStrings(markup: AsyncIterable<string>, limits: XlsxLimits): Promise<string[]> {
  const strings: string[] = []
  let pending = ''
  let prefix: string | undefined
  let seenBytes = 0
  for await (const chunk of markup) {
    pending += chunk
    seenBytes += chunk.length
    if (seenBytes > limits.stringBytes)
      throw badXlsx(`more than ${limits.stringBytes} bytes`, 'a smaller string table', part)
    prefix ??= rootPrefix(pending, 'sst')
    if (prefix === undefined) continue
    const cut = pending.lastIndexOf(`<${prefix}si`)
    if (cut < 0) continue
    takeItems(pending.slice(0, cut), prefix, strings, limits)
    pending = pending.slice(cut)
    if (pending.length > limits.rowBytes)
      throw badXlsx('a string without end', `at most ${limits.rowBytes} bytes`, part)
  }
  if (prefix !== undefined) takeItems(pending, prefix, strings, limits)
  return strings
}

/** The namespace prefix with its colon (often empty) of the root element `name`; undefined while it has not come. */
export function rootPrefix(text: string, name: string): string | undefined {
  const match = /<([\w.-]{1,64}:)?([\w.-]{1,64})[\s/>]/.exec(text.slice(0, 4096))
  if (match === null) {
    if (text.length < 4096) return undefined
    throw badXlsx('no element within 4096 bytes', `<${name}>`, name)
  }
  if (match[2] !== name) throw badXlsx(`<${match[2]}>`, `<${name}> as the root element`, name)
  return match[1] ?? ''
}

function takeItems(text: string, prefix: string, strings: string[], limits: XlsxLimits): void {
  const open = `<${prefix}si`
  const close = `</${prefix}si>`
  for (let at = text.indexOf(open); at >= 0; at = text.indexOf(open, at)) {
    const start = text.indexOf('>', at) + 1
    if (start === 0) throw badXlsx('an item without end', close, part)
    if (strings.length >= limits.strings)
      throw badXlsx(`more than ${limits.strings} strings`, 'a smaller table', part)
    if (text.charCodeAt(start - 2) === 0x2f) {
      strings.push('')
      at = start
      continue
    }
    const end = text.indexOf(close, start)
    if (end < 0) throw badXlsx('an item without end', close, part)
    strings.push(runsText(text.slice(start, end), prefix))
    at = end + close.length
  }
}

/** The text of an item or inline string: all its runs, without phonetic hints, entities and escapes resolved. */
export function runsText(body: string, prefix: string): string {
  const open = `<${prefix}t`
  const close = `</${prefix}t>`
  const phonetic = `<${prefix}rPh`
  const runs = body.includes(phonetic) ? withoutPhonetic(body, prefix) : body
  let result = ''
  for (let at = runs.indexOf(open); at >= 0; at = runs.indexOf(open, at)) {
    const start = runs.indexOf('>', at) + 1
    if (start === 0) break
    const next = runs.charCodeAt(at + open.length)
    const isText = next === 0x3e || next === 0x20 || next === 0x0a || next === 0x0d || next === 0x09
    at = start
    if (!isText || runs.charCodeAt(start - 2) === 0x2f) continue
    const end = runs.indexOf(close, start)
    if (end < 0) break
    result += runs.slice(start, end)
    at = end + close.length
  }
  return plainText(result)
}

/** Character data as it stands in the XML, as the text that it means. */
export function plainText(raw: string): string {
  return unescapeCodes(unescapeXml(decodeText(raw)))
}

function withoutPhonetic(body: string, prefix: string): string {
  const close = `</${prefix}rPh>`
  let result = ''
  let from = 0
  for (;;) {
    const at = body.indexOf(`<${prefix}rPh`, from)
    if (at < 0) return result + body.slice(from)
    result += body.slice(from, at)
    const paired = body.indexOf(close, at)
    if (paired < 0) return result
    // `<rPhPr …/>`, a setting without text, starts alike and has no end of its own.
    from = body.startsWith(`<${prefix}rPhPr`, at) ? at + 5 : paired + close.length
  }
}
