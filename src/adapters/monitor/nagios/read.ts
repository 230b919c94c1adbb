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
    } else if (text.startsWith('}')) close()
    else if (text !== '{') {
      const found = /^(\S{1,80})(?:\s+(.*))?$/.exec(text)
      if (open && found) {
        const value = (found[2] ?? '').trim()
        open.directives.set((found[1] ?? '').toLowerCase(), { value, line: line.number, text: line.text })
      } else tally.unknown('line outside a definition', line)
    }
  }
  close()
  return objects
}

/** `;` begins a comment anywhere, `#` at the beginning of a line. */
function withoutComment(text: string): string {
  const trimmed = text.trim()
  if (trimmed.startsWith('#')) return ''
  const semicolon = trimmed.includes(';') ? trimmed.search(/(?<!\\);/) : -1
  return semicolon < 0 ? trimmed : trimmed.slice(0, semicolon).trim()
}
