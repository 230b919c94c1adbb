import { Link } from 'react-router'

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

/** `file:line`, which opens the file at that line. */
export function EvidenceLink({ file, line }: { readonly file: string; readonly line: number }) {
  return (
    <Link to={evidencePath(file, line)} className="cw-evidence-link">
      {file}:{line}
    </Link>
  )
}
