import type { Assessment, DispositionKind, Severity } from '../../model/assessment.ts'

/** Counts over all assessments; every count is of VMs. */
export interface AssessmentSummary {
  readonly vms: number
  readonly dispositions: Readonly<Record<DispositionKind, number>>
  readonly fit: Readonly<Record<Assessment['fit']['verdict'], number>>
  /** VMs by their worst finding; `none` = no finding at all. */
  readonly worst: Readonly<Record<Severity | 'none', number>>
  /** Rule id → VMs on which it fired, most first. */
  readonly findings: Readonly<Record<string, number>>
  /** Rule id → VMs on which it could not be answered, most first. */
  readonly notAssessable: Readonly<Record<string, number>>
}

/** Sums the assessments up. */
export function summarise(assessments: Iterable<Assessment>): AssessmentSummary {
  const dispositions = { retire: 0, retain: 0, rehost: 0, replatform: 0, refactor: 0, repurchase: 0 }
  const fit = { fits: 0, conditional: 0, unfit: 0 }
  const worst = { block: 0, act: 0, inform: 0, none: 0 }
  const findings = new Map<string, number>()
  const notAssessable = new Map<string, number>()
  let vms = 0
  for (const one of assessments) {
    vms++
    dispositions[one.disposition.kind]++
    fit[one.fit.verdict]++
    worst[one.findings[0]?.severity ?? 'none']++
    for (const finding of one.findings) count(findings, finding.id)
    for (const line of one.notAssessable) count(notAssessable, line.slice(0, line.indexOf(':')))
  }
  return { vms, dispositions, fit, worst, findings: ranked(findings), notAssessable: ranked(notAssessable) }
}

function count(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1)
}

function ranked(counts: Map<string, number>): Readonly<Record<string, number>> {
  return Object.fromEntries([...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)))
}
