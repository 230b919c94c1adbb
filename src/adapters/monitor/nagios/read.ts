import type { Tally } from '../../../algebra/evidence/collect.ts'
import type { Line } from '../../../lib/lines.ts'
import { type Directive, knownTypes, type NagiosObject } from './schema.ts'

/** Reads object definitions. A block that is never closed ends where the next one begins. */
export function readObjects(lines: readonly Line[], tally: Tally): readonly NagiosObject[] {
  const objects: NagiosObject[] = []
  let open: { type: string; line: Line; directives: Map<string, Directive> } | undefined
  const close = (): void => {
    if (!open) return
    objects.push({
      type: open.type,
      line: open.line.number,
      text: open.line.text,
      directives: open.directives,
    })
    if (knownTypes.has(open.type)) tally.known()
    else tally.unknown(`define ${open.type}`, open.line)
    open = undefined
  }
  for (const line of lines) {
    const text = withoutComment(line.text)
    if (text === '') continue
    const start = text.startsWith('define') ? /^define\s+(\w{1,40})\s*\{?\s*(.*)$/.exec(text) : undefined
    if (start) {
      close()
      open = { type: (start[1] ?? '').toLowerCase(), line, directives: new Map() }
      const rest = (start[2] ?? '').replace(/^\{/, '').trim()
      if (rest.startsWith('}')) close()
      else if (rest !== '') take(open.directives, rest, line.number, rest)
    } else if (text.startsWith('}')) close()
    else if (text !== '{') {
      if (!open || !take(open.directives, text, line.number, line.text))
        tally.unknown('line outside a definition', line)
    }
  }
  close()
  return objects
}

/** Takes a directive; false = the line is none. What is said twice is kept twice, and the last one counts. */
function take(directives: Map<string, Directive>, text: string, line: number, whole: string): boolean {
  const found = /^(\S{1,80})(?:\s+(.*))?$/.exec(text)
  if (!found) return false
  const key = (found[1] ?? '').toLowerCase()
  const before = directives.get(key)
  if (before) directives.set(`${key} ${before.line}`, before)
  const end = whole.indexOf(text) + text.length
  directives.set(key, { value: (found[2] ?? '').trim(), line, text: whole.slice(0, end) })
  return true
}

/** `;` begins a comment anywhere, `#` at the beginning of a line. */
function withoutComment(text: string): string {
  const trimmed = text.trim()
  if (trimmed.startsWith('#')) return ''
  const semicolon = trimmed.includes(';') ? trimmed.search(/(?<!\\);/) : -1
  return semicolon < 0 ? trimmed : trimmed.slice(0, semicolon).trim()
}
