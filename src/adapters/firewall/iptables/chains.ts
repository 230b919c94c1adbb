import type { Tally } from '../../../algebra/evidence/collect.ts'
import type { Line } from '../../../lib/lines.ts'
import type { Options } from './options.ts'
import type { Rule } from './schema.ts'

/** Where a rule stands, and what it counted. */
interface Standing {
  readonly table: string
  readonly chain: string
  /** Put before the others. */
  readonly inserted?: boolean
  readonly hits?: number | undefined
}

/** A chain of one table. */
interface Chain {
  place: number
  /** Where the rules of the chain that may hide each other stand. */
  policy: string
  part: number
}

/** Gives the rules of a file their places within their chains. */
export class Chains {
  readonly #tables = new Map<string, Map<string, Chain>>()
  readonly #tally: Tally
  #part = 0

  constructor(tally: Tally) {
    this.#tally = tally
  }

  /** What stands before is not compared with what follows. */
  breaks(): void {
    this.#part++
  }

  /** A file may hold a table of each family: places begin anew. */
  restart(): void {
    this.#tables.clear()
    this.#part++
  }

  /** Makes a rule of what was read and counts it. */
  rule(line: Line, { table, chain, inserted = false, hits }: Standing, options: Options): Rule {
    // What is put before the others has no place of its own here.
    if (inserted) {
      this.#part++
      options.asked.apart = true
    }
    const standing = this.#chain(table, chain)
    standing.place++
    const { notes, elsewhere, names } = options
    for (const note of notes) this.#tally.note(note, line)
    if (elsewhere && names.length === 0) this.#tally.unknown('set by name', line)
    else {
      if (elsewhere) this.#tally.note('set by name', line)
      this.#tally.known()
    }
    return ruleOf(line, { table, chain, place: standing.place, policy: standing.policy }, options, hits)
  }

  #chain(table: string, name: string): Chain {
    let chains = this.#tables.get(table)
    if (!chains) this.#tables.set(table, (chains = new Map()))
    let chain = chains.get(name)
    if (!chain) chains.set(name, (chain = { place: 0, policy: '', part: -1 }))
    if (chain.part !== this.#part) {
      chain.part = this.#part
      chain.policy = `${this.#part} ${table} ${name}`
    }
    return chain
  }
}

/** Field by field: the rest and spread of objects cost several times as much, and a file has a hundred thousand rules. */
function ruleOf(
  line: Line,
  { table, chain, place, policy }: Pick<Rule, 'table' | 'chain' | 'place' | 'policy'>,
  { names, sets, protocol, ports, target, comment, asked }: Options,
  hits: number | undefined,
): Rule {
  const rule: { -readonly [Field in keyof Rule]: Rule[Field] } = {
    line: line.number,
    text: line.text,
    table,
    chain,
    place,
    names,
    sets,
    policy,
    asked,
  }
  if (protocol !== undefined) rule.protocol = protocol
  if (ports !== undefined) rule.ports = ports
  if (target !== undefined) rule.target = target
  if (comment !== undefined) rule.comment = comment
  if (hits !== undefined) rule.hits = hits
  return rule
}
