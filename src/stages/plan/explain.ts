import type { MoveGroup, Plan, Wave } from '../../model/plan.ts'
import type { Vm } from '../../model/vm.ts'
import { resolver } from './bonds.ts'
import { machineOf } from './machines.ts'
import type { PlanSettings } from './settings.ts'

/** Why a VM is where it is in a plan. */
export interface Explanation {
  /** Id of the VM. */
  readonly vm: string
  readonly wave?: Pick<Wave, 'id' | 'kind' | 'start' | 'end'>
  readonly group?: Pick<MoveGroup, 'id' | 'vms' | 'confidence' | 'because'>
  /** Why it is in no wave. */
  readonly unplanned?: string
  /** One sentence each, in the order in which the planner decided. */
  readonly reasons: readonly string[]
}

const listed = 5

/** Explains one VM out of the plan itself: nothing is planned again. */
export function explainVm(plan: Plan, vm: Vm, settings: PlanSettings): Explanation {
  const out = plan.unplanned.find((one) => one.vm === vm.id)
  if (out) return { vm: vm.id, unplanned: out.why, reasons: [`it is in no wave: ${out.why}`] }
  const group = plan.groups.find((one) => one.vms.includes(vm.id))
  const wave = plan.waves.find((one) => one.vms.includes(vm.id))
  if (!group || !wave) {
    return { vm: vm.id, reasons: ['the plan does not know it: it was discovered after the plan was made'] }
  }
  return {
    vm: vm.id,
    wave: { id: wave.id, kind: wave.kind, start: wave.start, end: wave.end },
    group: { id: group.id, vms: group.vms, confidence: group.confidence, because: group.because },
    reasons: [
      ...aboutItself(vm, group, settings),
      ...aboutGroup(group),
      ...aboutWave(plan, group, wave),
      ...aboutWindow(plan, wave, settings),
    ],
  }
}

function aboutItself(vm: Vm, group: MoveGroup, settings: PlanSettings): readonly string[] {
  const resolve = resolver([vm])
  const pinned = Object.entries(settings.pins).find(([name]) => resolve(name).length > 0)
  const machine = machineOf(vm, undefined, pinned?.[1])
  const reasons = [`${machine.kindBecause}; ${machine.criticalityBecause}`]
  if (machine.kind !== group.kind) {
    reasons.push(`its group holds VMs of ${group.kind}, and the group goes whole`)
  }
  if (machine.criticality !== group.criticality) {
    reasons.push(`its group holds a VM of criticality ${group.criticality}`)
  }
  if (machine.notBefore) reasons.push(`plan.yaml lets it go no earlier than ${machine.notBefore}`)
  return reasons
}

function aboutGroup(group: MoveGroup): readonly string[] {
  const size = group.vms.length === 1 ? 'it moves alone' : `it moves with ${group.vms.length - 1} others`
  return [`${size} (group ${group.id}, confidence ${group.confidence}): ${group.because.join('; ')}`]
}

function aboutWave(plan: Plan, group: MoveGroup, wave: Wave): readonly string[] {
  const reasons: string[] = []
  if (wave.kind === 'pilot' && group.kind !== 'pilot') {
    reasons.push(
      'it was chosen for the pilot: small, of low criticality, and it shows something that no other VM of the pilot does',
    )
  }
  if (wave.criticality !== undefined && wave.criticality !== group.criticality) {
    reasons.push(
      `its criticality is ${group.criticality}, and it waits for the waves of criticality ${wave.criticality} because of what it needs`,
    )
  }
  const waveOf = new Map(plan.waves.flatMap((one) => one.groups.map((id) => [id, one.id] as const)))
  const where = (id: string): string => `${id} in ${waveOf.get(id) ?? 'no wave'}`
  if (group.needs.length > 0)
    reasons.push(`it uses ${some(group.needs.map(where))}, so it goes with them or later`)
  const users = plan.groups.filter((one) => one.needs.includes(group.id)).map((one) => where(one.id))
  if (users.length > 0) reasons.push(`it is used by ${some(users)}, so it goes with them or before`)
  for (const bridge of plan.bridges.filter((one) => one.client === group.id).slice(0, listed)) {
    reasons.push(
      `it uses ${where(bridge.server)}, which moves later (${bridge.why}): both must reach each other meanwhile`,
    )
  }
  return reasons
}

function aboutWindow(plan: Plan, wave: Wave, settings: PlanSettings): readonly string[] {
  const position = plan.waves.indexOf(wave)
  const before = plan.waves[position - 1]
  const { minutes } = wave.window
  return [
    before
      ? `${wave.id} takes the first window that is open for ${wave.kind} waves, long enough, and free after ${before.id}: ${wave.start}`
      : `${wave.id} takes the first window from ${plan.start} that is open for ${wave.kind} waves and long enough: ${wave.start}`,
    `it is planned for ${wave.workMinutes} of ${minutes} minutes; ${Math.round(settings.rates.windowShare * 100)} % of a window may be planned full`,
  ]
}

function some(items: readonly string[]): string {
  return items.length <= listed
    ? items.join(', ')
    : `${items.slice(0, listed).join(', ')} and ${items.length - listed} more`
}
