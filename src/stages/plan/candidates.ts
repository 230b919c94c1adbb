import type { Assessment } from '../../model/assessment.ts'
import type { Unplanned } from '../../model/plan.ts'
import type { Vm } from '../../model/vm.ts'
import { type Bond, resolver } from './bonds.ts'
import { whyNot } from './eligible.ts'
import { type Machine, machineOf } from './machines.ts'
import type { PlanSettings } from './settings.ts'

/** Who can be planned, and who cannot with the reason. Every VM is in exactly one of both. */
export interface Candidates {
  readonly machines: readonly Machine[]
  readonly unplanned: readonly Unplanned[]
  /** Names in plan.yaml under `pins` or `decisions` that mean no VM, or several. */
  readonly unknown: readonly { readonly name: string; readonly found: number }[]
}

/**
 * Sorts VMs into planned and unplanned. A VM that shares a disk with one that stays is held back with it: moved alone,
 * it would lose the disk.
 */
export function candidatesOf(
  vms: readonly Vm[],
  assessments: ReadonlyMap<string, Assessment>,
  bonds: readonly Bond[],
  settings: PlanSettings,
): Candidates {
  const names = resolver(vms)
  const unknown: { name: string; found: number }[] = []
  const byVm = <T>(entries: Readonly<Record<string, T>>): ReadonlyMap<string, T> => {
    const found = new Map<string, T>()
    for (const [name, value] of Object.entries(entries)) {
      const [only, ...others] = names(name)
      if (only && others.length === 0) found.set(only.id, value)
      else unknown.push({ name, found: only ? others.length + 1 : 0 })
    }
    return found
  }
  const pins = byVm(settings.pins)
  const decisions = byVm(settings.decisions)
  const reasons = new Map<string, string>()
  for (const vm of vms) {
    const why = whyNot(vm, decided(assessments.get(vm.id), decisions.get(vm.id)), settings)
    if (why !== undefined) reasons.set(vm.id, why)
  }
  holdBack(vms, bonds, reasons)
  const machines: Machine[] = []
  const unplanned: Unplanned[] = []
  for (const vm of vms) {
    const why = reasons.get(vm.id)
    if (why === undefined) machines.push(machineOf(vm, assessments.get(vm.id), pins.get(vm.id)))
    else unplanned.push({ vm: vm.id, why })
  }
  return { machines, unplanned, unknown }
}

function decided(
  assessment: Assessment | undefined,
  decision: PlanSettings['decisions'][string] | undefined,
): Assessment | undefined {
  if (!assessment || !decision) return assessment
  return {
    ...assessment,
    disposition: { kind: decision.disposition, reasons: [`decided: ${decision.reason}`] },
  }
}

function holdBack(vms: readonly Vm[], bonds: readonly Bond[], reasons: Map<string, string>): void {
  const nameOf = new Map(vms.map((vm) => [vm.id, vm.name]))
  const physical = bonds.filter((bond) => bond.kind === 'physical')
  for (let changed = true; changed; ) {
    changed = false
    for (const bond of physical) {
      const staying = bond.vms.find((id) => reasons.has(id))
      if (staying === undefined) continue
      for (const id of bond.vms) {
        if (reasons.has(id)) continue
        reasons.set(
          id,
          `held back with ${nameOf.get(staying) ?? staying}, which is not planned: ${bond.because}`,
        )
        changed = true
      }
    }
  }
}
