import type { Tally } from '../../../algebra/evidence/collect.ts'
import type { Line } from '../../../lib/lines.ts'
import { type Item, knownFamilies, knownKinds, modules, type Node, programs, threeWords } from './schema.ts'
import { isSilent, makeTreeReader, type TreeReader } from './braces.ts'

/**
 * Reads a configuration as `tmsh` saves it. An object ends where the next one begins at the start of a line, so that one
 * brace too many or a string that never ends spoils no more than its object.
 */
export function readItems(lines: readonly Line[], tally: Tally): readonly Item[] {
  const items: Item[] = []
  const trees = makeTreeReader()
  let header: Line | undefined
  let from = 0
  const close = (to: number): void => {
    if (header) items.push(readItem(header, lines, from, to, trees, tally))
  }
  let at = -1
  for (const line of lines) {
    at++
    if (beginsItem(line.text)) {
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

function readItem(
  header: Line,
  lines: readonly Line[],
  from: number,
  to: number,
  trees: TreeReader,
  tally: Tally,
): Item {
  const { number: line } = header
  const begun: Node = trees.begin(header) ?? { words: [], line, quotedTo: undefined, children: [] }
  const { words } = begun
  const two = `${words[0] ?? ''} ${words[1] ?? ''}`
  const isProgram = programs.has(two) || programs.has(`${two} ${words[2] ?? ''}`)
  const loose = isProgram ? undefined : trees.finish(lines, from + 1, to)
  const node: Node = isProgram ? { words, line, quotedTo: undefined, children: [] } : begun
  const three = threeWords.has(two) && words.length > 2
  const kind = three ? `${two} ${words[2] ?? ''}` : two
  if (loose) tally.unknown(loose.kind, loose.line)
  else if (knownKinds.has(kind) || knownFamilies.has(two)) tally.known()
  else tally.unknown(kind, header)
  return { kind, name: words[three ? 3 : 2] ?? '', node, end: lines[to - 1]?.number ?? line }
}
