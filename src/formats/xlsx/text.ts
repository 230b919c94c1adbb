/** Text of cells: XML escapes, the `_xHHHH_` escapes of SpreadsheetML, and column letters. */

const needsXmlEscape = /[&<>"]/
const needsCodeEscape = /[\u0000-\u0008\u000b-\u001f\ud800-\udfff\ufffe\uffff]|_x[0-9A-Fa-f]{4}_/

/** XML character data or attribute value for any JavaScript string; what XML cannot carry becomes `_xHHHH_`. */
export function escapeXml(text: string): string {
  let escaped = text
  if (needsCodeEscape.test(escaped)) escaped = escapeCodes(escaped)
  if (!needsXmlEscape.test(escaped)) return escaped
  return escaped
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}

function escapeCodes(text: string): string {
  const guarded = text.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
  let result = ''
  for (const character of guarded) {
    const code = character.codePointAt(0) ?? 0
    const plain =
      code === 9 ||
      code === 10 ||
      (code >= 0x20 && code < 0xd800) ||
      (code > 0xdfff && code !== 0xfffe && code !== 0xffff)
    result += plain ? character : `_x${code.toString(16).toUpperCase().padStart(4, '0')}_`
  }
  return result
}

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** Resolves the five XML entities and character references; anything else stays as it stands. */
export function unescapeXml(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(
    /&(?:#(\d{1,7})|#x([0-9A-Fa-f]{1,6})|(amp|lt|gt|quot|apos));/g,
    (whole, decimal, hex, name) => {
      if (typeof name === 'string') return named[name] ?? whole
      const code = typeof decimal === 'string' ? Number(decimal) : Number.parseInt(String(hex), 16)
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole
    },
  )
}

/** Resolves `_xHHHH_` as spreadsheet programs do: `_x000D_` is a carriage return, `_x005F_` an underscore. */
export function unescapeCodes(text: string): string {
  if (!text.includes('_x')) return text
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  )
}

/** The letters of a column, 0 is `A`. */
export function columnLetters(index: number): string {
  let letters = ''
  for (let rest = index + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters
  }
  return letters
}
