import type { AddressKey, AddressSpan } from '../../lib/ip.ts'
import type { Placed, Side } from './shadow-sides.ts'

/** The two sides of what is looked up. */
interface Sided {
  readonly source: Side
  readonly destination: Side
}

/** Places that one rule takes in the index at most; one with more goes by what spans a whole side. */
const mostPlaces = 512
/** So few rules to compare with are not worth looking for fewer. */
const fewEnough = 8
/** A list of so few rules is looked through as it is. */
const shortList = 4
/** Addresses of a side that are tried for the one that the fewest rules cover. */
const mostProbes = 4

/** The prefixes by which rules of one file are indexed, each with a number; what a side comes to is kept. */
export class Prefixes {
  readonly #numbers = new Map<string, number>()
  readonly #lengths = new Set<number>()

  /** The prefixes of the spans of a side, or the one that spans them all where there are more than `most`. */
  placesOf(side: Side, most: number): readonly number[] {
    const placed = placedOf(side)
    if (side.spans.length <= most)
      return (placed.each ??= [...new Set(side.spans.map((span) => this.#numberOf(commonPrefix(span))))])
    const low = side.spans[0]?.low ?? ''
    const high = side.spans.at(-1)?.high ?? low
    return (placed.whole ??= [this.#numberOf(commonPrefix({ low, high }))])
  }

  /** Prefixes of each address of a side that is tried. */
  probesOf(side: Side): readonly (readonly number[])[] {
    const placed = placedOf(side)
    // A prefix that came since may be one of its own.
    if (placed.probes && placed.known === this.#numbers.size) return placed.probes
    placed.known = this.#numbers.size
    return (placed.probes = probesOf(side).map((address) => this.#prefixesOf(address)))
  }

  #prefixesOf(address: AddressKey): readonly number[] {
    const found: number[] = []
    for (const length of this.#lengths) {
      const number = this.#numbers.get(address.slice(0, length))
      if (number !== undefined) found.push(number)
    }
    return found
  }

  #numberOf(prefix: string): number {
    const known = this.#numbers.get(prefix)
    if (known !== undefined) return known
    this.#lengths.add(prefix.length)
    const number = this.#numbers.size
    this.#numbers.set(prefix, number)
    return number
  }
}

/**
 * Rules of one list by prefixes of their sources and destinations: whoever covers a source and a destination stands where
 * a prefix of the one meets a prefix of the other.
 */
export class PairIndex<Rule extends Sided> {
  readonly #prefixes: Prefixes
  /** All rules while they are few. */
  #few: Rule[] | undefined = []
  /** By the prefixes of destinations, then of sources: two small numbers are found faster than the large one of a pair. */
  readonly #rules = new Map<number, Map<number, Rule[]>>()

  constructor(prefixes: Prefixes) {
    this.#prefixes = prefixes
  }

  add(rule: Rule): void {
    if (!this.#few) return this.#place(rule)
    this.#few.push(rule)
    if (this.#few.length <= shortList) return
    for (const one of this.#few) this.#place(one)
    this.#few = undefined
  }

  #place(rule: Rule): void {
    const { length } = rule.source.spans
    const sources = this.#prefixes.placesOf(rule.source, mostPlaces)
    for (const destination of this.#prefixes.placesOf(
      rule.destination,
      mostPlaces / Math.min(length, mostPlaces),
    )) {
      let there = this.#rules.get(destination)
      if (!there) this.#rules.set(destination, (there = new Map()))
      for (const source of sources) {
        const known = there.get(source)
        if (known) known.push(rule)
        else there.set(source, [rule])
      }
    }
  }

  /**
   * Lists of rules that may cover both sides: whoever covers a side covers each of its addresses, so those count that the
   * fewest rules cover.
   */
  around({ source, destination }: Sided): readonly (readonly Rule[])[] {
    if (this.#few) return [this.#few]
    let best: readonly (readonly Rule[])[] = []
    let fewest = Number.POSITIVE_INFINITY
    const sources = this.#prefixes.probesOf(source)
    for (const prefixes of this.#prefixes.probesOf(destination)) {
      for (const others of sources) {
        const found: (readonly Rule[])[] = []
        let count = 0
        for (const number of prefixes) {
          const there = this.#rules.get(number)
          if (!there) continue
          for (const other of others) {
            const rules = there.get(other)
            if (!rules) continue
            found.push(rules)
            count += rules.length
          }
        }
        if (count < fewest) {
          best = found
          fewest = count
        }
        if (fewest <= fewEnough) return best
      }
    }
    return best
  }
}

function placedOf(side: Side): Placed {
  return (side.placed ??= { known: 0 })
}

/** The ends of a side and what stands between them, as far as it is tried. */
function probesOf({ spans }: Side): readonly AddressKey[] {
  if (spans.length <= mostProbes) return spans.map(({ low }) => low)
  const step = (spans.length - 1) / (mostProbes - 1)
  return Array.from({ length: mostProbes }, (_, at) => spans[Math.round(at * step)]?.low ?? '')
}

function commonPrefix({ low, high }: AddressSpan): string {
  if (low === high) return low
  let at = 0
  while (low.charCodeAt(at) === high.charCodeAt(at)) at++
  return low.slice(0, at)
}
