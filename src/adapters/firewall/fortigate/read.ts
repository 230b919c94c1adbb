import type { Tally } from '../../../algebra/evidence/collect.ts'
import type { Line } from '../../../lib/lines.ts'
import { type Entry, type FortiConfiguration, knownFamilies, readSections } from './schema.ts'
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
export function readFortigate(lines: readonly Line[], tally: Tally): FortiConfiguration {
  const found: FortiConfiguration = {
    hostName: undefined,
    devices: 0,
    reordered: false,
    entries: [],
    settings: [],
  }
  const stack: Frame[] = []
  let textLines = 0
  for (const line of lines) {
    if (textLines > 0) {
      // Within a quoted text that began on a line before.
      textLines = splitWords(`"${line.text}`).open && textLines < longestText ? textLines + 1 : 0
      continue
    }
    const text = line.text.trim()
    if (text === '' || text.startsWith('#')) continue
    const { words, open } = splitWords(line.text)
    if (open) textLines = 1
    const frame = stack[stack.length - 1] ?? top
    switch (words[0]) {
      case 'config':
        if (stack.length < deepest) stack.push(openSection(frame, words, line, tally))
        else tally.unknown('sections deeper than 64', line)
        break
      case 'edit':
        if (stack.length < deepest) stack.push(openEntry(frame, words, found))
        else tally.unknown('sections deeper than 64', line)
        break
      case 'next':
        if (frame.kind === 'edit') stack.pop()
        break
      case 'end':
        // `end` closes an `edit` that has no `next` as well.
        if (frame.kind === 'edit') stack.pop()
        stack.pop()
        break
      case 'set':
      case 'append':
        readField(frame, words, line, found, tally)
        break
      case 'unset':
        tally.known()
        break
      case 'delete':
      case 'purge':
      case 'move':
      case 'rename':
      case 'clone':
        found.reordered = true
        tally.known()
        break
      default:
        tally.unknown('not a statement', line)
    }
  }
  return found
}

function openSection(frame: Frame, words: readonly string[], line: Line, tally: Tally): Frame {
  const name = words.slice(1).join(' ')
  const known =
    frame.section === '' || frame.section === 'global' ? knownFamilies.has(words[1] ?? '') : frame.known
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

function openEntry(frame: Frame, words: readonly string[], found: FortiConfiguration): Frame {
  const id = words[1] ?? ''
  // Within `config vdom` an entry is a virtual domain, and sections stand below it as on a device of its own.
  if (frame.section === 'vdom')
    return { kind: 'edit', section: '', vdom: id, known: true, place: { vdom: id } }
  const { section, vdom, known } = frame
  if (frame.entry) return { ...frame, kind: 'edit' }
  if (!readSections.test(section)) {
    return { kind: 'edit', section, vdom, known, place: section.includes('|') ? frame.place : { vdom } }
  }
  const entry: Entry = { section, vdom, id, fields: new Map(), inner: [] }
  found.entries.push(entry)
  return { kind: 'edit', section, vdom, known, entry, place: { vdom } }
}

function readField(
  frame: Frame,
  words: readonly string[],
  line: Line,
  found: FortiConfiguration,
  tally: Tally,
): void {
  const name = words[1] ?? ''
  const field = { words: words.slice(2), line: line.number, text: line.text }
  const { entry, section } = frame
  if (frame.known) tally.known()
  else tally.unknown(`${section.slice(0, 60)}: field`, line)
  if (entry) {
    if (entry.section !== section) {
      if (name === 'ip' || name === 'address') entry.inner.push(field)
      // A server behind a virtual address may be switched off, or name an object.
      else if (mayNameAddress(line.text)) found.settings.push({ ...field, section, place: frame.place })
    } else {
      const before = words[0] === 'append' ? entry.fields.get(name) : undefined
      entry.fields.set(name, before ? { ...before, words: [...before.words, ...field.words] } : field)
    }
    return
  }
  if (section === 'system global' && name === 'hostname') {
    found.hostName = words[2]
    found.devices++
  }
  if (section === 'system interface' && name === 'vdom') frame.place.vdom = words[2] ?? ''
  if (mayNameAddress(line.text)) found.settings.push({ ...field, section, place: frame.place })
}

function mayNameAddress(text: string): boolean {
  return text.includes('.') || text.includes(':')
}
