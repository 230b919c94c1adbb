/** A word, text, number or sign, and the place of its first character. */
export interface Token {
  readonly kind: 'word' | 'text' | 'number' | 'line' | 'sign'
  readonly text: string
  readonly at: number
}

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' }

/** Parts an HCL text into its tokens, in one pass. A text that does not end ends with its line. */
export function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = []
  let at = text.charCodeAt(0) === 0xfeff ? 1 : 0
  while (at < text.length) {
    const code = text.charCodeAt(at)
    const next = text.charCodeAt(at + 1)
    if (code === 10) tokens.push({ kind: 'line', text: '\n', at: at++ })
    else if (code === 32 || code === 9 || code === 13) at++
    else if (code === 35 || (code === 47 && next === 47)) at = endOfLine(text, at)
    else if (code === 47 && next === 42) {
      const end = text.indexOf('*/', at + 2)
      at = end < 0 ? text.length : end + 2
    } else if (code === 34) at = quoted(text, at, tokens)
    else if (code === 60 && next === 60) at = heredoc(text, at, tokens)
    else if (isDigit(code)) {
      const from = at
      while (at < text.length && (isWord(text.charCodeAt(at)) || isPoint(text, at))) at++
      tokens.push({ kind: 'number', text: text.slice(from, at), at: from })
    } else if (isWord(code)) {
      const from = at
      while (at < text.length && (isWord(text.charCodeAt(at)) || text.charCodeAt(at) === 45)) at++
      tokens.push({ kind: 'word', text: text.slice(from, at), at: from })
    } else {
      // `==`, `=>` and their kin are operators; a single `=` gives a value.
      const long =
        (next === 61 && (code === 61 || code === 33 || code === 60 || code === 62)) ||
        (code === 61 && next === 62)
      tokens.push({ kind: 'sign', text: text.slice(at, at + (long ? 2 : 1)), at })
      at += long ? 2 : 1
    }
  }
  return tokens
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57
}

/** A point between two digits. */
function isPoint(text: string, at: number): boolean {
  return text.charCodeAt(at) === 46 && isDigit(text.charCodeAt(at + 1))
}

function isWord(code: number): boolean {
  return (
    isDigit(code) || (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95 || code > 127
  )
}

function endOfLine(text: string, at: number): number {
  const end = text.indexOf('\n', at)
  return end < 0 ? text.length : end
}

/** A text in quotes; what stands in `${…}` may have quotes of its own. */
function quoted(text: string, open: number, tokens: Token[]): number {
  let made = ''
  let from = open + 1
  let braces = 0
  let inner = false
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === 10) {
      tokens.push({ kind: 'text', text: made + text.slice(from, at), at: open + 1 })
      return at
    }
    if (code === 92) {
      if (braces === 0) {
        const sign = text.charAt(at + 1)
        made += text.slice(from, at) + (escapes[sign] ?? sign)
        from = at + 2
      }
      at++
    } else if (braces > 0) {
      if (code === 34) inner = !inner
      else if (!inner && code === 123) braces++
      else if (!inner && code === 125) braces--
    } else if (code === 34) {
      tokens.push({ kind: 'text', text: made + text.slice(from, at), at: open + 1 })
      return at + 1
    } else if ((code === 36 || code === 37) && text.charCodeAt(at + 1) === 123) {
      // `$${` is no template.
      if (text.charCodeAt(at - 1) === code && at - 1 >= from) continue
      braces = 1
      at++
    }
  }
  tokens.push({ kind: 'text', text: made + text.slice(from), at: open + 1 })
  return text.length
}

/** `<<EOT` or `<<-EOT` up to the line that says the word again. */
function heredoc(text: string, at: number, tokens: Token[]): number {
  const head = /^<<-?([A-Za-z_]\w{0,60})[ \t\r]{0,10}\n/.exec(text.slice(at, at + 100))
  const word = head?.[1]
  const end = at + (head?.[0].length ?? 0) - 1
  if (word === undefined) {
    tokens.push({ kind: 'sign', text: '<<', at })
    return at + 2
  }
  for (let from = end + 1; from <= text.length; ) {
    const to = endOfLine(text, from)
    if (to - from < 400 && text.slice(from, to).trim() === word) {
      tokens.push({ kind: 'text', text: text.slice(end + 1, Math.max(end + 1, from - 1)), at: end + 1 })
      return to
    }
    from = to + 1
  }
  tokens.push({ kind: 'text', text: text.slice(end + 1), at: end + 1 })
  return text.length
}
