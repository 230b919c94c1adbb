import { inert } from '../lib/inert.ts'
import type { Mark } from '../model/problems/mark.ts'

/** Signs before the mistake that are shown at most; what came before them is not where to look. */
const before = 60
const after = 20

/** A text with a line of carets below what is wrong in it; a long one is cut on both sides. */
export function markLines({ text, column, length }: Mark): string {
  const at = column - 1
  const end = at + length
  const from = Math.max(0, at - before)
  const head = `${from > 0 ? '…' : ''}${inert(text.slice(from, at))}`
  const wrong = inert(text.slice(at, end))
  const tail = `${inert(text.slice(end, end + after))}${text.length > end + after ? '…' : ''}`
  return `  ${head}${wrong}${tail}\n  ${' '.repeat(head.length)}${'^'.repeat(Math.max(1, wrong.length))}\n`
}
