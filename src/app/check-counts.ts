import type { ReadReport, SourceDescription } from '../model/observation.ts'
import { problem } from '../model/problems/index.ts'

/** Nothing silent: what was seen must be kept, merged or rejected. A reader that loses rows is a defect, and is told. */
export function checkCounts(description: SourceDescription, report: ReadReport): void {
  const accounted = report.kept + report.merged + report.rejected.length
  if (accounted === report.seen) return
  throw problem('source-miscounted', { source: description.label, seen: report.seen, accounted })
}
