/** Kinds of tokens: the end of the text, a sign or a line's end, a word, a text in quotes or over lines, a number. */
export const ended = 0
const sign = 1
export const word = 2
export const text = 3
export const number = 4

/** Signs of two characters: `=>`, and the operators `==`, `!=`, `<=`, `>=`, `<<`. */
export const arrow = -1
const operator = -2

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' }

/** Walks over the tokens of an HCL text without keeping them. A text that does not end ends with its line. */
export class Tokens {
  readonly #all: string
  /** Where the next token is looked for. */
  #next: number
  kind = ended
  /** Of a sign, its character or one of {@link arrow} and its kin; 0 = no sign. */
  sign = 0
  /** Of a word, a text or a number. */
  text = ''
  /** Where the token begins … */
  from = 0
  /** … and where its first sign is: that of a text stands within the quotes. */
  at = 0

  constructor(all: string, from = all.charCodeAt(0) === 0xfeff ? 1 : 0) {
    this.#all = all
    this.#next = from
    this.next()
  }

  /** Goes back to a token that began there. */
  back(from: number): void {
    this.#next = from
    this.next()
  }

  /** Whether it stands on a sign, and then goes on. */
  take(code: number): boolean {
    if (this.sign !== code) return false
    this.next()
    return true
  }

  /** Over the ends of lines. */
  lines(): void {
    while (this.sign === 10) this.next()
  }

  next(): void {
    const all = this.#all
    let at = this.#next
    this.sign = 0
    for (; at < all.length; at++) {
      const code = all.charCodeAt(at)
      if (code === 32 || code === 9 || code === 13) continue
      const after = all.charCodeAt(at + 1)
      if (code === 35 || (code === 47 && after === 47)) at = endOfLine(all, at) - 1
      else if (code === 47 && after === 42) {
        const end = all.indexOf('*/', at + 2)
        at = end < 0 ? all.length : end + 1
      } else return this.#token(code, after, at)
    }
    this.#next = all.length
    this.kind = ended
    this.from = this.at = all.length
  }

  #token(code: number, after: number, from: number): void {
    const all = this.#all
    this.from = this.at = from
    if (code === 34) return this.#quoted(from + 1)
    if (isWord(code)) {
      const digit = isDigit(code)
      let to = from + 1
      if (digit) while (isWord(all.charCodeAt(to)) || isPoint(all, to)) to++
      else while (isWord(all.charCodeAt(to)) || all.charCodeAt(to) === 45) to++
      return this.#end(digit ? number : word, all.slice(from, to), to)
    }
    if (code === 60 && after === 60) return this.#heredoc(from)
    // `==`, `=>` and their kin are operators; a single `=` gives a value.
    if (code === 61 && after === 62) return this.#sign(arrow, from + 2)
    const long = after === 61 && (code === 61 || code === 33 || code === 60 || code === 62)
    this.#sign(long ? operator : code, from + (long ? 2 : 1))
  }

  #sign(code: number, end: number): void {
    this.kind = sign
    this.sign = code
    this.#next = end
  }

  #end(kind: number, text: string, end: number): void {
    this.kind = kind
    this.text = text
    this.#next = end
  }

  /** A text in quotes; what stands in `${…}` may have quotes of its own. */
  #quoted(open: number): void {
    const all = this.#all
    let made = ''
    let from = open
    let braces = 0
    let inner = false
    let at = open
    this.at = open
    for (; at < all.length; at++) {
      const code = all.charCodeAt(at)
      if (code === 10) break
      if (code === 92) {
        if (braces === 0) {
          const escaped = all.charAt(at + 1)
          made += all.slice(from, at) + (escapes[escaped] ?? escaped)
          from = at + 2
        }
        at++
      } else if (braces > 0) {
        if (code === 34) inner = !inner
        else if (!inner && code === 123) braces++
        else if (!inner && code === 125) braces--
      } else if (code === 34) return this.#end(text, made + all.slice(from, at), at + 1)
      else if ((code === 36 || code === 37) && all.charCodeAt(at + 1) === 123) {
        // `$${` is no template.
        if (all.charCodeAt(at - 1) === code && at - 1 >= from) continue
        braces = 1
        at++
      }
    }
    const end = Math.min(at, all.length)
    this.#end(text, made + all.slice(from, end), end)
  }

  /** `<<EOT` or `<<-EOT` up to the line that says the word again. */
  #heredoc(at: number): void {
    const all = this.#all
    const head = /^<<-?([A-Za-z_]\w{0,60})[ \t\r]{0,10}\n/.exec(all.slice(at, at + 100))
    const closing = head?.[1]
    if (closing === undefined) return this.#sign(operator, at + 2)
    const open = at + (head?.[0].length ?? 0)
    this.at = open
    for (let from = open; from <= all.length; ) {
      const to = endOfLine(all, from)
      if (to - from < 400 && all.slice(from, to).trim() === closing)
        return this.#end(text, all.slice(open, Math.max(open, from - 1)), to)
      from = to + 1
    }
    this.#end(text, all.slice(open), all.length)
  }
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
    (code >= 97 && code <= 122) || isDigit(code) || (code >= 65 && code <= 90) || code === 95 || code > 127
  )
}

function endOfLine(text: string, at: number): number {
  const end = text.indexOf('\n', at)
  return end < 0 ? text.length : end
}
