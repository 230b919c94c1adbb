import { FormatError } from '../../lib/format-error.ts'

const named: ReadonlyMap<string, string> = new Map([
  ['lt', '<'],
  ['gt', '>'],
  ['amp', '&'],
  ['quot', '"'],
  ['apos', "'"],
])

/** Characters of the longest reference that can mean something, `&#x10FFFF;`, and some room for zeros. */
export const longestReference = 12

/**
 * Replaces the five named references and numeric ones; text without `&` comes back as it is. No other name is
 * known, because a document with a DOCTYPE is refused.
 */
export function decodeXmlText(raw: string, offset: number): string {
  let ampersand = raw.indexOf('&')
  if (ampersand === -1) return raw
  let decoded = ''
  let from = 0
  while (ampersand !== -1) {
    const semicolon = raw.indexOf(';', ampersand)
    if (semicolon === -1 || semicolon - ampersand > longestReference) {
      throw unknownReference(raw.slice(ampersand, ampersand + longestReference), offset + ampersand)
    }
    const name = raw.slice(ampersand + 1, semicolon)
    const character = named.get(name) ?? numericReference(name)
    if (character === undefined) throw unknownReference(`&${name};`, offset + ampersand)
    decoded += raw.slice(from, ampersand) + character
    from = semicolon + 1
    ampersand = raw.indexOf('&', from)
  }
  return decoded + raw.slice(from)
}

function numericReference(name: string): string | undefined {
  const hexadecimal = /^#x([0-9a-fA-F]{1,6})$/.exec(name)?.[1]
  const decimal = /^#([0-9]{1,7})$/.exec(name)?.[1]
  const code =
    hexadecimal !== undefined ? Number.parseInt(hexadecimal, 16) : Number.parseInt(decimal ?? '', 10)
  if (Number.isNaN(code) || code === 0 || code > 0x10ffff) return undefined
  return String.fromCodePoint(code)
}

function unknownReference(seen: string, offset: number): FormatError {
  return new FormatError('XML', {
    seen: `the reference ${JSON.stringify(seen)}`,
    expected: '&lt; &gt; &amp; &quot; &apos; or a character number',
    where: { offset },
  })
}

/** Text made safe to stand in element content and in a quoted attribute; characters that XML cannot carry are dropped. */
export function escapeXml(text: string): string {
  if (!/[&<>"'\u0000-\u001f\ufffe\uffff]/.test(text)) return text
  return text
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replace(/[&<>"'\r]/g, (character) => `&#${character.charCodeAt(0)};`)
}
