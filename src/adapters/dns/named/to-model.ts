import type { Tally } from '../../../algebra/evidence/collect.ts'
import { makeReference } from '../../../algebra/evidence/reference.ts'
import { strengthOf } from '../../../algebra/evidence/strength.ts'
import { parseSpan } from '../../../lib/ip.ts'
import { excerpt } from '../../../lib/lines.ts'
import type { Reference, Role } from '../../../model/evidence.ts'
import type { Told } from '../../../model/told.ts'
import { closedBooks, families, type Frame, type Listener, plainTexts, type Word } from './schema.ts'

/** Most statements about other files that the settings make. */
const mostTold = 100_000

/** What the settings name, and what they say of zone files. */
export interface Settings extends Listener {
  readonly references: Reference[]
  readonly told: Told[]
}

/** Takes statements as they are read. `view`: the view that another file includes this one in. */
export function gatherSettings(
  file: string,
  from: { readonly headOwner: string | undefined; readonly view: string | undefined },
  tally: Tally,
): Settings {
  const references: Reference[] = []
  const told: Told[] = []
  const placeOf = placing()
  const viewOf = (frames: readonly Frame[]): { readonly view?: string } => {
    const view = frames.find(({ name }) => name === 'view')?.words[1]?.text ?? from.view
    return view === undefined ? {} : { view }
  }
  const name = (word: Word, frames: readonly Frame[], statement: string): void => {
    const literal = wholeOf(word.text)
    const span = literal === undefined ? undefined : parseSpan(literal)
    if (literal === undefined || !span) return
    const strength = strengthOf(span, literal)
    if (strength === 'any') return
    const { role, title } = placeOf(frames, statement)
    references.push(
      makeReference({
        kind: 'config-literal',
        device: file,
        file,
        line: word.line.number,
        text: excerpt(word.line.text),
        matched: word.text,
        strength,
        role,
        name: title,
        covers: literal === word.text ? undefined : literal,
        ownerHint: from.headOwner,
        ownerHintBasis: from.headOwner === undefined ? undefined : 'file-head',
      }),
    )
  }
  return {
    references,
    told,
    statement(words, frames) {
      const [first] = words
      if (!first || frames.some((frame) => closedBooks.has(frame.name))) return
      const { line } = first
      const isEntry = isList(frames.at(-1))
      const statement = isEntry ? '' : first.text.toLowerCase()
      if (!isEntry) {
        const hyphen = statement.indexOf('-')
        if (families.has(hyphen < 0 ? statement : statement.slice(0, hyphen))) tally.known()
        else tally.unknown(excerpt(first.text, 60), line)
      }
      const zone = frames.at(-1)
      if (statement === 'file' && zone?.name === 'zone') zone.file = words[1]?.text ?? ''
      else if (statement === 'include' && words[1] && told.length < mostTold) {
        told.push({ path: words[1].text, ...viewOf(frames) })
      }
      if (plainTexts.has(statement) || statement === 'zone') return
      // "Everything but this" names nothing that could move with the machine.
      if (isEntry && first.text.startsWith('!')) tally.note('negated match', line)
      else for (const word of words) name(word, frames, statement)
    },
    closed(frame, frames) {
      const origin = frame.words[1]?.text.toLowerCase().replace(/\.$/, '')
      if (
        frame.name !== 'zone' ||
        frame.file === undefined ||
        origin === undefined ||
        told.length >= mostTold
      )
        return
      told.push({ path: frame.file, origin, ...viewOf(frames) })
    },
    odd: (construct, line) => tally.unknown(construct, line),
  }
}

/** Blocks that hold statements; every other one is a list of addresses, names of lists and keys. */
const books: ReadonlySet<string> = new Set([
  'options',
  'zone',
  'view',
  'server',
  'controls',
  'statistics-channels',
  'dns64',
  'template',
])

function isList(frame: Frame | undefined): boolean {
  // Within `catalog-zones`, `zone "x" default-primaries { … }` holds addresses.
  return frame !== undefined && (!books.has(frame.name) || (frame.name === 'zone' && isDefaults(frame)))
}

function isDefaults({ words }: Frame): boolean {
  return words.some(({ text }) => /^default-(?:masters|primaries)$/i.test(text))
}

/** Blocks whose second word is their name; of lists only where they are defined. */
const titled: ReadonlySet<string> = new Set(['zone', 'acl', 'view', 'server', 'template'])
const titledLists: ReadonlySet<string> = new Set([
  'masters',
  'primaries',
  'parental-agents',
  'remote-servers',
])

/** Role and title of what a statement names: the same for all entries of one list, so they are made once for it. */
interface Place {
  readonly role: Role
  readonly title: string
}

function placing(): (frames: readonly Frame[], statement: string) => Place {
  let lastFrame: Frame | undefined
  let lastStatement: string | undefined
  let place: Place = { role: 'literal', title: '' }
  return (frames, statement) => {
    const frame = frames.at(-1)
    if (frame !== lastFrame || statement !== lastStatement) {
      place = { role: roleOf(frames, statement), title: titleOf(frames, statement) }
      lastFrame = frame
      lastStatement = statement
    }
    return place
  }
}

function roleOf(frames: readonly Frame[], statement: string): Role {
  const names = [...frames.flatMap(({ words }) => words.map(({ text }) => text)), statement]
  return names.some((one) => /^(?:allow|match-clients|acl|blackhole|deny)/i.test(one)) ? 'source' : 'literal'
}

/** `zone corner.example allow-transfer`. */
function titleOf(frames: readonly Frame[], statement: string): string {
  const words = frames.flatMap(({ name, words: own }, depth) =>
    titled.has(name) || (depth === 0 && titledLists.has(name))
      ? own.slice(0, 2).map(({ text }) => text)
      : name === '' || name === 'options'
        ? []
        : [name],
  )
  return excerpt([...words, ...(statement === '' ? [] : [statement])].join(' ') || 'options', 120)
}

/** `10/8` and `172.16/12` are short for `10.0.0.0/8` and `172.16.0.0/12`. */
function wholeOf(text: string): string | undefined {
  if (text.length > 60 || !/^[0-9a-f:./]+$/i.test(text)) return undefined
  const short = /^(\d{1,3}(?:\.\d{1,3}){0,2})\/(\d{1,2})$/.exec(text)
  if (!short) return text
  const octets = (short[1] ?? '').split('.')
  while (octets.length < 4) octets.push('0')
  return `${octets.join('.')}/${short[2]}`
}
