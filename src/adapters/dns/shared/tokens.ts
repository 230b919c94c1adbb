import { isBlank } from '../../../lib/lines.ts'

/** Splits one line of a zone file: blanks part words, quotes keep them, `;` begins a comment, parentheses join lines. */
export function pushTokens(text: string, words: string[], openBefore: number): number {
  let open = openBefore
  let at = 0
  const { length } = text
  while (at < length) {
    const code = text.charCodeAt(at)
    if (code === semicolon) break
    if (isBlank(code)) at++
    else if (code === opening || code === closing) {
      open = Math.max(0, open + (code === opening ? 1 : -1))
      at++
    } else if (code === quote) {
      let end = at + 1
      while (end < length && text.charCodeAt(end) !== quote) end += text.charCodeAt(end) === backslash ? 2 : 1
      words.push(text.slice(at + 1, end))
      at = end + 1
    } else {
      let end = at
      while (end < length && !endsWord(text.charCodeAt(end))) {
        end += text.charCodeAt(end) === backslash ? 2 : 1
      }
      words.push(text.slice(at, end))
      at = end
    }
  }
  return open
}

const quote = 34
const opening = 40
const closing = 41
const semicolon = 59
const backslash = 92

function endsWord(code: number): boolean {
  return isBlank(code) || code === semicolon || code === opening || code === closing || code === quote
}
