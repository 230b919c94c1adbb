import type { Tally } from '../../../algebra/evidence/collect.ts'
import { ownerInText } from '../../../algebra/evidence/owner-hint.ts'
import { type Line, wordsOf } from '../../../lib/lines.ts'
import { conduits, entryOfConduit } from './conduit.ts'
import { actionAt, EntryReader } from './entry.ts'
import type { CiscoConfiguration, Entry } from './schema.ts'

const actions: ReadonlySet<string> = new Set(['permit', 'deny', 'trust'])

/** Counters of one file that are kept for the entries that they belong to. */
const mostCounters = 200_000

/** How often an entry matched, and where that is shown. */
interface Counter {
  readonly hits: number
  readonly line: number
}

interface List {
  readonly name: string
  /** A counter is shown for one of its entries. */
  readonly counted: boolean
  place: number
  owner: string | undefined
  /** The last line was a remark: the next remark belongs to the same block. */
  remarked: boolean
  /** What its last entry was searched in: the same text for all of them is found faster than equal ones. */
  policy: string
}

/** Where an entry stands: below the head of a list, or alone with the list's name in it. */
export interface Heading {
  /** Devices that the file had named so far. */
  readonly devices: number
  /** Undefined = the line names its list itself. */
  readonly list?: ListHead
}

/** The list that an entry belongs to. */
export interface ListHead {
  readonly name: string
  readonly standard: boolean
  /** How the list is written: a list and what is shown of it are searched each on their own. */
  readonly form: string
}

/**
 * Reads entries of access lists, whichever way they are written. Their lines are only counted while the file is read, and
 * become entries when all that they may name is known: an entry is made, told and dropped.
 */
export class ListReader {
  readonly #known: CiscoConfiguration
  readonly #tally: Tally
  readonly #numbers: number[] = []
  readonly #headings: Heading[] = []
  #alone: Heading = { devices: 0 }
  readonly #entries: EntryReader
  readonly #lists = new Map<string, List>()
  #last: List | undefined
  /** Counters that are shown, by the words of their entries. */
  readonly #counters = new Map<string, Counter>()
  /** Lists that a counter is shown for. */
  readonly #shownLists = new Set<string>()
  /** Entries that a counter was shown for behind them. */
  readonly #counted = new Set<string>()
  readonly #ruleNames = new Map<string, string>()

  constructor(known: CiscoConfiguration, tally: Tally) {
    this.#known = known
    this.#tally = tally
    this.#entries = new EntryReader(known)
  }

  /** Counts a line that holds an entry, below a head or alone. */
  count(line: Line, list?: ListHead): void {
    const hits = hitsOf(line.text)
    if (hits !== undefined) {
      const written = wordsOf(line.text)
      const words = list === conduits ? entryOfConduit(written) : written
      const name = list?.name ?? words[1] ?? ''
      const at = words.findIndex((word) => actions.has(word))
      this.#shownLists.add(name)
      if (at >= 0 && this.#counters.size < mostCounters)
        this.#counters.set(keyOf(name, words, at), { hits, line: line.number })
    }
    const { devices } = this.#known
    if (list === undefined && this.#alone.devices !== devices) this.#alone = { devices }
    this.#numbers.push(line.number)
    this.#headings.push(list ? { devices, list } : this.#alone)
  }

  /** The entries of the lines that were counted, in their order. */
  *read(lines: Iterable<Line>): Iterable<Entry> {
    let next = 0
    for (const line of lines) {
      if (line.number !== this.#numbers[next]) continue
      const heading = this.#headings[next++]
      const words = wordsOf(line.text)
      const entry =
        heading?.list === undefined
          ? this.#line(line, words, heading?.devices ?? 0)
          : this.#below(line, words, heading.devices, heading.list)
      if (entry) yield entry
      if (next === this.#numbers.length) break
    }
  }

  #below(line: Line, all: readonly string[], devices: number, head: ListHead): Entry | undefined {
    if (head === conduits) return this.#entry(line, entryOfConduit(all), 0, devices, head)
    const words = shownWords(all)
    let at = words[0] === 'sequence' ? 2 : 0
    const number = at > 0 ? words[1] : isNumber(words[0] ?? '') ? words[at++] : undefined
    return this.#entry(line, words, at, devices, head, number)
  }

  /** `access-list NAME [line N] [extended|standard] permit …`, `access-list 10 permit …`. */
  #line(line: Line, words: readonly string[], devices: number): Entry | undefined {
    const name = words[1] ?? ''
    let at = 2
    let number: string | undefined
    if (words[at] === 'line') {
      number = words[at + 1]
      at += 2
    }
    const kind = words[at] ?? ''
    if (
      name === 'cached' ||
      name === 'mode' ||
      name === 'alert-interval' ||
      name === 'deny-flow-max' ||
      name.endsWith(';')
    )
      return this.#passed()
    // `access-list elements; 5 elements`
    if (isNumber(kind) && words.length > at + 1) return this.#passed()
    if (line.text.includes('element') && (kind.startsWith('element') || words.includes('elements;')))
      return this.#passed()
    let standard = this.#known.dialect === 'ios' && isStandard(name)
    if (kind === 'extended' || kind === 'advanced') at++
    else if (kind === 'standard') {
      standard = true
      at++
    } else if (kind === 'webtype' || kind === 'ethertype') return this.#literals(`access-list ${kind}`, line)
    // Only what is shown counts its lines.
    const form = number === undefined ? '' : 'shown'
    return this.#entry(line, words, at, devices, { name, standard, form }, number)
  }

  /** An entry of a list whose action stands at `at`. */
  #entry(
    line: Line,
    words: readonly string[],
    from: number,
    devices: number,
    { name, standard, form }: ListHead,
    number?: string,
  ): Entry | undefined {
    const at = actionAt(words, from)
    const list = this.#listOf(name)
    const action = words[at] ?? ''
    if (action === 'remark') return this.#remark(list, line, words, at)
    if (action === 'evaluate' || action === 'statistics' || action === 'ignore' || action === 'fragments')
      return this.#passed()
    if (!actions.has(action)) return this.#literals(`access-list ${action.slice(0, 40)}`, line)
    // An indented line of a list that stands alone shows what an object of the entry above comes to.
    if (!(line.text.charCodeAt(0) <= 32 && words[0] === 'access-list')) list.place++
    list.remarked = false
    const read = this.#entries.read(words, at, standard)
    const shown = list.counted ? hitsOf(line.text) : undefined
    const key = list.counted ? keyOf(name, words, at) : ''
    if (shown !== undefined && this.#counted.has(key)) return this.#passed()
    const counter = shown === undefined ? this.#counters.get(key) : undefined
    // A display belongs to the configuration in front of it.
    const counted = counter !== undefined && counter.line > line.number
    if (counted) this.#counted.add(key)
    const hits = shown ?? (counted ? counter.hits : undefined)
    const rule = read.ruleId === undefined ? undefined : this.#ruleNames.get(read.ruleId)
    const policy = `${devices} ${form}${shown === undefined ? '' : ' counted'} ${name}`
    if (policy !== list.policy) list.policy = policy
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
      policy: list.policy,
      narrowed: read.narrowed || read.ruleId !== undefined || read.timeRange !== undefined,
      strange: read.strange !== undefined,
      timeRange: read.timeRange,
      owner: list.owner,
      hits,
    }
    if (read.strange === undefined) this.#tally.known()
    else if (read.source === undefined || (!standard && read.destination === undefined))
      this.#literals(read.strange, line)
    else this.#tally.unknown(read.strange, line)
    return entry
  }

  #listOf(name: string): List {
    if (this.#last?.name === name) return this.#last
    let list = this.#lists.get(name)
    if (!list) {
      const counted = this.#shownLists.has(name)
      list = { name, counted, place: 0, owner: undefined, remarked: false, policy: '' }
      this.#lists.set(name, list)
    }
    return (this.#last = list)
  }

  /** A line that names nothing. */
  #passed(): undefined {
    this.#tally.known()
  }

  /** An entry that is not understood: what it names is kept as literals. */
  #literals(construct: string, line: Line): undefined {
    this.#known.settings.push({ line: line.number, text: line.text })
    this.#tally.unknown(construct, line)
  }

  #remark(list: List, line: Line, words: readonly string[], at: number): undefined {
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

function isNumber(word: string): boolean {
  const first = word.charCodeAt(0)
  return first >= 48 && first <= 57 && /^\d{1,9}$/.test(word)
}

/** Whether the number of a list is one of those that name a source alone. */
function isStandard(name: string): boolean {
  const first = name.charCodeAt(0)
  return first >= 48 && first <= 57 && /^(?:\d{1,2}|1[3-9]\d\d)$/.test(name)
}

/** Words as a command writes them: the display of a standard list sets a comma and `wildcard bits` between. */
function shownWords(words: readonly string[]): readonly string[] {
  if (!words.includes('wildcard')) return words
  return words
    .filter((word) => word !== 'wildcard' && word !== 'bits')
    .map((word) => (word.endsWith(',') ? word.slice(0, -1) : word))
}

/** The words of an entry without its logging and counters: the same in a configuration and in what counts it. */
function keyOf(name: string, words: readonly string[], at: number): string {
  let end = at
  while (
    end < words.length &&
    words[end] !== 'log' &&
    words[end] !== 'log-input' &&
    !words[end]?.startsWith('(') &&
    !words[end]?.startsWith('[')
  )
    end++
  return `${name} ${words.slice(at, Math.min(end, at + 40)).join(' ')}`
}

function hitsOf(text: string): number | undefined {
  if (!text.includes('(') && !text.includes('[')) return undefined
  const found = /\(hitcnt=(\d{1,15})\)|\((\d{1,15}) (?:hw )?match(?:es)?\)|\[match[= ](\d{1,15})/.exec(text)
  return found ? Number(found[1] ?? found[2] ?? found[3]) : undefined
}
