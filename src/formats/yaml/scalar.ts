// Characters that are invisible, reverse the writing direction or end a line in some reader: always escaped,
// so that what a person sees in a review is what a machine reads.
const unseen =
  /[\u0000-\u001f\u007f-\u00a0\u00ad\u061c\u115f\u1160\u180e\u200b-\u200f\u2028-\u202f\u205f-\u206f\u3000\u3164\ufeff\uffa0\ufff0-\uffff]|\p{Variation_Selector}|[\u{e0000}-\u{e0fff}]/u

// Half of a surrogate pair; with the flag `u` a whole pair does not match.
const halfPair = /[\ud800-\udfff]/u

// Starts with a letter, holds nothing that YAML gives a meaning to: neither `: ` nor ` #`, no flow brackets.
const plain = /^[A-Za-z](?:[A-Za-z0-9_./@+-]|:(?=[A-Za-z0-9_./@+-])| (?=[A-Za-z0-9_./@+-]))*$/

// Words that some YAML 1.1 or 1.2 reader takes for a boolean or for nothing.
const reserved = new Set([
  'y',
  'n',
  'yes',
  'no',
  'on',
  'off',
  'true',
  'false',
  'null',
  'nan',
  'inf',
  'infinity',
])
const longestReserved = 8

/** A string as a YAML scalar on one line: plain where every reader agrees that it is a string, else in double quotes. */
export function scalar(text: string): string {
  if (plain.test(text) && !(text.length <= longestReserved && reserved.has(text.toLowerCase()))) return text
  return quoted(text)
}

/** True for a string that may stand as a literal block (`|`): printable lines, none of spaces only. */
export function fitsLiteral(text: string): boolean {
  if (!text.includes('\n') || /^[\s]/.test(text) || text.endsWith('\n\n')) return false
  for (const line of text.split('\n')) {
    if (line.length > 0 && (line.trim() === '' || unseen.test(line.replaceAll('\t', '')))) return false
  }
  return !halfPair.test(text)
}

/** The number as every reader of YAML 1.1 and 1.2 reads it. Throws a RangeError for what JSON cannot say either. */
export function numeral(value: number): string {
  if (!Number.isFinite(value)) throw new RangeError(`YAML output: ${value} is not a finite number`)
  const text = String(value)
  // YAML 1.1 wants a point before an exponent, else it reads a string.
  return text.includes('e') && !text.includes('.') ? text.replace('e', '.0e') : text
}

function quoted(text: string): string {
  // A half surrogate pair cannot be written as UTF-8; it becomes the replacement character.
  const json = JSON.stringify(halfPair.test(text) ? text.replace(/[\ud800-\udfff]/gu, '\ufffd') : text)
  if (!unseen.test(json)) return json
  let out = ''
  for (const character of json) out += unseen.test(character) ? escaped(character) : character
  return out
}

function escaped(character: string): string {
  const code = character.codePointAt(0) ?? 0
  return code > 0xffff
    ? `\\U${code.toString(16).padStart(8, '0')}`
    : `\\u${code.toString(16).padStart(4, '0')}`
}
