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

/** The rules of a file in order, each with its place within its chain. */
export class Chains {
  readonly rules: Rule[] = []
  readonly #places = new Map<string, number>()
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
    this.#places.clear()
    this.#part++
  }

  /** Takes a rule and counts it. */
  add(line: Line, { table, chain, inserted = false, hits }: Standing, options: Options): void {
    const key = `${table} ${chain}`
    const place = (this.#places.get(key) ?? 0) + 1
    this.#places.set(key, place)
    // What is put before the others has no place of its own here.
    if (inserted) {
      this.#part++
      options.asked.apart = true
    }
    this.rules.push(ruleOf(line, { table, chain, place, policy: `${this.#part} ${key}` }, options, hits))
    const { notes, elsewhere, names } = options
    for (const note of notes) this.#tally.note(note, line)
    if (!elsewhere) return this.#tally.known()
    if (names.length === 0) this.#tally.unknown('set by name', line)
    else {
      this.#tally.note('set by name', line)
      this.#tally.known()
    }
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
