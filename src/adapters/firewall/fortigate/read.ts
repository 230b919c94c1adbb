import type { Tally } from '../../../algebra/evidence/collect.ts'
import type { Line } from '../../../lib/lines.ts'
import { type Entry, type FortiConfiguration, knownFamilies, readSections } from './schema.ts'
import { Fields } from './fields.ts'
import { typedFrom } from './secrets.ts'
import { splitWords } from './words.ts'

/** A text in quotes may run over this many lines: a certificate, a message page. */
const longestText = 2000
const deepest = 64

interface Frame {
  readonly kind: 'config' | 'edit'
  readonly section: string
  readonly vdom: string
  readonly known: boolean
  readonly entry?: Entry
  /** The virtual domain that its addresses are in: an interface names its own. */
  readonly place: { vdom: string }
}

const top: Frame = { kind: 'config', section: '', vdom: '', known: true, place: { vdom: '' } }

/** Reads a configuration: `config … edit … set … next end`, with virtual domains around it. */
export function readFortigate(lines: Iterable<Line>, tally: Tally): FortiConfiguration {
  const reader = new Reader(tally)
  for (const line of lines) reader.line(line)
  return reader.found
}

class Reader {
  readonly found: FortiConfiguration = {
    hostName: undefined,
    devices: 0,
    reordered: false,
    entries: [],
    settings: [],
  }
  readonly #tally: Tally
  readonly #stack: Frame[] = []
  /** Entries of the device at hand by where they stand: a later `edit` goes on with the same one. */
  readonly #known = new Map<string, Map<string, Entry>>()
  #textLines = 0

  constructor(tally: Tally) {
    this.#tally = tally
  }

  line(line: Line): void {
    if (this.#textLines > 0) {
      // Within a quoted text that began on a line before.
      const open = splitWords(`"${line.text}`).open && this.#textLines < longestText
      this.#textLines = open ? this.#textLines + 1 : 0
      return
    }
    const text = line.text.trim()
    if (text === '' || text.charCodeAt(0) === 35) return
    const { words, open } = splitWords(line.text)
    if (open) this.#textLines = 1
    if (this.#statement(words, line)) return
    const typed = withoutPrompt(text)
    if (typed === undefined) this.#tally.unknown('not a statement', line)
    else this.#statement(splitWords(typed).words, line)
  }

  #statement(words: readonly string[], line: Line): boolean {
    const stack = this.#stack
    const frame = stack[stack.length - 1] ?? top
    switch (words[0]) {
      case 'config':
        if (stack.length < deepest) stack.push(openSection(frame, words, line, this.#tally))
        else this.#tally.unknown('sections deeper than 64', line)
        return true
      case 'edit':
        if (stack.length < deepest) stack.push(this.#openEntry(frame, words, line))
        else this.#tally.unknown('sections deeper than 64', line)
        return true
      case 'next':
        if (frame.kind === 'edit') stack.pop()
        return true
      case 'end':
      case 'abort':
        // `end` closes an `edit` that has no `next` as well.
        if (frame.kind === 'edit') stack.pop()
        stack.pop()
        return true
      case 'set':
      case 'append':
        if (readField(frame, words, line, this.found, this.#tally)) this.#known.clear()
        return true
      case 'unset':
        if (frame.entry?.section === frame.section) frame.entry.fields.delete(words[1] ?? '')
        this.#tally.known()
        return true
      case 'rename':
        this.#rename(frame, words)
        this.#tally.known()
        return true
      case 'delete':
      case 'purge':
      case 'move':
      case 'clone':
        this.found.reordered = true
        this.#tally.known()
        return true
      default:
        return false
    }
  }

  #openEntry(frame: Frame, words: readonly string[], line: Line): Frame {
    const id = words[1] ?? ''
    // Within `config vdom` an entry is a virtual domain, and sections stand below it as on a device of its own.
    if (frame.section === 'vdom')
      return { kind: 'edit', section: '', vdom: id, known: true, place: { vdom: id } }
    const { section, vdom } = frame
    if (frame.entry) {
      const field = { words: [id], line: line.number, text: line.text }
      if (section.endsWith('address|list')) frame.entry.inner.push(field)
      return { ...frame, kind: 'edit' }
    }
    if (!readSections.test(section)) {
      const place = section.includes('|') ? frame.place : { vdom }
      // A neighbour is called by its address.
      if (mayNameAddress(id))
        this.found.settings.push({
          words: [id],
          line: line.number,
          text: line.text,
          section,
          name: 'edit',
          place,
        })
      return { kind: 'edit', section, vdom, known: frame.known, place }
    }
    const known = this.#entriesOf(frame)
    // Zero stands for the next number that is free.
    let entry = id === '0' ? undefined : known.get(id)
    if (!entry) {
      entry = { section, vdom, id, former: none, fields: new Fields(), inner: [] }
      this.found.entries.push(entry)
      known.set(id, entry)
    }
    return { kind: 'edit', section, vdom, known: frame.known, entry, place: { vdom } }
  }

  #rename(frame: Frame, words: readonly string[]): void {
    const [, old = '', , name = ''] = words
    const known = this.#entriesOf(frame)
    const entry = known.get(old)
    if (!entry || name === '') return
    entry.former = [...entry.former, old]
    entry.id = name
    known.set(name, entry)
  }

  #entriesOf({ vdom, section }: Frame): Map<string, Entry> {
    const key = vdom === '' ? section : `${vdom}\n${section}`
    const known = this.#known.get(key) ?? new Map<string, Entry>()
    if (known.size === 0) this.#known.set(key, known)
    return known
  }
}

const none: readonly string[] = []

/** What is typed at a prompt; what shows or saves is nothing to read. */
function withoutPrompt(text: string): string | undefined {
  const from = typedFrom(`${text} `)
  if (from === 0) return undefined
  const typed = text.slice(from)
  return changes.test(typed) ? typed : ''
}

const changes = /^(?:config|edit|next|end|set|append|unset|rename|delete|purge|move|clone|abort)\b/

/** What people write short. */
const short: ReadonlyMap<string, string> = new Map([
  ['sys', 'system'],
  ['int', 'interface'],
])

function openSection(frame: Frame, words: readonly string[], line: Line, tally: Tally): Frame {
  const outermost = frame.section === '' || frame.section === 'global'
  const path = outermost ? words.slice(1).map((word) => short.get(word) ?? word) : words.slice(1)
  const name = path.join(' ')
  const known = outermost ? knownFamilies.has(path[0] ?? '') : frame.known
  if (known) tally.known()
  else tally.unknown(`config ${name.slice(0, 60)}`, line)
  const outer = frame.kind === 'edit' && frame.section !== ''
  const section = outer ? `${frame.section}|${name}`.slice(0, 400) : name
  return {
    kind: 'config',
    section,
    vdom: frame.vdom,
    known,
    place: frame.place,
    ...(outer && frame.entry ? { entry: frame.entry } : {}),
  }
}

/** True when another device begins. */
function readField(
  frame: Frame,
  words: readonly string[],
  line: Line,
  found: FortiConfiguration,
  tally: Tally,
): boolean {
  const name = words[1] ?? ''
  // People write remarks behind a value.
  const remark = words.indexOf('#', 3)
  const values = words.slice(2, remark < 0 ? undefined : remark)
  const field = { words: values, line: line.number, text: line.text }
  const { entry, section } = frame
  if (frame.known) tally.known()
  else tally.unknown(`${section.slice(0, 60)}: field`, line)
  if (entry) {
    if (entry.section !== section) {
      if (name === 'ip' || name === 'address') entry.inner.push(field)
      // A server behind a virtual address may be switched off, or name an object.
      else if (mayNameAddress(line.text)) found.settings.push({ ...field, section, name, place: frame.place })
    } else {
      const before = words[0] === 'append' ? entry.fields.get(name) : undefined
      entry.fields.set(name, before ? { ...before, words: [...before.words, ...field.words] } : field)
    }
    return false
  }
  const begins = section === 'system global' && name === 'hostname'
  if (begins) {
    found.hostName = words[2]
    found.devices++
  }
  if (section === 'system interface' && name === 'vdom') frame.place.vdom = words[2] ?? ''
  if (mayNameAddress(line.text)) found.settings.push({ ...field, section, name, place: frame.place })
  return begins
}

function mayNameAddress(text: string): boolean {
  return text.includes('.') || text.includes(':')
}
