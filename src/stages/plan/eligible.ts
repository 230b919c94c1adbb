import type { Assessment } from '../../model/assessment.ts'
import type { Vm } from '../../model/vm.ts'
import { sizeKnown } from './machines.ts'
import type { PlanSettings } from './settings.ts'

/** Why a VM cannot be planned at all; undefined = it can. The first reason that holds is the one to settle first. */
export function whyNot(
  vm: Vm,
  assessment: Assessment | undefined,
  settings: PlanSettings,
): string | undefined {
  if (vm.platform) return `part of the platform (${vm.platform.kind}): ${vm.platform.reason}`
  if (vm.template === true) return 'a template: it is built again as a golden image of the target'
  if (!assessment) return 'not assessed: run `causeway assess`'
  const { kind, reasons } = assessment.disposition
  if (kind !== 'rehost' && kind !== 'replatform') return `${kind}: ${reasons.join('; ')}`
  const blocking = assessment.findings.filter(
    (finding) => finding.severity === 'block' && !settings.accept.includes(finding.id),
  )
  const [first] = blocking
  if (first) {
    const more = blocking.length > 1 ? ` (and ${blocking.length - 1} more)` : ''
    return `blocked by ${first.id}${more}: ${first.text} ${first.remedy}`
  }
  if (!sizeKnown(vm)) return 'its size is not known from these sources, so no window can be planned for it'
  return undefined
}
