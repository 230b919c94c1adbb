/** What can be said of samples: nearest-rank percentiles of those that are there; gaps (NaN) are left out. */
export interface Spread {
  /** How many samples there are. */
  readonly samples: number
  readonly minimum: number
  readonly mean: number
  readonly p50: number
  readonly p95: number
  readonly p99: number
  readonly maximum: number
  /** Place of the first highest sample. */
  readonly maximumAt: number
}

/** The spread of samples; undefined when there are none. */
export function spreadOf(values: ArrayLike<number>): Spread | undefined {
  const present = Float64Array.from(values).filter((value) => !Number.isNaN(value))
  if (present.length === 0) return undefined
  let sum = 0
  for (const value of present) sum += value
  present.sort()
  const rank = (part: number): number => present[Math.max(0, Math.ceil(part * present.length) - 1)] ?? 0
  const maximum = present.at(-1) ?? 0
  return {
    samples: present.length,
    minimum: present[0] ?? 0,
    mean: sum / present.length,
    p50: rank(0.5),
    p95: rank(0.95),
    p99: rank(0.99),
    maximum,
    maximumAt: Array.from(values).indexOf(maximum),
  }
}

/** Several samples in a row as one point: its extremes stay, so that no peak is lost. */
export interface Point {
  /** Place of its first sample or gap. */
  readonly at: number
  /** Absent in a gap: none of its samples is there. */
  readonly range?: { readonly least: number; readonly most: number; readonly mean: number }
}

/** At most `points` points, all of the same length but the last; a point without any sample is a gap. */
export function thin(values: ArrayLike<number>, points: number): readonly Point[] {
  const each = Math.max(1, Math.ceil(values.length / Math.max(1, points)))
  const thinned: Point[] = []
  for (let at = 0; at < values.length; at += each) {
    let least = Number.POSITIVE_INFINITY
    let most = Number.NEGATIVE_INFINITY
    let sum = 0
    let count = 0
    for (let place = at; place < Math.min(values.length, at + each); place++) {
      const value = values[place] ?? Number.NaN
      if (Number.isNaN(value)) continue
      least = Math.min(least, value)
      most = Math.max(most, value)
      sum += value
      count++
    }
    thinned.push(count === 0 ? { at } : { at, range: { least, most, mean: sum / count } })
  }
  return thinned
}
