import { Link } from 'react-router'

/** Address of the page of one file of evidence, at a line. */
export function evidencePath(file: string, line?: number): string {
  const search = new URLSearchParams({ file })
  if (line === undefined) return `/evidence/file?${search.toString()}`
  search.set('line', String(line))
  return `/evidence/file?${search.toString()}#L${line}`
}

/** `file:line`, which opens the file at that line. */
export function EvidenceLink({ file, line }: { readonly file: string; readonly line: number }) {
  return (
    <Link to={evidencePath(file, line)} className="cw-evidence-link">
      {file}:{line}
    </Link>
  )
}
