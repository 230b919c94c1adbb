import { readPorts } from './ports.ts'

/** Conduits are searched in one list, whichever interface a packet comes from. */
export const conduits = { name: 'conduit', standard: false, form: '' } as const

/** The words of the access-list entry that a `conduit` of PIX comes to: it names what is asked for before who asks. */
export function entryOfConduit(words: readonly string[]): readonly string[] {
  const [, action = '', protocol = ''] = words
  const asked = endOfSide(words, 3)
  const asking = endOfSide(words, asked)
  return [action, protocol, ...words.slice(asked, asking), ...words.slice(3, asked), ...words.slice(asking)]
}

/** Where the side that begins at `at` ends, its ports with it. */
function endOfSide(words: readonly string[], at: number): number {
  const word = words[at]
  const next = word === undefined ? at : word === 'any' ? at + 1 : at + 2
  return readPorts(words, next)?.next ?? next
}
