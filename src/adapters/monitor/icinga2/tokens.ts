import type { Line } from '../../../lib/lines.ts'

/** A word, text, sign or end of a line, with its place. */
export interface IcingaToken {
  readonly kind: 'word' | 'text' | 'sign' | 'line'
  readonly text: string
  readonly line: number
  /** Column of its first sign, from one; of a text, within its quotes. */
  readonly column: number
}

/** Parts the lines of a configuration into tokens, in one pass. */
export function tokensOf(lines: readonly Line[]): readonly IcingaToken[] {
  const tokens: IcingaToken[] = []
  /** What an earlier line left open: a comment, or a text in three braces. */
  let open: '*/' | '}}}' | '' = ''
  let line = 0
  const put = (kind: IcingaToken['kind'], text: string, from: number): void => {
    tokens.push({ kind, text, line, column: from + 1 })
  }
  for (const { text, number } of lines) {
    line = number
    let at = 0
    while (at < text.length) {
      if (open !== '') {
        const end = text.indexOf(open, at)
        if (open === '}}}') put('text', text.slice(at, end < 0 ? text.length : end), at)
        at = end < 0 ? text.length : end + open.length
        if (end >= 0) open = ''
        continue
      }
      const sign = text.charAt(at)
      if (sign === ' ' || sign === '\t' || sign === '\r') at++
      else if (sign === '#' || (sign === '/' && text.startsWith('//', at))) break
      else if (sign === '/' && text.startsWith('/*', at)) {
        open = '*/'
        at += 2
      } else if (sign === '{' && text.startsWith('{{{', at)) {
        open = '}}}'
        at += 3
      } else if (sign === '"') {
        let end = at + 1
        while (end < text.length && text.charAt(end) !== '"') end += text.charAt(end) === '\\' ? 2 : 1
        put('text', text.slice(at + 1, Math.min(end, text.length)), at + 1)
        at = end + 1
      } else if (isWord(text.charCodeAt(at))) {
        const from = at
        while (at < text.length && isWord(text.charCodeAt(at))) at++
        put('word', text.slice(from, at), from)
      } else {
        const next = text.charAt(at + 1)
        const long = (next === '=' && '-+*/!=<>'.includes(sign)) || (next === '>' && sign === '=')
        put('sign', long ? sign + next : sign, at)
        at += long ? 2 : 1
      }
    }
    if (open === '') put('line', '\n', text.length)
  }
  return tokens
}

function isWord(code: number): boolean {
  return (
    (code >= 48 && code <= 57) ||
    (code >= 97 && code <= 122) ||
    (code >= 65 && code <= 90) ||
    code === 95 ||
    code > 127
  )
}
