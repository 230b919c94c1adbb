import type { Reference } from '../schema.ts'
import type { Told } from './filter.ts'

interface Row {
  readonly object: Reference
  /** A number for each property that was told, at the place of its path. */
  readonly values: readonly number[]
}

/**
 * What is held of a vCenter: one number for each property that is followed, so that a filter that is made anew, and tells
 * everything from the beginning, tells only what became another thing meanwhile.
 */
export class Held {
  readonly #places = new Map<string, Map<string, number>>()
  readonly #rows = new Map<string, Row>()
  /** Objects told since the filter was made; undefined once it has told all of them. */
  #told: Set<string> | undefined

  /** A new filter is about to tell everything. */
  begin(): void {
    this.#told = new Set()
  }

  /** Takes in what was told; true when it is not what was held. */
  hear({ object, kind, values }: Told): boolean {
    const key = `${object.type}:${object.value}`
    if (kind === 'leave') {
      this.#told?.delete(key)
      return this.#rows.delete(key)
    }
    this.#told?.add(key)
    const before = this.#rows.get(key)?.values
    const row = kind === 'modify' && before !== undefined ? [...before] : []
    for (const { path, hash } of values) {
      const place = this.#place(object.type, path)
      while (row.length <= place) row.push(0)
      row[place] = hash
    }
    this.#rows.set(key, { object, values: row })
    return before === undefined || !sameValues(before, row)
  }

  /** Everything was told: what was not is gone. Gives what is gone. */
  finish(): Reference[] {
    const told = this.#told
    this.#told = undefined
    if (told === undefined) return []
    const gone = [...this.#rows].filter(([key]) => !told.has(key))
    for (const [key] of gone) this.#rows.delete(key)
    return gone.map(([, { object }]) => object)
  }

  /** A type may be told paths of the types above it too, so places are given as paths come. */
  #place(type: string, path: string): number {
    let places = this.#places.get(type)
    if (places === undefined) {
      places = new Map()
      this.#places.set(type, places)
    }
    const known = places.get(path)
    if (known !== undefined) return known
    places.set(path, places.size)
    return places.size - 1
  }
}

/** A property that was not told is one that is not set. */
function sameValues(left: readonly number[], right: readonly number[]): boolean {
  const length = Math.max(left.length, right.length)
  for (let at = 0; at < length; at++) if ((left[at] ?? 0) !== (right[at] ?? 0)) return false
  return true
}
