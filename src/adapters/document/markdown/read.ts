import { ownerInHead } from '../../../algebra/evidence/owner-hint.ts'
import type { Line } from '../../../lib/lines.ts'
import type { MarkdownDocument } from './schema.ts'

/** What the document says of itself. */
export function readDocument(lines: Iterable<Line>): MarkdownDocument {
  const title = titleIn(lines)
  const owner = ownerInHead(lines)
  return { ...(title === undefined ? {} : { title }), ...(owner === undefined ? {} : { owner }) }
}

function titleIn(lines: Iterable<Line>): string | undefined {
  for (const { text } of lines) {
    const first = text.charCodeAt(0)
    if (first !== 35 && first !== 116) continue
    const title = /^(?:title:|#)\s+(.{1,200})$/.exec(text)?.[1]?.trim()
    if (title !== undefined) return title
  }
  return undefined
}
