import { makeTally, type Tally } from '../../../algebra/evidence/collect.ts'
import type { Line } from '../../../lib/lines.ts'
import { type Directive, knownTypes, type NagiosObject, type Templates } from './schema.ts'

/** A longer word is no directive. */
const longestKey = 80

/** Object definitions in their order. A block that is never closed ends where the next one begins. */
export function* objectsIn(lines: Iterable<Line>, tally: Tally): Iterable<NagiosObject> {
  let open: NagiosObject | undefined
  let head: Line | undefined
  const count = (): void => {
    if (!open || !head) return
    if (knownTypes.has(open.type)) tally.known()
    else tally.unknown(`define ${open.type}`, head)
  }
  for (const line of lines) {
    const text = withoutComment(line.text)
    if (text === '') continue
    const start = text.startsWith('define') ? /^define\s+(\w{1,40})/.exec(text) : undefined
    const ends = text.startsWith('}')
    if (start || ends) {
      if (open) {
        count()
        yield open
      }
      open = undefined
    }
    if (start) {
      open = { type: (start[1] ?? '').toLowerCase(), directives: new Map() }
      head = line
      const rest = text.slice(start[0].length).trimStart().replace(/^\{/, '').trim()
      if (rest.startsWith('}')) {
        count()
        yield open
        open = undefined
      } else if (rest !== '') take(open.directives, rest, line.number, rest)
    } else if (!ends && text !== '{') {
      if (!open || !take(open.directives, text, line.number, line.text))
        tally.unknown('line outside a definition', line)
    }
  }
  if (!open) return
  count()
  yield open
}

/** Templates by type and name: only blocks that have a name of their own are read. */
export function templatesIn(lines: Iterable<Line>): Templates {
  const templates = new Map<string, NagiosObject>()
  for (const object of objectsIn(namedBlocks(lines), makeTally())) {
    const name = object.directives.get('name')?.value
    if (name !== undefined) templates.set(`${object.type}\n${name}`, object)
  }
  return templates
}

/** Lines of the blocks in which a line begins with `name`. */
function* namedBlocks(lines: Iterable<Line>): Iterable<Line> {
  let block: Line[] = []
  let named = false
  for (const line of lines) {
    const { text } = line
    let at = 0
    while (text.charCodeAt(at) === 32 || text.charCodeAt(at) === 9) at++
    if (text.startsWith('define', at)) {
      if (named) yield* block
      block = []
      named = false
    }
    block.push(line)
    named ||= (text.charCodeAt(at) | 32) === 110 && /^name(?:\s|$)/i.test(text.slice(at, at + 5))
  }
  if (named) yield* block
}

/** Takes a directive; false = the line is none. What is said twice is kept twice, and the last one counts. */
function take(directives: Map<string, Directive>, text: string, line: number, whole: string): boolean {
  let at = 0
  while (at < text.length && !isBlank(text.charCodeAt(at))) at++
  if (at > longestKey) return false
  const key = text.slice(0, at).toLowerCase()
  const before = directives.get(key)
  if (before) directives.set(`${key} ${before.line}`, before)
  const end = whole.indexOf(text) + text.length
  const told = end === whole.length ? whole : whole.slice(0, end)
  directives.set(key, { value: text.slice(at).trim(), line, text: told })
  return true
}

function isBlank(code: number): boolean {
  return code === 32 || (code > 8 && code < 14) || code === 160 || code === 0xfeff
}

/** `;` begins a comment anywhere, `#` at the beginning of a line. */
function withoutComment(text: string): string {
  const trimmed = text.trim()
  if (trimmed.startsWith('#')) return ''
  let at = trimmed.indexOf(';')
  while (at > 0 && trimmed.charCodeAt(at - 1) === 92) at = trimmed.indexOf(';', at + 1)
  return at < 0 ? trimmed : trimmed.slice(0, at).trim()
}
