import { makeTally, type Tally } from '../../../algebra/evidence/collect.ts'
import { excerpt, isBlank, type Line } from '../../../lib/lines.ts'
import type { Told } from '../../../model/told.ts'
import { countingOf, filled, templateOf } from './generate.ts'
import { absolute, contactOf, secondsOf } from './names.ts'
import { type DnsRecord, isDamaged, isNumbered, namingTypes, silentTypes, typeOf } from './record.ts'
import { Words } from './tokens.ts'

/** Most lines that one parenthesised record may span. */
const mostRecordLines = 500
/** Most files that one includes. */
const mostIncluded = 10_000
/** Most names that the `$GENERATE` of one file make together. */
const mostGeneratedOfFile = 262_144

/** A resource record as a zone file writes it. */
export interface ZoneRecord extends DnsRecord {
  readonly line: number
  /** The line as it stands, masked. */
  readonly text: string
  readonly ttlSeconds?: number | undefined
  readonly view?: string | undefined
}

/** A zone file as read. */
export interface Zone {
  readonly name?: string
  readonly records: readonly ZoneRecord[]
  /** Mail address or name of the zone's contact. */
  readonly contact?: string
  /** Without it the file is a part that others include. */
  readonly begun?: boolean
  /** Files that it includes, and what holds there. */
  readonly included?: readonly Told[]
}

/** What a file says of itself before its first record: its zone and the view that it is served in. */
export interface ZoneFileHints {
  readonly origin: string
  readonly view: string | undefined
  /** Windows: a record without a time has what the SOA record says last, whatever stands before it. */
  readonly timeOfZone?: true
}

/** Reads a zone file (RFC 1035): $ORIGIN, $TTL, $GENERATE, parentheses, quoted texts. One bad line is left out. */
export function readZone(lines: Iterable<Line>, hints: ZoneFileHints, tally: Tally): Zone {
  const reader = new ZoneReader(hints, tally)
  for (const line of lines) reader.read(line)
  reader.end()
  return reader.zone()
}

/** Records that are handed on together: a hundred cost as much as one. */
const together = 100

/** The records of a zone file, told as they are read, some at a time. */
export function* recordsOfZone(
  lines: Iterable<Line>,
  hints: ZoneFileHints,
  tally: Tally,
): Iterable<readonly ZoneRecord[]> {
  const reader = new ZoneReader(hints, tally)
  for (const line of lines) {
    reader.read(line)
    if (reader.met.length >= together) yield reader.take()
  }
  reader.end()
  yield reader.take()
}

/** Lines before the record that begins a zone. */
const mostBefore = 2000
const startWord = /(?:^|[\s()";])soa(?:[\s()";]|$)/i

/**
 * What a zone file says of itself, without its records, when one record begins it and nothing else is included;
 * undefined when only all of it can tell.
 */
export function startOfZone(lines: Iterable<Line>, hints: ZoneFileHints): Zone | undefined {
  const reader = new ZoneReader(hints, makeTally())
  let starts = 0
  for (const line of lines) {
    const { text, number } = line
    if (text.charCodeAt(0) === 36 && /^\$include/i.test(text)) return undefined
    if (/soa/i.test(text) && startWord.test(text)) starts++
    if (starts > 1) return undefined
    if (reader.begun) continue
    if (number > mostBefore) return undefined
    reader.read(line)
  }
  return reader.begun ? { ...reader.zone(), records: [] } : undefined
}

class ZoneReader {
  readonly #tally: Tally
  /** Records that were read. */
  met: ZoneRecord[] = []
  readonly #words = new Words()
  /** Where the record began that parentheses hold open, how many they are, and lines since. */
  #from: Line | undefined
  #open = 0
  #more = 0
  #origin: string
  #view: string | undefined
  #zone: string | undefined
  #contact: string | undefined
  readonly #timeOfZone: boolean
  #owner: string | undefined
  /** Of `$TTL`; without it the last one that a record states, or what the SOA record says last. */
  #ttl: number | undefined
  #lastTtl: number | undefined
  #generated = 0
  /** A record began the zone. */
  begun = false
  readonly #included: Told[] = []

  constructor({ origin, view, timeOfZone }: ZoneFileHints, tally: Tally) {
    this.#timeOfZone = timeOfZone === true
    this.#origin = origin
    this.#view = view
    this.#tally = tally
  }

  read(line: Line): void {
    const words = this.#words
    if (this.#from === undefined) {
      words.count = 0
      this.#from = line
      this.#more = 0
    }
    this.#open = words.push(line.text, this.#open)
    this.#more++
    if (this.#open === 0 || this.#more >= mostRecordLines) this.end()
  }

  /** Ends the record that is open, as the end of the file does. */
  end(): void {
    const line = this.#from
    if (line) this.#line(this.#words, line)
    this.#from = undefined
    this.#open = 0
  }

  /** The records that were read since it was asked before. */
  take(): readonly ZoneRecord[] {
    const { met } = this
    this.met = []
    return met
  }

  #line(words: Words, line: Line): void {
    if (words.count > 0) this.#statement(words, line)
    else if (line.text.charCodeAt(0) === 59) this.#comment(line.text)
  }

  /** A dump of a server says which view follows. */
  #comment(text: string): void {
    const view = /^;\s*Start view (\S{1,64})\s*$/.exec(text)?.[1]
    if (view !== undefined) this.#view = view.startsWith('_') ? undefined : view
  }

  #statement(words: Words, line: Line): void {
    const first = words.at(0)
    const continues = isBlank(line.text.charCodeAt(0))
    if (first.charCodeAt(0) === 36 && !continues) {
      this.#directive(first.toUpperCase(), words, line)
      return
    }
    const record = this.#recordOf(words, 0, continues, line)
    if (!record) this.#tally.unknown('record', line)
    else {
      this.#owner = record.owner
      if (record.type === 'SOA') this.#startOfZone(record, line)
      this.#keep(record, line)
    }
  }

  zone(): Zone {
    const name = this.#zone ?? (this.#origin === '' ? undefined : this.#origin)
    return {
      records: this.met,
      begun: this.begun,
      included: this.#included,
      ...(name === undefined ? {} : { name }),
      ...(this.#contact === undefined ? {} : { contact: this.#contact }),
    }
  }

  #directive(name: string, words: Words, line: Line): void {
    const tally = this.#tally
    if (name === '$ORIGIN') {
      this.#origin = absolute(words.at(1), this.#origin)
      this.#zone ??= this.#origin
      tally.known()
    } else if (name === '$DATE') tally.known()
    else if (name === '$TTL') {
      this.#ttl = secondsOf(words.at(1))
      tally.known()
    } else if (name === '$INCLUDE' && words.count > 1) {
      // The file included is evidence of its own; what it cannot know is the origin that holds here.
      const path = words.at(1)
      const origin = words.count > 2 ? absolute(words.at(2), this.#origin) : this.#origin
      const view = this.#view
      tally.known()
      if (this.#included.length < mostIncluded)
        this.#included.push({ path, origin, ...(view === undefined ? {} : { view }) })
      tally.note(`$INCLUDE ${excerpt(path, 80)} under ${excerpt(origin, 80)}: a file of its own`, line)
    } else if (name === '$GENERATE') this.#generate(words, line)
    else tally.unknown(/^\$[A-Z]{1,16}$/.test(name) ? name : 'directive', line)
  }

  #generate(words: Words, line: Line): void {
    const counting = countingOf(words.at(1))
    const record = counting && this.#recordOf(words, 2, false, line)
    if (!counting || !record) {
      this.#tally.unknown('$GENERATE', line)
      return
    }
    this.#tally.known()
    const owner = templateOf(words.at(2))
    const data = record.data.flatMap((field) => field.split(' ')).map(templateOf)
    let { cut } = counting
    let damaged = false
    for (let count = counting.first; count <= counting.last; count += counting.step) {
      if (this.#generated >= mostGeneratedOfFile) {
        cut = true
        break
      }
      this.#generated++
      const made = {
        ...record,
        owner: absolute(filled(owner, count), this.#origin),
        data: data.map((field) => filled(field, count)),
      }
      if (isDamaged(made)) damaged = true
      else this.met.push(made)
    }
    if (damaged) this.#tally.note('$GENERATE of records without what they name', line)
    if (cut) this.#tally.note('$GENERATE of more names than are read', line)
  }

  #startOfZone({ owner, data }: ZoneRecord, line: Line): void {
    if (owner === '' && line.text.startsWith('@'))
      this.#tally.note('zone without a name: add named.conf, or call the file after its zone', line)
    this.begun = true
    this.#contact = contactOf(data[1], this.#origin)
    this.#zone = owner
    if (this.#origin === '') this.#origin = owner
    if (this.#timeOfZone) this.#ttl ??= secondsOf(data[6] ?? '')
    if (this.#ttl === undefined && this.#lastTtl === undefined) this.#lastTtl = secondsOf(data[6] ?? '')
  }

  #keep(record: ZoneRecord, line: Line): void {
    const { type } = record
    if (isDamaged(record)) {
      this.#tally.unknown(`${type} record without what it names`, line)
      return
    }
    // What names nothing is not kept.
    if (namingTypes.has(type)) this.met.push(record)
    else if (!silentTypes.has(type) && !isNumbered(type)) {
      this.#tally.unknown(`type ${type}`, line)
      return
    }
    this.#tally.known()
  }

  /** The record whose words begin at a place. */
  #recordOf(words: Words, from: number, continues: boolean, line: Line): ZoneRecord | undefined {
    let at = from
    const origin = this.#origin
    const owner = continues ? this.#owner : absolute(words.at(at++), origin)
    if (owner === undefined) return undefined
    let stated: number | undefined
    for (let step = 0; step < 3; step++) {
      const word = words.at(at)
      const own = secondsOf(word)
      if (own !== undefined) stated = own
      // Windows marks records that were registered by the machine itself with the hour of the last time.
      else if (word !== 'IN' && !/^(?:IN|CH|HS|CLASS\d{1,5}|\[(?:AGE|Aging):\d{1,20}\])$/i.test(word)) break
      at++
    }
    const type = typeOf(words.at(at++))
    if (type === undefined || words.count <= at) return undefined
    if (stated !== undefined) this.#lastTtl = stated
    const ttlSeconds = stated ?? this.#ttl ?? this.#lastTtl
    const data = words.from(at)
    return { owner, type, data, origin, ttlSeconds, view: this.#view, line: line.number, text: line.text }
  }
}
