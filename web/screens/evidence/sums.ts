import type { EvidenceFileRow } from '../../../src/contract/evidence.ts'

type Counted = Pick<EvidenceFileRow, 'statements' | 'understood' | 'references' | 'flows' | 'masked'>

/** Sums over files of evidence. */
export function sumOf(files: readonly Counted[]): Counted {
  const sum = { statements: 0, understood: 0, references: 0, flows: 0, masked: 0 }
  for (const file of files) {
    sum.statements += file.statements
    sum.understood += file.understood
    sum.references += file.references
    sum.flows += file.flows
    sum.masked += file.masked
  }
  return sum
}

/** What vanishes with a file, as one sentence. */
export function effectOfRemoval(
  file: Pick<EvidenceFileRow, 'file' | 'references' | 'flows' | 'owners'>,
): string {
  const parts = [
    [file.references, 'reference'],
    [file.flows, 'flow'],
    [file.owners, 'owner record'],
  ]
    .filter(([number]) => number !== 0)
    .map(([number, word]) => `${Number(number).toLocaleString('en')} ${word}${number === 1 ? '' : 's'}`)
  const what = parts.length === 0 ? 'It gave no reference' : `${parts.join(', ')} vanish from every trace`
  return `${what}, and the kept copy of ${file.file} is deleted. To undo it, add the file again.`
}
