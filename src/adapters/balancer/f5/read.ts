import type { Tally } from '../../../algebra/evidence/collect.ts'
import type { Line } from '../../../lib/lines.ts'
import { type Item, knownFamilies, knownKinds, modules, type Node, programs, threeWords } from './schema.ts'
import { type Open, tokensOf } from './tokens.ts'

/** Braces deeper than this are read as if they were not there. */
const deepest = 40

/**
 * Reads a configuration as `tmsh` saves it. An object ends where the next one begins at the start of a line, so that one
 * brace too many or a string that never ends spoils no more than its object.
 */
export function readItems(lines: readonly Line[], tally: Tally): readonly Item[] {
  const items: Item[] = []
  let header: Line | undefined
  let from = 0
  const close = (to: number): void => {
    if (header) items.push(readItem(header, lines, from, to, tally))
  }
  for (const [at, line] of lines.entries()) {
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

function isSilent(text: string): boolean {
  const trimmed = text.trim()
  return trimmed === '' || trimmed.startsWith('#')
}

function readItem(header: Line, lines: readonly Line[], from: number, to: number, tally: Tally): Item {
  const root: Node = { words: [], line: header.number, children: [] }
  const words = tokensOf(header.text, { quote: false }).map(({ text }) => text)
  const two = `${words[0] ?? ''} ${words[1] ?? ''}`
  const isProgram = programs.has(two) || programs.has(`${two} ${words[2] ?? ''}`)
  const loose = isProgram ? undefined : readTree(root, lines, from, to)
  const node: Node = root.children?.[0] ?? { words: words.slice(0, -1), line: header.number, children: [] }
  const three = threeWords.has(two) && node.words.length > 2
  const kind = three ? `${two} ${node.words[2] ?? ''}` : two
  if (loose) tally.unknown(loose.kind, loose.line)
  else if (knownKinds.has(kind) || knownFamilies.has(two)) tally.known()
  else tally.unknown(kind, header)
  const name = node.words[three ? 3 : 2] ?? ''
  return { kind, name: name === '{' ? '' : name, node, end: lines[to - 1]?.number ?? header.number }
}

/** Fills the tree; answers what stands where nothing may stand. */
function readTree(
  root: Node,
  lines: readonly Line[],
  from: number,
  to: number,
): { readonly kind: string; readonly line: Line } | undefined {
  const stack: Node[] = [root]
  const open: Open = { quote: false }
  let loose: { kind: string; line: Line } | undefined
  let skipped = 0
  let last: Node | undefined
  for (let at = from; at < to; at++) {
    const line = lines[at]
    if (!line || (!open.quote && isSilent(line.text))) continue
    const goesOn = open.quote
    const tokens = tokensOf(line.text, open)
    let words: string[] = []
    let quoted = false
    const leaf = (): Node | undefined => {
      if (words.length === 0) return undefined
      const node: Node = { words, line: line.number }
      if (quoted) node.quotedTo = line.number
      if (stack.length === 1 && root.children?.length) loose ??= { kind: 'line outside an object', line }
      stack.at(-1)?.children?.push(node)
      words = []
      quoted = false
      last = node
      return node
    }
    for (const [place, token] of tokens.entries()) {
      if (place === 0 && goesOn) {
        if (last) last.quotedTo = line.number
      } else if (!token.quoted && token.text === '{') {
        const node = leaf() ?? { words: [], line: line.number }
        if (stack.length >= deepest) skipped++
        else {
          node.children = []
          stack.push(node)
        }
      } else if (!token.quoted && token.text === '}') {
        leaf()
        if (skipped > 0) skipped--
        else if (stack.length > 1) stack.pop()
        else loose ??= { kind: 'brace that closes nothing', line }
      } else {
        words.push(token.text)
        quoted ||= token.quoted
      }
    }
    leaf()
  }
  const end = lines[to - 1]
  if (stack.length > 1 && end) loose ??= { kind: 'object that does not end', line: end }
  return loose
}
