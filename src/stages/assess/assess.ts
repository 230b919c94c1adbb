import type { Assessment, Finding, Severity } from '../../model/assessment.ts'
import type { Estate } from '../../model/estate.ts'
import type { Vm } from '../../model/vm.ts'
import { type AssessContext, dispositionOf } from './disposition.ts'
import { fitOf } from './fit.ts'
import { guestOsOf } from './guest-os.ts'
import { rules } from './registry.ts'
import type { Rule, Unknown } from './rule.ts'
import { type Site, siteOf } from './site.ts'

const weight: Readonly<Record<Severity, number>> = { block: 0, act: 1, inform: 2 }
const unanswered = new Map<Rule, Map<Unknown, string>>()

/** Everything that the rules say of one VM; findings worst first, then in the order of the registry. */
export function assessVm(vm: Vm, site: Site, context: AssessContext): Assessment {
  const findings: Finding[] = []
  const notAssessable: string[] = []
  for (const rule of rules) {
    const verdict = rule.assess(vm, site)
    if (verdict === undefined) continue
    if (verdict.kind === 'unknown') notAssessable.push(sentence(rule, verdict))
    else {
      findings.push({
        id: rule.id,
        ...(rule.alias === undefined ? {} : { alias: rule.alias }),
        severity: verdict.severity ?? rule.severity,
        text: verdict.text,
        evidence: verdict.evidence,
        remedy: verdict.remedy,
      })
    }
  }
  findings.sort((a, b) => weight[a.severity] - weight[b.severity])
  const fit = fitOf(vm, findings)
  const os = guestOsOf(vm)
  return {
    vm: vm.id,
    disposition: dispositionOf(vm, fit, context),
    findings,
    notAssessable,
    fit,
    ...(os ? { os: { family: os.family, label: os.label } } : {}),
  }
}

/** Assesses every VM and template, in the estate's order. Linear in the number of VMs. */
export function assessEstate(estate: Estate, context: AssessContext): readonly Assessment[] {
  const site = siteOf(estate)
  return estate.vms.map((vm) => assessVm(vm, site, context))
}

/** The same sentence for each VM that lacks the same fact: a large estate would otherwise hold a million of them. */
function sentence(rule: Rule, verdict: Unknown): string {
  let known = unanswered.get(rule)
  if (!known) unanswered.set(rule, (known = new Map()))
  let text = known.get(verdict)
  if (text === undefined) {
    text = `${rule.id}: ${verdict.missing} is not known from these sources`
    known.set(verdict, text)
  }
  return text
}
