import { excerpt, type Line } from '../../lib/lines.ts'
import type { Flow, OwnerRecord, Reference, UnknownConstruct } from '../../model/evidence.ts'
import { MaskedText } from './masked-text.ts'
import { mayHavePager, withoutPager } from './pager.ts'
import type { Told } from '../../model/told.ts'

/** Most kinds of unknown constructs that are listed; the rest is counted under `other`. */
const mostKinds = 200

/** Counts what a reader met: statements, the ones understood, and unknown constructs by kind with one example. */
export interface Tally {
  readonly statements: number
  readonly understood: number
  /** A statement that the reader knows. */
  known(): void
  /** A statement that it does not know. */
  unknown(construct: string, line: Line): void
  /** Something of a known statement that is not carried; the statement itself is counted by `known`. */
  note(construct: string, line: Line): void
  list(): readonly UnknownConstruct[]
}

/** A new, empty tally. Lines handed in must be masked already. */
export function makeTally(): Tally {
  let statements = 0
  let understood = 0
  const missed = makeCounts()
  const noted = makeCounts()
  return {
    get statements() {
      return statements
    },
    get understood() {
      return understood
    },
    known() {
      statements++
      understood++
    },
    unknown(construct, line) {
      statements++
      missed.add(construct, line)
    },
    note: noted.add,
    list: () =>
      [...missed.list(), ...noted.list().map((one) => ({ ...one, noted: true }))].sort(
        (a, b) => b.count - a.count || (a.construct < b.construct ? -1 : 1),
      ),
  }
}

function makeCounts(): {
  readonly add: (construct: string, line: Line) => void
  readonly list: () => UnknownConstruct[]
} {
  const kinds = new Map<string, { count: number; readonly line: number; readonly text: string }>()
  return {
    add(construct, line) {
      const kind = kinds.has(construct) || kinds.size < mostKinds ? construct : 'other'
      const seen = kinds.get(kind)
      if (seen) seen.count++
      else kinds.set(kind, { count: 1, line: line.number, text: excerpt(line.text.trim(), 200) })
    },
    list: () =>
      [...kinds.entries()].map(([construct, { count, line, text }]) => ({
        construct,
        count,
        example: { line, text },
      })),
  }
}

/** A text file as masked lines, and how many secrets were masked. */
export interface MaskedFile {
  readonly lines: readonly Line[]
  readonly masked: number
}

/** Reads and masks every line of a file. Nothing downstream ever sees a secret. */
export function maskedLines(bytes: Uint8Array): MaskedFile {
  const text = new MaskedText(bytes)
  return { lines: [...text], masked: text.masked }
}

/** What a device printed on a terminal, masked, without what its pager left in it. */
export function printedText(bytes: Uint8Array): MaskedText {
  return new MaskedText(bytes, { concerns: mayHavePager, change: withoutPager })
}

/** What a reader gathered from one file, in the form that the port wants. */
export interface Gathered {
  readonly references: readonly Reference[]
  readonly flows: readonly Flow[]
  readonly owners: readonly OwnerRecord[]
  readonly statements: number
  readonly understood: number
  readonly unknown: readonly UnknownConstruct[]
  readonly masked: number
  readonly device?: string
  readonly told?: readonly Told[]
}

/** Closes a reading: the tally's counts with what was gathered. */
export function gathered(
  tally: Tally,
  masked: number,
  found: {
    readonly references?: readonly Reference[]
    readonly flows?: readonly Flow[]
    readonly owners?: readonly OwnerRecord[]
    readonly device?: string | undefined
    readonly told?: readonly Told[]
  },
): Gathered {
  return {
    references: found.references ?? [],
    flows: found.flows ?? [],
    owners: found.owners ?? [],
    statements: tally.statements,
    understood: tally.understood,
    unknown: tally.list(),
    masked,
    ...(found.device === undefined ? {} : { device: found.device }),
    ...(found.told === undefined ? {} : { told: found.told }),
  }
}

/** A reading in the form that the port wants, of what is told while the file is read. */
type Telling = Omit<Gathered, 'references' | 'flows' | 'owners'> & {
  readonly references: Iterable<Reference>
  readonly flows: Iterable<Flow>
  readonly owners: Iterable<OwnerRecord>
}

/**
 * A reading of what is told while the file is read; the counts are final when references, flows and owners have been told.
 * `masked` may be asked for only then as well.
 */
export function telling(
  tally: Tally,
  masked: number | (() => number),
  found: Partial<Pick<Telling, 'references' | 'flows' | 'owners' | 'told'>> & {
    readonly device?: string | undefined
  },
): Telling {
  return {
    references: found.references ?? [],
    flows: found.flows ?? [],
    owners: found.owners ?? [],
    get statements() {
      return tally.statements
    },
    get understood() {
      return tally.understood
    },
    get unknown() {
      return tally.list()
    },
    get masked() {
      return typeof masked === 'number' ? masked : masked()
    },
    ...(found.device === undefined ? {} : { device: found.device }),
    ...(found.told === undefined ? {} : { told: found.told }),
  }
}
