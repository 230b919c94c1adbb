/** Filters longer than this are not worked out. */
const longest = 4000
/** Brackets may nest this deep. */
const deepest = 30

/** What a filter asks of the tags of an object. */
export interface Filter {
  readonly test: (tags: readonly string[]) => boolean
  /** An object must have one tag of each of these. */
  readonly needs: readonly (readonly string[])[]
}

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
    return {
      test: (tags) => parts.some(({ test }) => test(tags)),
      needs: [parts.flatMap(({ needs }) => needs[0] ?? [])],
      ...(parts.length === 1 ? parts[0] : {}),
    }
  }

  private both(depth: number): Filter {
    const parts = this.parts('and', () => this.tag(depth))
    return {
      test: (tags) => parts.every(({ test }) => test(tags)),
      needs: parts.flatMap(({ needs }) => needs),
    }
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
    return { test: (tags) => tags.includes(wanted), needs: [[wanted]] }
  }
}
