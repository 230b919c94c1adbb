import type { KeepString } from './kinds.ts'

/** Strings of 13 characters or more that are cut from another are kept by V8 as a view that holds all of it. */
const shortestSlice = 13
const places = 8192

/**
 * Makes the strings of a record independent of the answer they were cut from (64 KiB would stay in memory for each)
 * and lets equal ones be one: names of datastores, guest systems and types repeat in every machine. A text has one place
 * where it is looked for, and the next one of that place takes it over: what never repeats costs next to nothing.
 */
export function stringPool(): KeepString {
  const pool: (string | undefined)[] = Array.from({ length: places })
  return (text) => {
    if (text.length < shortestSlice) return text
    const place = placeOf(text)
    const known = pool[place]
    if (known === text) return known
    // Joining flattens into a string of its own; what is cut from that one holds one character more, not a page.
    const own = ` ${text}`.slice(1)
    pool[place] = own
    return own
  }
}

function placeOf(text: string): number {
  const end = text.length - 1
  let hash = end
  for (let at = 0; at < 8; at++) hash = (hash * 31 + text.charCodeAt(end - at)) & 0xffffff
  hash = hash * 31 + text.charCodeAt(0) + text.charCodeAt(5) * 7
  return (hash ^ (hash >> 11)) & (places - 1)
}
