import type { Tally } from '../../../algebra/evidence/collect.ts'
import type { Line } from '../../../lib/lines.ts'
import { isSilent, makeTreeReader, type TreeReader } from './braces.ts'
import { headerOf } from './header.ts'
import { beginsOldItem, modern } from './old.ts'
import { type Item, modules, type Node, programs } from './schema.ts'

/**
 * Reads a configuration as `tmsh` saves it. An object ends where the next one begins at the start of a line, so that one
 * brace too many or a string that never ends spoils no more than its object.
 */
export function readItems(lines: readonly Line[], tally: Tally): readonly Item[] {
  const items: Item[] = []
  const trees = makeTreeReader()
  let header: Line | undefined
  let from = 0
  /** Written by a version before 11, which its first object shows. */
  let old: boolean | undefined
  const close = (to: number): void => {
    if (!header) return
    const { number: line } = header
    const begun: Node = trees.begin(header) ?? { words: [], line, quotedTo: undefined, children: [] }
    const finish = () => trees.finish(lines, from + 1, to)
    const { kind, name, node } = (old ? readOldItem : readItem)(header, begun, finish, tally)
    items.push({ kind, name, node, end: lines[to - 1]?.number ?? line })
  }
  let at = -1
  for (const line of lines) {
    at++
    const today = old !== true && beginsItem(line.text)
    if (today || (old !== false && beginsOldItem(line.text))) {
      old ??= !today
      close(at)
      header = line
      from = at
    } else if (!header && !isSilent(line.text)) tally.unknown('line outside an object', line)
  }
  close(lines.length)
  return items
}

/** Whether an object of the first level begins: a module at the very start, and braces. */
function beginsItem(text: string): boolean {
  const code = text.charCodeAt(0)
  if (!(code >= 97 && code <= 122)) return false
  const blank = text.indexOf(' ')
  return blank > 1 && blank < 12 && modules.has(text.slice(0, blank)) && text.includes('{', blank)
}

/** What is left over of an object whose braces do not match. */
type Finish = () => ReturnType<TreeReader['finish']>

function readItem(header: Line, begun: Node, finish: Finish, tally: Tally): Omit<Item, 'end'> {
  const { words, line } = begun
  const { kind, name, known } = headerOf(words)
  const isProgram = programs.has(kind)
  const loose = isProgram ? undefined : finish()
  const node: Node = isProgram ? { words, line, quotedTo: undefined, children: [] } : begun
  if (loose) tally.unknown(loose.kind, loose.line)
  else if (known) tally.known()
  else tally.unknown(kind, header)
  return { kind, name, node }
}

/** An object as versions before 11 write it. */
function readOldItem(_header: Line, begun: Node, finish: Finish, tally: Tally): Omit<Item, 'end'> {
  const isProgram = begun.words[0] === 'rule'
  const loose = isProgram ? undefined : finish()
  if (loose && begun.children) tally.unknown(loose.kind, loose.line)
  else tally.known()
  return modern(isProgram ? { ...begun, children: [] } : begun)
}
