/** Words at blanks; double or single quotes keep blanks, a backslash keeps the next sign. Open = a quote is not closed. */
export function splitWords(text: string): { readonly words: readonly string[]; readonly open: boolean } {
  if (!text.includes('"') && !text.includes("'") && !text.includes('\\')) {
    return { words: text.trim().split(/\s+/), open: false }
  }
  const words: string[] = []
  let quote = ''
  let started = false
  let parts: string[] = []
  let from = 0
  const keep = (to: number): void => {
    if (to > from) parts.push(text.slice(from, to))
  }
  let at = 0
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === 92) {
      keep(at)
      from = at + 1
      started = true
      at++
    } else if (quote !== '') {
      if (text[at] !== quote) continue
      keep(at)
      from = at + 1
      quote = ''
    } else if (code === 34 || code === 39) {
      keep(at)
      from = at + 1
      quote = text.charAt(at)
      started = true
    } else if (code === 32 || code === 9) {
      keep(at)
      from = at + 1
      if (started || parts.length > 0) words.push(parts.join(''))
      parts = []
      started = false
    }
  }
  keep(Math.min(at, text.length))
  if (started || parts.length > 0) words.push(parts.join(''))
  return { words, open: quote === '"' }
}
