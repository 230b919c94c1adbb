import type { DiscoveredSource } from '../contract/discover.ts'
import type { ReadReport, SourceDescription } from '../model/observation.ts'
import { placeText } from '../model/place-text.ts'
import { unansweredBy } from '../stages/assess/index.ts'

/** The source as every answer shows it. */
export function presentSource(
  source: string,
  description: Pick<SourceDescription, 'reader' | 'label'>,
  observedAt: string,
  report: ReadReport,
): Omit<DiscoveredSource, 'changed' | 'seconds'> {
  return {
    source,
    kind: description.reader,
    label: description.label,
    observedAt,
    seen: report.seen,
    kept: report.kept,
    merged: report.merged,
    rejected: report.rejected.map(({ where, name, why, row }) => ({
      where: placeText(where),
      ...(name === undefined ? {} : { name }),
      why,
      ...(row === undefined ? {} : { row }),
    })),
    unknown: [...report.unknown],
    missing: [...report.missing],
    coverage: report.coverage.map((part) => ({
      part: part.part,
      rows: part.rows,
      known: [...part.known],
      unread: [...(part.unread ?? [])],
      missing: [...part.missing],
      unknown: [...part.unknown],
    })),
    decided: [...(report.decided ?? [])],
    notAssessable: unansweredIn(report),
    notSeen: (report.notSeen ?? []).map(({ privileges, ...one }) => ({
      ...one,
      ...(privileges === undefined ? {} : { privileges: [...privileges] }),
    })),
    ...(report.packages === undefined ? {} : { packages: report.packages }),
  }
}

/** Readers that do not say what they can give are not judged. */
function unansweredIn({ gives, lacks = [] }: ReadReport): DiscoveredSource['notAssessable'] {
  if (gives === undefined) return []
  return unansweredBy(gives, lacks).map(({ findings, ...where }) => ({ ...where, findings: [...findings] }))
}
