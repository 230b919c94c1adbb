import type { Line } from '../../../lib/lines.ts'
import type { Node } from './schema.ts'

/** Braces deeper than this are read as if they were not there. */
const deepest = 40

/** Properties without a value, which part the pairs of an object that stands on one line. */
const flags: ReadonlySet<string> = new Set(
  'disabled enabled internal ip-forward l2-forward reject dhcp-relay stateless vlans-disabled vlans-enabled'.split(
    ' ',
  ),
)

/** What stands where nothing may stand. */
interface Loose {
  readonly kind: string
  readonly line: Line
}

/** Reads the trees of objects, one after the other. */
export interface TreeReader {
  /** Begins an object with its first line; undefined when no word stands there. */
  readonly begin: (line: Line) => Node | undefined
  /** Reads the other lines of the object; answers the first thing that stands where nothing may stand. */
  readonly finish: (lines: readonly Line[], from: number, to: number) => Loose | undefined
}

/**
 * A reader of trees in braces, in one pass over the signs of each line. A string may begin on one line and end on a later
 * one. The words of a line are kept in a list of their own length: one that grew keeps room for 17.
 */
export function makeTreeReader(): TreeReader {
  const words: string[] = []
  let stack: Node[] = []
  let last: Node | undefined
  let loose: Loose | undefined
  let skipped = 0
  let quoted = false
  let open = false
  let begun = 0

  /** What `tmsh list one-line` prints: properties in pairs on the line of the object. */
  const splitPairs = (line: number, opens: boolean): void => {
    const first = words[0] ?? ''
    if (first.startsWith('/') || /[.:]/.test(first)) return
    while (words.length > (opens ? 1 : 2)) {
      const pair = words.splice(0, flags.has(words[0] ?? '') || (opens && words.length === 2) ? 1 : 2)
      stack.at(-1)?.children?.push({ words: pair, line, quotedTo: undefined, children: undefined })
    }
  }
  const leaf = (line: Line, opens = false): Node | undefined => {
    const oneLine = line.number === begun && stack.length > 1
    if (oneLine && words.length > 1) splitPairs(line.number, opens)
    if (words.length === 0) return undefined
    const node: Node = { words: words.slice(), line: line.number, quotedTo: undefined, children: undefined }
    // Of an object on one line the quoted text itself is looked through, not its whole line.
    if (quoted && !oneLine) node.quotedTo = line.number
    if (stack.length === 1 && stack[0]?.children?.length) loose ??= { kind: 'line outside an object', line }
    stack.at(-1)?.children?.push(node)
    words.length = 0
    quoted = false
    last = node
    return node
  }
  const enter = (line: Line): void => {
    let node = leaf(line, true)
    if (!node) {
      // Braces without a name: an entry of a list.
      node = { words: [], line: line.number, quotedTo: undefined, children: undefined }
      stack.at(-1)?.children?.push(node)
    }
    if (stack.length >= deepest) skipped++
    else {
      node.children = []
      stack.push(node)
    }
  }
  const leave = (line: Line): void => {
    leaf(line)
    if (skipped > 0) skipped--
    else if (stack.length > 1) stack.pop()
    else loose ??= { kind: 'brace that closes nothing', line }
  }
  /** Up to behind the quote that ends a string, or the end of the line. */
  const endOfQuote = (text: string, from: number): number => {
    for (let at = from; at < text.length; at++) {
      const code = text.charCodeAt(at)
      if (code === 92) at++
      else if (code === 34) {
        open = false
        return at + 1
      }
    }
    open = true
    return text.length
  }
  const readLine = (line: Line): void => {
    const { text } = line
    const { length } = text
    let at = 0
    if (open) {
      at = endOfQuote(text, 0)
      if (last) last.quotedTo = line.number
    }
    while (at < length) {
      const code = text.charCodeAt(at)
      if (code === 32 || code === 9) {
        at++
        continue
      }
      const from = at
      if (code === 34) {
        at = endOfQuote(text, from + 1)
        words.push(text.slice(from + 1, open ? length : at - 1))
        quoted = true
        continue
      }
      while (at < length && text.charCodeAt(at) !== 32 && text.charCodeAt(at) !== 9) at++
      if (at === from + 2 && code === 123 && text.charCodeAt(from + 1) === 125) {
        enter(line)
        leave(line)
      } else if (at > from + 1 || (code !== 123 && code !== 125)) words.push(text.slice(from, at))
      else if (code === 123) enter(line)
      else leave(line)
    }
    leaf(line)
  }
  return {
    begin(line) {
      const root: Node = { words: [], line: line.number, quotedTo: undefined, children: [] }
      stack = [root]
      last = undefined
      loose = undefined
      skipped = 0
      open = false
      begun = line.number
      readLine(line)
      return root.children?.[0]
    },
    finish(lines, from, to) {
      for (let at = from; at < to; at++) {
        const line = lines[at]
        if (line && (open || !isSilent(line.text))) readLine(line)
      }
      const end = lines[to - 1]
      if (stack.length > 1 && end) loose ??= { kind: 'object that does not end', line: end }
      return loose
    },
  }
}

/** Whether a line is empty or a comment. */
export function isSilent(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    // Blanks beyond ASCII are rare.
    if (code > 127) return /^(?:#|$)/.test(text.trimStart())
    if (code !== 32 && !(code > 8 && code < 14)) return code === 35
  }
  return true
}
