import type { Tally } from '../../../algebra/evidence/collect.ts'
import { ownerInText } from '../../../algebra/evidence/owner-hint.ts'
import type { Line } from '../../../lib/lines.ts'
import { readEntryWords } from './entry.ts'
import type { CiscoConfiguration, Entry } from './schema.ts'

const actions: ReadonlySet<string> = new Set(['permit', 'deny', 'trust'])

interface List {
  place: number
  owner: string | undefined
  /** The last line was a remark: the next remark belongs to the same block. */
  remarked: boolean
}

/** The list that an entry belongs to. */
interface Heading {
  readonly name: string
  readonly standard: boolean
  /** How the list is written: a list and what is shown of it are searched each on their own. */
  readonly form: string
}

/** Reads entries of access lists, whichever way they are written. */
export class ListReader {
  readonly #known: CiscoConfiguration
  readonly #tally: Tally
  readonly #lists = new Map<string, List>()
  /** Entries by their words, for the counters shown of them; undefined = the file shows none. */
  readonly #entries: Map<string, Entry> | undefined
  readonly #ruleNames = new Map<string, string>()

  constructor(known: CiscoConfiguration, lines: readonly Line[], tally: Tally) {
    this.#known = known
    this.#tally = tally
    this.#entries = lines.some(({ text }) => hitsOf(text) !== undefined) ? new Map() : undefined
  }

  /** `access-list NAME [line N] [extended|standard] permit …`, `access-list 10 permit …`. */
  line(line: Line, words: readonly string[], expanded: boolean): void {
    const name = words[1] ?? ''
    let at = 2
    let number: string | undefined
    if (words[at] === 'line') {
      number = words[at + 1]
      at += 2
    }
    const kind = words[at] ?? ''
    if (name === 'cached' || name === 'alert-interval' || name === 'deny-flow-max' || name.endsWith(';'))
      return this.#tally.known()
    if (/^\d{1,9}$/.test(kind) && words.length > at + 1) {
      // `access-list elements; 5 elements`
      return this.#tally.known()
    }
    if (kind.startsWith('element') || words.includes('elements;')) return this.#tally.known()
    let standard = this.#known.dialect === 'ios' && /^(?:\d{1,2}|1[3-9]\d\d)$/.test(name)
    if (kind === 'extended' || kind === 'advanced') at++
    else if (kind === 'standard') {
      standard = true
      at++
    } else if (kind === 'webtype' || kind === 'ethertype') return this.#literals(`access-list ${kind}`, line)
    // Only what is shown counts its lines.
    const form = number === undefined ? '' : 'shown'
    this.entry(line, words, at, { name, standard, form }, number, expanded)
  }

  /** An entry of a list whose action stands at `at`. */
  entry(
    line: Line,
    words: readonly string[],
    at: number,
    { name, standard, form }: Heading,
    number?: string,
    expanded = false,
  ): void {
    let list = this.#lists.get(name)
    if (!list) {
      list = { place: 0, owner: undefined, remarked: false }
      this.#lists.set(name, list)
    }
    const action = words[at] ?? ''
    if (action === 'remark') return this.#remark(list, line, words, at)
    if (action === 'evaluate' || action === 'statistics' || action === 'ignore') return this.#tally.known()
    if (!actions.has(action)) return this.#literals(`access-list ${action.slice(0, 40)}`, line)
    if (!expanded) list.place++
    list.remarked = false
    const read = readEntryWords(words, at, standard, this.#known)
    const hits = hitsOf(line.text)
    const key = this.#keyOf(name, words, at, hits)
    const same = hits === undefined ? undefined : this.#entries?.get(key)
    if (same) {
      same.hits = hits ?? 0
      return this.#tally.known()
    }
    const rule = read.ruleId === undefined ? undefined : this.#ruleNames.get(read.ruleId)
    const entry: Entry = {
      line: line.number,
      text: line.text,
      list: name,
      name: `${name} ${rule ?? (number === undefined ? `line ${list.place}` : number)}`,
      action: read.action,
      source: read.source,
      destination: read.destination,
      service: read.service,
      disabled: read.disabled,
      policy: `${this.#known.devices} ${form}${hits === undefined ? '' : ' counted'} ${name}`,
      narrowed: read.narrowed || read.ruleId !== undefined || read.timeRange !== undefined,
      strange: read.strange !== undefined,
      timeRange: read.timeRange,
      owner: list.owner,
      hits,
    }
    this.#known.entries.push(entry)
    if (hits === undefined) this.#entries?.set(key, entry)
    if (read.strange === undefined) this.#tally.known()
    else if (read.source === undefined || (!standard && read.destination === undefined))
      this.#literals(read.strange, line)
    else this.#tally.unknown(read.strange, line)
  }

  #keyOf(name: string, words: readonly string[], at: number, hits: number | undefined): string {
    if (!this.#entries || (hits === undefined && this.#entries.size > 200_000)) return ''
    return `${name} ${keyOf(words, at)}`
  }

  /** An entry that is not understood: what it names is kept as literals. */
  #literals(construct: string, line: Line): void {
    this.#known.settings.push({ line: line.number, text: line.text })
    this.#tally.unknown(construct, line)
  }

  #remark(list: List, line: Line, words: readonly string[], at: number): void {
    this.#tally.known()
    // A remark after an entry begins a new block, which has its own owner or none.
    if (!list.remarked) list.owner = undefined
    list.remarked = true
    list.owner = ownerInText(line.text) ?? list.owner
    if (words[at + 1] !== 'rule-id') return
    const name = /\bRULE: (.{1,120})/.exec(line.text)?.[1]
    if (name !== undefined) this.#ruleNames.set((words[at + 2] ?? '').replace(/:$/, ''), name.trim())
  }
}

/** The words of an entry without its logging and counters: the same in a configuration and in what counts it. */
function keyOf(words: readonly string[], at: number): string {
  let end = at
  while (
    end < words.length &&
    words[end] !== 'log' &&
    words[end] !== 'log-input' &&
    !words[end]?.startsWith('(')
  )
    end++
  return words.slice(at, Math.min(end, at + 40)).join(' ')
}

function hitsOf(text: string): number | undefined {
  if (!text.includes('(')) return undefined
  const found = /\((?:hitcnt=(\d{1,15})|(\d{1,15}) match(?:es)?)\)/.exec(text)
  return found ? Number(found[1] ?? found[2]) : undefined
}
