import type { EvidenceFile, EvidenceReader } from '../../src/ports/evidence-reader.ts'

/** A file as its reader takes it: unpacked where the reader asks for that. */
export async function prepared(reader: EvidenceReader, file: EvidenceFile): Promise<EvidenceFile> {
  return (await reader.prepare?.(file)) ?? file
}
