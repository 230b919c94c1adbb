import type { WaveKind } from '../../model/plan.ts'
import type { PlanSettings } from './settings.ts'
import { type Load, workMinutes } from './transfer.ts'

const terabyte = 1e12

/** Minutes of the longest window that a kind of wave may use; 0 = there is none. */
export function longestWindowMinutes(settings: PlanSettings, kind: WaveKind): number {
  let longest = 0
  for (const window of settings.windows) {
    if (!window.for || window.for.includes(kind)) longest = Math.max(longest, window.hours * 60)
  }
  return longest
}

/** Why a load cannot be one wave in a window of so many minutes, and what would let it; undefined = it can. */
export function whyTooLarge(
  load: Load,
  settings: PlanSettings,
  windowMinutes: number,
): { readonly why: string; readonly relax: string } | undefined {
  if (load.vms > settings.maxVmsPerWave) {
    return {
      why: `${load.vms} VMs, and a wave may hold ${settings.maxVmsPerWave}`,
      relax: `raise maxVmsPerWave to ${load.vms}`,
    }
  }
  if (load.bytes > settings.maxTbPerWave * terabyte) {
    const size = (load.bytes / terabyte).toFixed(2)
    return {
      why: `${size} TB, and a wave may hold ${settings.maxTbPerWave} TB`,
      relax: `raise maxTbPerWave to ${Math.ceil(load.bytes / terabyte)}`,
    }
  }
  const needed = workMinutes(load, settings)
  const usable = Math.floor(windowMinutes * settings.rates.windowShare)
  if (needed > usable) {
    const hours = Math.ceil((needed / settings.rates.windowShare / 60) * 4) / 4
    const warm = settings.copy === 'cold' ? ', or set copy to warm' : ''
    return {
      why: `${needed} minutes of work, and its longest window leaves ${usable}`,
      relax: `open a window of ${hours} hours${warm}`,
    }
  }
  return undefined
}

/** Whether a load can be one wave in a window of so many minutes. The quick form of {@link whyTooLarge}. */
export function fits(load: Load, settings: PlanSettings, windowMinutes: number): boolean {
  return (
    load.vms <= settings.maxVmsPerWave &&
    load.bytes <= settings.maxTbPerWave * terabyte &&
    workMinutes(load, settings) <= Math.floor(windowMinutes * settings.rates.windowShare)
  )
}
