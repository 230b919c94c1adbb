// Characters that are invisible, reverse the writing direction or end a line in some reader: always escaped,
// so that what a person sees in a review is what a machine reads.
const unseen =
  /[\u0000-\u001f\u007f-\u00a0\u00ad\u061c\u115f\u1160\u180e\u200b-\u200f\u2028-\u202f\u205f-\u206f\u3000\u3164\ufeff\uffa0\ufff0-\uffff]|\p{Variation_Selector}|[\u{e0000}-\u{e0fff}]/u

// Half of a surrogate pair; with the flag `u` a whole pair does not match.
const halfPair = /[\ud800-\udfff]/u

// What a character may be in a plain scalar: 1 anywhere but first, 2 also first, 3 only between two of those (`a:b`,
// `a b`), 0 never. Neither `: ` nor ` #` nor a flow bracket can come out of it.
const roles = new Uint8Array(128)
for (const character of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz')
  roles[character.charCodeAt(0)] = 2
for (const character of '0123456789_./@+-') roles[character.charCodeAt(0)] = 1
for (const character of ': ') roles[character.charCodeAt(0)] = 3

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
  if (isPlain(text) && !(text.length <= longestReserved && reserved.has(text.toLowerCase()))) return text
  return quoted(text)
}

function isPlain(text: string): boolean {
  if (text.length === 0 || roles[text.charCodeAt(0)] !== 2) return false
  let last = 2
  for (let index = 1; index < text.length; index++) {
    const role = roles[text.charCodeAt(index)] ?? 0
    if (role === 0 || (role === 3 && last === 3)) return false
    last = role
  }
  return last !== 3
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
