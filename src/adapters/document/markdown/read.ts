import type { Tally } from '../../../algebra/evidence/collect.ts'
import { ownerInHead } from '../../../algebra/evidence/owner-hint.ts'
import type { Line } from '../../../lib/lines.ts'
import type { MarkdownDocument } from './schema.ts'

/** What the document says of itself; every line that is not blank counts as read. */
export function readDocument(lines: readonly Line[], tally: Tally): MarkdownDocument {
  let title: string | undefined
  for (const line of lines) {
    if (line.cut) tally.unknown('line longer than 1,000,000 characters', line)
    else if (line.text.trim() !== '') tally.known()
    title ??= /^(?:title:|#)\s+(.{1,200})$/.exec(line.text)?.[1]?.trim()
  }
  const owner = ownerInHead(lines)
  return { ...(title === undefined ? {} : { title }), ...(owner === undefined ? {} : { owner }) }
}
