import type { PlanExplanation, PlanResult } from '../contract/plan.ts'
import type { Plan } from '../model/plan.ts'
import type { Vm } from '../model/vm.ts'
import type { Explanation } from '../stages/plan/index.ts'

/** The result of `plan`: what scripts, the API and the pages show. `names` gives each VM its name. */
export function presentPlan(plan: Plan, names: ReadonlyMap<string, string>): PlanResult {
  const nameOf = (id: string): string => names.get(id) ?? id
  return {
    hash: plan.hash,
    start: plan.start,
    timezone: plan.timezone,
    ...(plan.deadline === undefined ? {} : { deadline: plan.deadline }),
    groups: plan.groups.map(({ vms, because, needs, ...group }) => ({
      ...group,
      vms: vms.map(nameOf),
      vmIds: [...vms],
      because: [...because],
      needs: [...needs],
    })),
    waves: plan.waves.map(({ groups, vms, gates, ...wave }) => ({
      ...wave,
      groups: [...groups],
      vms: vms.map(nameOf),
      vmIds: [...vms],
      gates: gates.map((gate) => ({ ...gate })),
    })),
    unplanned: plan.unplanned.map(({ vm, why }) => ({ vm: nameOf(vm), id: vm, why })),
    conflicts: plan.conflicts.map((conflict) => ({ ...conflict })),
    bridges: plan.bridges.map((bridge) => ({ ...bridge })),
    bridged: plan.bridged,
  }
}

/** The result of `plan explain`. */
export function presentExplanation(
  explanation: Explanation,
  vm: Vm,
  names: ReadonlyMap<string, string>,
): PlanExplanation {
  const { wave, group, unplanned, reasons } = explanation
  return {
    vm: vm.name,
    id: vm.id,
    ...(wave ? { wave: { ...wave } } : {}),
    ...(group
      ? { group: { ...group, vms: group.vms.map((id) => names.get(id) ?? id), because: [...group.because] } }
      : {}),
    ...(unplanned === undefined ? {} : { unplanned }),
    reasons: [...reasons],
  }
}
