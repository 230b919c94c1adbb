import { Link } from 'react-router'
import { sheetOf } from '../../src/model/evidence-place.ts'

/** Address of the page of one file of evidence, at a line; of a workbook, at a row of a sheet. */
export function evidencePath(file: string, line?: number, part?: string): string {
  const search = new URLSearchParams({ file })
  if (line === undefined) return `/evidence/file?${search.toString()}`
  search.set('line', String(line))
  if (part !== undefined) search.set('part', part)
  return `/evidence/file?${search.toString()}#${lineAnchor(line, part)}`
}

/** Where a line, or a row of a sheet, stands on that page. */
export function lineAnchor(line: number, part?: string): string {
  return part === undefined ? `L${line}` : `L${line}-${encodeURIComponent(part)}`
}

/** A reference as far as a link needs it. */
interface Linked {
  readonly file: string
  readonly line: number
  readonly kind: string
  readonly name?: string | undefined
}

/** Address of the page of a reference's file, at its line or its row of a sheet. */
export function referencePath(reference: Linked): string {
  return evidencePath(reference.file, reference.line, sheetOf(reference))
}

/** `file:line`, which opens the file at that line. */
export function EvidenceLink({ of }: { readonly of: Linked }) {
  return (
    <Link to={referencePath(of)} className="cw-evidence-link">
      {of.file}:{of.line}
    </Link>
  )
}
