import { excerpt } from '../../../lib/lines.ts'
import { closedBooks, type Frame, type Words } from './schema.ts'
import { asking, type Keyword } from './words.ts'

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
/** Blocks whose second word is their name; of lists only where they are defined. */
const titled: ReadonlySet<string> = new Set(['zone', 'acl', 'view', 'server', 'template'])
const titledLists: ReadonlySet<string> = new Set([
  'masters',
  'primaries',
  'parental-agents',
  'remote-servers',
])

/** The block that begins with these words. What holds for all that is in it is worked out once. */
export function frameOf(words: Words, outer: Frame | undefined): Frame {
  const first = words.text(0)
  const name = first.toLowerCase()
  const called = words.count > 1 ? words.text(1) : undefined
  let asks = outer?.asks === true
  for (let place = 0; place < words.count && !asks; place++) asks = asking.test(words.text(place))
  const own = ownTitle(name, first, called, outer)
  return {
    outer,
    name,
    called,
    // Within `catalog-zones`, `zone "x" default-primaries { … }` holds addresses.
    isList: !books.has(name) || (name === 'zone' && isDefaults(words)),
    isClosed: outer?.isClosed === true || closedBooks.has(name),
    asks,
    title: outer?.title === undefined ? own : own === undefined ? outer.title : `${outer.title} ${own}`,
  }
}

function ownTitle(
  name: string,
  first: string,
  called: string | undefined,
  outer: Frame | undefined,
): string | undefined {
  if (titled.has(name) || (outer === undefined && titledLists.has(name)))
    return called === undefined ? first : `${first} ${called}`
  return name === '' || name === 'options' ? undefined : name
}

function isDefaults(words: Words): boolean {
  for (let place = 0; place < words.count; place++)
    if (/^default-(?:masters|primaries)$/i.test(words.text(place))) return true
  return false
}

/** `zone corner.example allow-transfer`. */
export function titleOf(frame: Frame | undefined, keyword: Keyword | undefined): string {
  const statement = keyword?.text ?? ''
  const title = frame?.title
  if (title === undefined) return excerpt(statement || 'options', 120)
  return excerpt(statement === '' ? title || 'options' : `${title} ${statement}`, 120)
}

/** The view that a block is in: the outermost one, if it has a name. */
export function viewOf(frame: Frame | undefined): string | undefined {
  let view: Frame | undefined
  for (let at = frame; at; at = at.outer) if (at.name === 'view') view = at
  return view?.called
}
