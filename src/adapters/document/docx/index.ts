import { gathered, makeTally } from '../../../algebra/evidence/collect.ts'
import { FormatError } from '../../../lib/format-error.ts'
import { longestLine } from '../../../lib/lines.ts'
import { createMasker } from '../../../lib/mask.ts'
import type { Reference } from '../../../model/evidence.ts'
import type { EvidenceReader } from '../../../ports/evidence-reader.ts'
import { readParagraphs } from './read.ts'
import { referencesOf } from './to-model.ts'

const signature = [0x50, 0x4b, 0x03, 0x04]
const bodyName = new TextEncoder().encode('word/document.xml')

/** Documents of word processors (Office Open XML); `line` is the number of the paragraph, `name` its part. */
export const docxReader: EvidenceReader = {
  kind: 'docx',
  reads: 'text',
  recognises: ({ bytes }) => (startsWith(bytes, 0, signature) && hasBody(bytes) ? 0.95 : 0),
  read(file, context) {
    const tally = makeTally()
    const mask = createMasker()
    const references: Reference[] = []
    let masked = 0
    try {
      for (const paragraph of readParagraphs(file.bytes)) {
        const { text, masks } = mask(paragraph.text.slice(0, longestLine))
        masked += masks
        const line = { number: paragraph.number, text }
        if (paragraph.text.length > longestLine)
          tally.unknown('paragraph longer than 1,000,000 characters', line)
        else tally.known()
        for (const reference of referencesOf({ ...paragraph, text }, file.name, context))
          references.push(reference)
      }
    } catch (error) {
      if (!(error instanceof FormatError)) throw error
      // The message quotes names within the archive: it passes the masker like any text.
      tally.unknown('part that cannot be read', { number: 1, text: mask(error.message).text })
    }
    return gathered(tally, masked, { references })
  },
}

/** Whether a local header of the archive names the body. */
function hasBody(bytes: Uint8Array): boolean {
  for (let at = bytes.indexOf(0x77, 30); at >= 0; at = bytes.indexOf(0x77, at + 1)) {
    if (startsWith(bytes, at, bodyName) && startsWith(bytes, at - 30, signature)) return true
  }
  return false
}

function startsWith(bytes: Uint8Array, at: number, wanted: ArrayLike<number>): boolean {
  for (let index = 0; index < wanted.length; index++) if (bytes[at + index] !== wanted[index]) return false
  return true
}
