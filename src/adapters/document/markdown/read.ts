import { MaskedText } from '../../../algebra/evidence/masked-text.ts'
import { ownerInHead } from '../../../algebra/evidence/owner-hint.ts'
import type { Line } from '../../../lib/lines.ts'
import type { MarkdownDocument } from './schema.ts'

/** What the document says of itself, as a rule at its beginning. */
export function readDocument(head: Iterable<Line>, bytes: Uint8Array): MarkdownDocument {
  const title = titleIn(head) ?? titleIn(new MaskedText(bytes))
  const owner = ownerInHead(head)
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
