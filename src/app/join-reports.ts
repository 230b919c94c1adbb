import type { Coverage } from '../model/observation.ts'

/** What is kept of lists that grow with the number of packages. */
const mostLines = 1000
const mostColumns = 500

/** A sentence that many packages say stands once, with how many say it. */
export class SaidBy {
  private readonly files = new Map<string, string[]>()

  add(file: string, sentences: readonly string[]): void {
    for (const sentence of new Set(sentences)) {
      const known = this.files.get(sentence)
      if (known) known.push(file)
      else this.files.set(sentence, [file])
    }
  }

  /** `all` is how many packages there are: what each of them says needs no names. */
  lines(all: number): readonly string[] {
    const lines = [...this.files].map(([sentence, files]) => {
      if (files.length === all && all > 1) return sentence
      const others = files.length > 3 ? ` and ${files.length - 3} more` : ''
      return `${files.slice(0, 3).join(', ')}${others}: ${sentence}`
    })
    if (lines.length <= mostLines) return lines
    return [...lines.slice(0, mostLines), `and ${lines.length - mostLines} more of other packages`]
  }
}

/** Parts of the same name put together: rows are added, names are united. */
export class JoinedCoverage {
  private readonly parts = new Map<string, { rows: number; sets: Record<List, Set<string>> }>()

  add(coverage: readonly Coverage[]): void {
    for (const one of coverage) {
      const joined = this.parts.get(one.part) ?? { rows: 0, sets: emptySets() }
      this.parts.set(one.part, joined)
      joined.rows += one.rows
      for (const list of lists)
        for (const name of one[list] ?? [])
          if (joined.sets[list].size < mostColumns) joined.sets[list].add(name)
    }
  }

  coverage(): readonly Coverage[] {
    return [...this.parts].map(([part, { rows, sets }]) => ({
      part,
      rows,
      known: [...sets.known].sort(),
      unread: [...sets.unread].sort(),
      missing: [...sets.missing].sort(),
      unknown: [...sets.unknown].sort(),
    }))
  }
}

const lists = ['known', 'unread', 'missing', 'unknown'] as const
type List = (typeof lists)[number]

function emptySets(): Record<List, Set<string>> {
  return { known: new Set(), unread: new Set(), missing: new Set(), unknown: new Set() }
}
