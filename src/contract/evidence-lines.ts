import { z } from 'zod'
import { evidenceFile } from './evidence.ts'
import { tracedReference } from './trace.ts'

/** Query of one file of evidence: its id or name, and which of its lines to show. */
export const evidenceLinesQuery = z.object({
  file: z.string().min(1).max(500),
  /** The page that holds this line is shown. */
  line: z.coerce.number().int().min(1).max(4_294_967_295).optional(),
  /** Of a workbook: the sheet of that line; without it the first one that has such a row. */
  part: z.string().min(1).max(500).optional(),
  /** Number of the first line shown among those that name something, counted from 0. */
  from: z.coerce.number().int().min(0).optional(),
})

/** What one line of evidence names. */
const named = tracedReference.omit({ file: true, line: true, text: true }).extend({
  /** Host name that the artefact is found under. */
  host: z.string().optional(),
  /** The VM of the estate that has the address, when exactly one has. */
  vm: z.object({ id: z.string(), name: z.string() }).optional(),
})

/** A page of one file of evidence: the lines that name something, in the order of the file; a workbook's sheet by sheet. */
export const evidenceLines = evidenceFile.extend({
  bytesHash: z.string(),
  readAt: z.string(),
  /** Lines of the file, or rows of all its sheets, that name something; only these are kept. */
  lines: z.int(),
  from: z.int(),
  shown: z.array(
    z.object({
      line: z.int(),
      /** Sheet of a workbook, whose rows are its lines. */
      part: z.string().optional(),
      text: z.string(),
      names: z.array(named),
      /** What the line names beyond `names`. */
      more: z.int(),
    }),
  ),
})

export type EvidenceLinesQuery = z.output<typeof evidenceLinesQuery>
export type EvidenceLines = z.output<typeof evidenceLines>
