import { daysBetween } from '../../algebra/calendar-days.ts'
import { dayIn } from '../../algebra/calendar-zone.ts'
import type { PlanConflict, WaveKind } from '../../model/plan.ts'
import { kinds } from './machines.ts'
import { longestWindowMinutes } from './limits.ts'
import type { PlanSettings } from './settings.ts'
import type { Placed } from './waves.ts'

/** Names that plan.yaml uses and the estate does not know. */
export function unknownNames(
  names: readonly { readonly name: string; readonly found: number }[],
): readonly PlanConflict[] {
  return names.map(({ name, found }) =>
    found === 0
      ? {
          what: `plan.yaml names ${JSON.stringify(name)}, which is no VM of the estate`,
          relax: 'correct the name or take the line out',
        }
      : {
          what: `plan.yaml names ${JSON.stringify(name)}, and ${found} VMs are called so`,
          relax: 'write the id of the VM that is meant',
        },
  )
}

/** Kinds of waves that have VMs but no window at all. */
export function missingWindows(
  settings: PlanSettings,
  wanted: ReadonlySet<WaveKind>,
): readonly PlanConflict[] {
  return kinds
    .filter((kind) => wanted.has(kind) && longestWindowMinutes(settings, kind) === 0)
    .map((kind) => ({
      what: `no window in plan.yaml is open for ${kind} waves`,
      relax: `add a window, or put ${kind} into the \`for\` of one`,
    }))
}

/** The deadline, when waves end after it: how many, by how much, and what would make it. */
export function deadlineConflict(
  waves: readonly Placed[],
  settings: PlanSettings,
  start: string,
): readonly PlanConflict[] {
  const { deadline, timezone } = settings
  const last = waves.at(-1)
  if (!deadline || !last) return []
  const late = waves.filter((wave) => dayIn(timezone, wave.window.end) > deadline)
  if (late.length === 0) return []
  const lastDay = dayIn(timezone, Math.max(...late.map((wave) => wave.window.end)))
  const vms = late.reduce((sum, wave) => sum + wave.vms, 0)
  const available = daysBetween(start, deadline) + 1
  const ways = [`move the deadline by ${daysBetween(deadline, lastDay)} days to ${lastDay}`]
  if (available > 0) {
    const factor = (daysBetween(start, lastDay) + 1) / available
    const needed = Math.ceil(settings.parallelWaves * factor)
    ways.push(
      `let ${needed} waves run in parallel instead of ${settings.parallelWaves}`,
      `open ${Math.ceil(settings.windows.length * factor)} windows a week instead of ${settings.windows.length}`,
      `raise maxVmsPerWave to about ${Math.ceil(settings.maxVmsPerWave * factor)} where data and windows allow`,
    )
  }
  return [
    {
      what: `the deadline ${deadline} is missed: ${late.length} of ${waves.length} waves with ${vms} VMs end after it, the last on ${lastDay}`,
      relax: ways.join('; or '),
    },
  ]
}
