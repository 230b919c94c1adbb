/** Filters longer than this are not worked out. */
const longest = 4000
/** Brackets may nest this deep. */
const deepest = 30

/** Whether an object with these tags is in a dynamic group. */
export type Filter = (tags: readonly string[]) => boolean

/** Reads `'web' and ('prod' or 'lab')`; undefined when it is of another form. */
export function readFilter(text: string): Filter | undefined {
  if (text.length > longest) return undefined
  const reading = new Reading(text)
  const filter = reading.either(0)
  return reading.failed || reading.word !== undefined ? undefined : filter
}

class Reading {
  readonly words: readonly string[]
  at = 0
  failed = false

  constructor(text: string) {
    this.words = text.match(/'[^']*'|"[^"]*"|[()]|[^\s()'"]+/g) ?? []
  }

  get word(): string | undefined {
    return this.words[this.at]
  }

  either(depth: number): Filter {
    const parts = this.parts('or', () => this.both(depth))
    return parts.length === 1 && parts[0] ? parts[0] : (tags) => parts.some((part) => part(tags))
  }

  private both(depth: number): Filter {
    const parts = this.parts('and', () => this.tag(depth))
    return parts.length === 1 && parts[0] ? parts[0] : (tags) => parts.every((part) => part(tags))
  }

  private parts(operator: string, next: () => Filter): readonly Filter[] {
    const found = [next()]
    while (this.word?.toLowerCase() === operator) {
      this.at++
      found.push(next())
    }
    return found
  }

  private tag(depth: number): Filter {
    const word = this.word ?? ''
    this.at++
    if (word === '(' && depth < deepest) {
      const inner = this.either(depth + 1)
      if (this.word !== ')') this.failed = true
      this.at++
      return inner
    }
    const wanted = /^['"]/.test(word) ? word.slice(1, -1) : word
    if (wanted === '' || /^[()]$|^(?:and|or|not)$/i.test(word)) this.failed = true
    return (tags) => tags.includes(wanted)
  }
}
