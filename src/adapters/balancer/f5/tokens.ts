/** A word of a line; a brace stands alone and is never quoted. */
export interface Token {
  readonly text: string
  readonly quoted: boolean
}

/** What reading a line leaves open: a quoted string that goes on. */
export interface Open {
  quote: boolean
}

/** Words of one line in braces. A string may begin on an earlier line and end on a later one. */
export function tokensOf(line: string, open: Open): readonly Token[] {
  const tokens: Token[] = []
  const length = line.length
  let at = 0
  if (open.quote) {
    at = endOfQuote(line, 0, open)
    tokens.push({ text: line.slice(0, open.quote ? length : at - 1), quoted: true })
  }
  while (at < length) {
    const code = line.charCodeAt(at)
    if (code === 32 || code === 9) at++
    else if (code === 34) {
      const from = at + 1
      open.quote = true
      at = endOfQuote(line, from, open)
      tokens.push({ text: line.slice(from, open.quote ? length : at - 1), quoted: true })
    } else {
      const from = at
      while (at < length && line.charCodeAt(at) !== 32 && line.charCodeAt(at) !== 9) at++
      tokens.push({ text: line.slice(from, at), quoted: false })
    }
  }
  return tokens
}

function endOfQuote(line: string, from: number, open: Open): number {
  for (let at = from; at < line.length; at++) {
    const code = line.charCodeAt(at)
    if (code === 92) at++
    else if (code === 34) {
      open.quote = false
      return at + 1
    }
  }
  return line.length
}
