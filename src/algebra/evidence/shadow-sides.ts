import { type AddressKey, type AddressSpan, everyAddress, isIpv4 } from '../../lib/ip.ts'
import type { Reference, Role } from '../../model/evidence.ts'
import { spanOf } from '../columns/reference-fields.ts'
import type { RuleOutline } from './rule-outline.ts'

/** What a side of a rule covers. Rules that name the same addresses share one. */
export interface Side {
  /** Sorted and apart. */
  readonly spans: readonly AddressSpan[]
  /**
   * The ends of the spans as numbers, `perSpan` for each: rules are compared many times for each time that they are read,
   * and comparing keys as texts took a seventh of the time of a large access list.
   */
  readonly ends: readonly number[]
  /** Nothing that the side names is left out. */
  readonly whole: boolean
  /** Where its prefixes stand in the index of the file, once that was asked for. */
  placed: Placed | undefined
}

/** Where the prefixes of a side stand, as far as that was asked for. */
export interface Placed {
  /** Numbers of the prefixes of its spans. */
  each?: readonly number[]
  /** The number of the prefix that all its spans share. */
  whole?: readonly number[]
  /** For each address that is tried: the prefixes that it begins with, of the first `known` ones. */
  probes?: readonly (readonly number[])[]
  known: number
}

/** An end takes three numbers: no number holds more than 53 bits. */
const perEnd = 3
const perSpan = 2 * perEnd

/** Reads the sides of the rules of one file; what many rules name is read once. */
export class Sides {
  readonly #everywhere = sideOf(everyAddress)
  readonly #byKey = new Map<string, Side | undefined>()
  /** By the text of an address; null = it is none. */
  readonly #byText = new Map<string, Side | null>()

  /** What a side covers; undefined = nothing of it is known. */
  of(
    outline: RuleOutline,
    role: 'source' | 'destination',
    references: readonly Reference[],
  ): Side | undefined {
    const extent = outline[role]
    if (extent !== 'listed') return extent === 'any' ? this.#everywhere : undefined
    const key = role === 'source' ? outline.sourceKey : outline.destinationKey
    if (key === undefined) return this.#read(role, references, outline)
    if (this.#byKey.has(key)) return this.#byKey.get(key)
    const side = this.#read(role, references, outline)
    this.#byKey.set(key, side)
    return side
  }

  #read(role: Role, references: readonly Reference[], { from, to }: RuleOutline): Side | undefined {
    const found: Side[] = []
    let whole = true
    for (let at = from; at < to; at++) {
      const reference = references[at]
      if (reference?.role !== role) continue
      const side = this.#single(reference)
      if (side) found.push(side)
      else whole = false
    }
    const [only] = found
    return found.length === 1 && whole ? only : only && together(found, whole)
  }

  #single(reference: Reference): Side | undefined {
    if (reference.strength === 'any') return this.#everywhere
    const text = reference.covers ?? reference.matched
    const known = this.#byText.get(text)
    if (known !== undefined) return known ?? undefined
    const span = spanOf(reference)
    const side = span && sideOf(span)
    this.#byText.set(text, side ?? null)
    return side
  }
}

function sideOf(span: AddressSpan): Side {
  const ends: number[] = []
  addNumbers(ends, span.low)
  addNumbers(ends, span.high)
  return { spans: [span], ends, whole: true, placed: undefined }
}

/** Sides of one span each as one side: sorted, and those that overlap are one. */
function together(sides: Side[], whole: boolean): Side {
  const spans: AddressSpan[] = []
  const ends: number[] = []
  for (const side of sides.sort((a, b) => compare(a.ends, 0, b.ends, 0))) {
    const span = side.spans[0] ?? everyAddress
    const last = spans.at(-1)
    const lastHigh = ends.length - perEnd
    if (!last || compare(side.ends, 0, ends, lastHigh) > 0) {
      spans.push(span)
      for (const number of side.ends) ends.push(number)
    } else if (compare(side.ends, perEnd, ends, lastHigh) > 0) {
      spans[spans.length - 1] = { low: last.low, high: span.high }
      ends.length = lastHigh
      addNumbers(ends, span.high)
    }
  }
  return { spans, ends, whole, placed: undefined }
}

function addNumbers(ends: number[], key: AddressKey): void {
  if (isIpv4(key)) ends.push(0, 0xffff, Number.parseInt(key.slice(24), 16))
  else for (let at = 0; at < 32; at += 12) ends.push(Number.parseInt(key.slice(at, at + 12), 16))
}

/** Whether all that `inner` covers is covered by `outer`. */
export function covers(outer: Side, inner: Side): boolean {
  if (outer === inner) return true
  let around = 0
  for (let span = 0; span < inner.ends.length; span += perSpan) {
    around = firstEndingFrom(outer.ends, inner.ends, span, around)
    if (around >= outer.ends.length) return false
    if (compare(outer.ends, around, inner.ends, span) > 0) return false
    if (compare(outer.ends, around + perEnd, inner.ends, span + perEnd) < 0) return false
  }
  return true
}

/** First span of `ends` from `start` on that ends at the low end of another span or behind it. */
function firstEndingFrom(
  ends: readonly number[],
  others: readonly number[],
  span: number,
  start: number,
): number {
  let from = start / perSpan
  let to = ends.length / perSpan
  while (from < to) {
    const middle = (from + to) >> 1
    if (compare(ends, middle * perSpan + perEnd, others, span) < 0) from = middle + 1
    else to = middle
  }
  return from * perSpan
}

function compare(a: readonly number[], at: number, b: readonly number[], other: number): number {
  return (
    (a[at] ?? 0) - (b[other] ?? 0) ||
    (a[at + 1] ?? 0) - (b[other + 1] ?? 0) ||
    (a[at + 2] ?? 0) - (b[other + 2] ?? 0)
  )
}
