import type { Tally } from '../../../algebra/evidence/collect.ts'
import type { Line } from '../../../lib/lines.ts'
import { type Directive, passes, places, silentFamilies, sources, tables, texts } from './schema.ts'

/** Names of directives that are looked up once only. */
const mostRemembered = 1000

/** The directives of a file by what is asked of them, each list in order of the file. */
export interface Directives {
  /** Those that may name a machine. */
  readonly telling: readonly Directive[]
  readonly passing: readonly Directive[]
  readonly upstreams: readonly Directive[]
  readonly includes: readonly Directive[]
  /** `set`, and the lines of tables: what gives values to variables. */
  readonly values: readonly Directive[]
}

/** What is known of a name. */
interface About {
  readonly understood: boolean
  readonly tells: boolean
  /** The list that it stands in as well. */
  readonly list: Exclude<keyof Directives, 'telling'> | undefined
}

/** Counts every directive as known or not and sorts them. Entries of a table are counted with it. */
export function count(top: readonly Directive[], lines: readonly Line[], tally: Tally): Directives {
  const telling: Directive[] = []
  const lists = { passing: [], upstreams: [], includes: [], values: [] } as Record<
    Exclude<keyof Directives, 'telling'>,
    Directive[]
  >
  const open: Directive[] = [...top].reverse()
  const known = new Map<string, About>()
  for (let next = open.pop(); next; next = open.pop()) {
    const { name, line, children } = next
    let about = known.get(name)
    if (!about) {
      about = aboutName(name)
      if (known.size < mostRemembered) known.set(name, about)
    }
    const entry = isEntry(next)
    if (entry || about.tells) telling.push(next)
    if (about.list !== undefined) lists[about.list].push(next)
    if (entry && about.list !== 'values') lists.values.push(next)
    if (entry) continue
    if (about.understood) tally.known()
    else {
      const at = lines[line - 1] ?? { number: line, text: '' }
      tally.unknown(name === '' ? 'block without a name' : name.slice(0, 60), at)
    }
    if (name === 'include')
      tally.note('include (a file of its own)', lines[line - 1] ?? { number: line, text: '' })
    for (let inner = (children?.length ?? 0) - 1; inner >= 0; inner--) {
      const child = children?.[inner]
      if (child) open.push(child)
    }
  }
  return { telling, ...lists }
}

/** Whether a directive is a line of a table: `192.0.2.0/25 1;` within `geo`. */
export function isEntry({ parent }: Directive): boolean {
  return parent !== undefined && tables.has(parent.name)
}

const listOf: ReadonlyMap<string, About['list']> = new Map([
  ['upstream', 'upstreams'],
  ['include', 'includes'],
  ['set', 'values'],
])

function aboutName(name: string): About {
  const tells =
    passes.has(name) ||
    sources.has(name) ||
    places.has(name) ||
    texts.has(name) ||
    name === 'listen' ||
    name === 'server' ||
    name === 'server_name' ||
    name.endsWith('_by_lua')
  return { understood: isKnown(name), tells, list: passes.has(name) ? 'passing' : listOf.get(name) }
}

function isKnown(name: string): boolean {
  if (passes.has(name) || places.has(name) || /_by_lua(?:_block|_file)?$/.test(name)) return true
  const underscore = name.indexOf('_')
  return silentFamilies.has(underscore < 0 ? name : name.slice(0, underscore)) || silentFamilies.has(name)
}
