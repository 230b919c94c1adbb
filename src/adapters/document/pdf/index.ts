import { longestLine } from '../../../lib/lines.ts'
import { createMasker } from '../../../lib/mask.ts'
import type { Reference } from '../../../model/evidence.ts'
import type { EvidenceContext, EvidenceFile, EvidenceReader } from '../../../ports/evidence-reader.ts'
import { type DocumentCounts, tellingDocument } from '../shared/reading.ts'
import { createLineMasker } from './mask.ts'
import { readUnpacked } from './read.ts'
import { referencesIn } from './to-model.ts'
import { unpackPdf } from './unpack.ts'

/** Bytes in which a document says that it is one; some programs write a line before. */
const headBytes = 1024
const sign = '%PDF-'

/** PDF documents; `line` counts lines with text through the whole document, `name` says where: `page 3, line 12`. */
export const pdfReader: EvidenceReader = {
  kind: 'pdf',
  reads: 'text',
  recognises: ({ bytes }) =>
    Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, headBytes)).includes(sign) ? 0.95 : 0,
  prepare: (file) => unpackPdf(file),
  read: (file, context) => tellingDocument((counts) => referencesOf(file, context, counts)),
}

/** The references of an unpacked document, line by line. */
function* referencesOf(
  file: EvidenceFile,
  context: EvidenceContext | undefined,
  counts: DocumentCounts,
): Iterable<Reference> {
  const { tally } = counts
  const maskLine = createLineMasker()
  let number = 0
  for (const said of readUnpacked(file.bytes)) {
    if (!('page' in said)) {
      // Messages quote the document: they pass a masker of their own.
      tally.unknown(said.construct, { number: Math.max(1, number), text: createMasker()(said.text).text })
      continue
    }
    let at = 0
    for (const cells of said.lines) {
      number++
      at++
      const { text, masks } = maskLine(cells)
      counts.masked += masks
      const line = { number, text: text.length > longestLine ? text.slice(0, longestLine) : text }
      if (text.length > longestLine) tally.unknown('line longer than 1,000,000 characters', line)
      else tally.known()
      const place = at
      yield* referencesIn(line, () => `page ${said.page}, line ${place}`, file.name, context)
    }
  }
}
