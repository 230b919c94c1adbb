/** What a part of a match looks at. */
export type Field = 'source' | 'destination' | 'port' | 'protocol' | 'other'

/** One part of a match's left side: `ip saddr`, `tcp dport`. */
export interface Key {
  readonly field: Field
  /** Of a port: `tcp`, `udp`; `th` is any transport protocol. */
  readonly protocol?: string
  /** What the client asked for, before any translation. */
  readonly original?: boolean
  /** The address of a card. */
  readonly hardware?: boolean
}

/** An element of a set or a map, or a single value of a rule. */
export interface Element {
  /** As written; more than one when values are concatenated. */
  readonly parts: readonly string[]
  readonly line: number
  /** Of the first part, from one. */
  readonly column: number
  /** Names of the definitions that it came through, outermost first. */
  readonly path?: readonly string[]
  /** One of several that such a name stands for. */
  readonly grouped?: boolean
  /** What a map maps it to: address and port. */
  readonly data?: readonly string[]
  /** What a verdict map does with it. */
  readonly action?: string
}

/** The right side of a match: values that stand there, or a set by its name. */
export interface Operand {
  readonly elements: readonly Element[]
  readonly set?: string
  readonly line: number
  readonly column: number
}

/** `ip saddr @trusted`, `ip saddr . tcp dport { … }`, `ip saddr vmap { … }`. */
export interface Match {
  readonly keys: readonly Key[]
  readonly negated: boolean
  /** Less or greater than what stands there. */
  readonly ordered?: boolean
  readonly operand: Operand
}

/** A rule of a chain. */
export interface Rule {
  /** `inet filter`. */
  readonly table: string
  readonly chain: string
  /** Both together: `inet filter input`. */
  readonly where: string
  /** The block of a chain that it stands in; a command that changes the order begins another. */
  readonly policy: string
  /** Place within its chain, from one. */
  readonly place: number
  readonly line: number
  readonly text: string
  readonly body: RuleBody
}

/** What the words of a rule say. */
export interface RuleBody {
  readonly matches: readonly Match[]
  /** Where `dnat` and `snat` lead: elements with `data`; with keys when a map chooses. */
  readonly translation?: Match
  /** It writes the address itself, without remembering the connection. */
  readonly rewrites?: 'snat' | 'dnat'
  readonly action?: string
  readonly comment?: string
  /** Packets that its counter counted. */
  readonly hits?: number
  /** A limit or another statement may let packets pass on. */
  readonly narrowed?: boolean
  /** The first word that is not known. */
  readonly strange?: string
}

/** Addresses under a name: a set, a map, or a definition. */
export interface Bundle {
  readonly name: string
  readonly elements: Element[]
}

/** Everything that a file says, whichever form it is in. */
export interface Ruleset {
  readonly rules: readonly Rule[]
  /** By `family table name`. */
  readonly sets: ReadonlyMap<string, Bundle>
  /** Definitions that no rule and no set of the file uses. */
  readonly unused: readonly Bundle[]
  /** Chains that translate, as `family table chain`. */
  readonly natChains: ReadonlySet<string>
  /** Tables that are switched off, as `family table`. */
  readonly dormant: ReadonlySet<string>
  /** The masked text of a line. */
  readonly textOf: (line: number) => string
}

/** Most elements that one name may stand for; the rest is counted. */
export const mostElements = 10_000
/** Braces may nest this deep. */
export const deepestBraces = 16

/** `ip saddr & 255.255.0.0 == 10.6.0.0` is the prefix. */
export function underMask(operand: Operand, mask: string): Operand {
  const elements = operand.elements.map((element) => ({
    ...element,
    parts: element.parts.map((part) => (part.includes('/') || part.includes('-') ? part : `${part}/${mask}`)),
  }))
  return { ...operand, elements }
}
