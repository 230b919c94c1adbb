import type { KeepString } from './kinds.ts'

/** Strings of 13 characters or more that are cut from another are kept by V8 as a view that holds all of it. */
const shortestSlice = 13
const largestPool = 20_000

/**
 * Makes the strings of a record independent of the answer they were cut from (64 KiB would stay in memory for each)
 * and lets equal ones be one: names of datastores, guest systems and types repeat in every machine.
 */
export function stringPool(): KeepString {
  const pool = new Map<string, string>()
  return (text) => {
    if (text.length < shortestSlice) return text
    const known = pool.get(text)
    if (known !== undefined) return known
    // Joining flattens into a string of its own; what is cut from that one holds one character more, not a page.
    const own = ` ${text}`.slice(1)
    if (pool.size >= largestPool) pool.clear()
    pool.set(own, own)
    return own
  }
}
