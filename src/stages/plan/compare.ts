import type { Plan } from '../../model/plan.ts'

/** How one plan differs from another; ids of VMs, sorted. */
export interface PlanDifference {
  readonly same: boolean
  /** VMs that change their wave's kind or window, or go in or out of the plan. */
  readonly moved: readonly { readonly vm: string; readonly from?: string; readonly to?: string }[]
  /** Start of the last window before and after. */
  readonly lastBefore?: string
  readonly lastAfter?: string
}

/** Compares where each VM goes: the start of its wave counts, not the wave's number. */
export function comparePlans(before: Plan, after: Plan): PlanDifference {
  const from = placesOf(before)
  const to = placesOf(after)
  const moved: { vm: string; from?: string; to?: string }[] = []
  for (const vm of [...new Set([...from.keys(), ...to.keys()])].sort()) {
    const a = from.get(vm)
    const b = to.get(vm)
    if (a !== b)
      moved.push({ vm, ...(a === undefined ? {} : { from: a }), ...(b === undefined ? {} : { to: b }) })
  }
  const lastBefore = before.waves.at(-1)?.start
  const lastAfter = after.waves.at(-1)?.start
  return {
    same: before.hash === after.hash,
    moved,
    ...(lastBefore === undefined ? {} : { lastBefore }),
    ...(lastAfter === undefined ? {} : { lastAfter }),
  }
}

function placesOf(plan: Plan): ReadonlyMap<string, string> {
  const places = new Map<string, string>()
  for (const wave of plan.waves) for (const vm of wave.vms) places.set(vm, `${wave.kind} on ${wave.start}`)
  for (const { vm } of plan.unplanned) places.set(vm, 'unplanned')
  return places
}
