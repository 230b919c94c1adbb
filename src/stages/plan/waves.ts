import { isDay } from '../../algebra/calendar-days.ts'
import { type OpenWindow, openWindows } from '../../algebra/calendar-windows.ts'
import { instantOf } from '../../algebra/calendar-zone.ts'
import type { WaveKind } from '../../model/plan.ts'
import type { Unit } from './order.ts'
import type { PlanSettings } from './settings.ts'
import {
  addHostLoads,
  diskMinutes,
  type HostLoad,
  hostMinutes,
  type Load,
  pipeMinutes,
  windowMinutes,
} from './transfer.ts'

/** Four decades: whoever needs more has another problem. */
const horizonDays = 14_610
const terabyte = 1e12

/** A wave with its window, before it is named. */
export interface Placed {
  readonly kind: WaveKind
  readonly rank: number
  readonly window: OpenWindow
  /** Positions of units, in the order in which they were placed. */
  readonly units: number[]
  vms: number
  bytes: number
  copyMinutes: number
  readonly hosts: Map<string, HostLoad>
}

/** Waves in the order of their windows, and units for which there is no window. */
export interface Placement {
  readonly waves: readonly Placed[]
  readonly homeless: readonly number[]
}

/**
 * Puts units into waves, each into the first one that has room and does not come before what it needs; a new wave takes
 * the next window that is long enough. Waves of one kind and rank follow those of the one before.
 */
export function placeUnits(units: readonly Unit[], settings: PlanSettings, start: string): Placement {
  const calendar = windowCursor(settings, start)
  const waves: Placed[] = []
  const waveOf = new Int32Array(units.length).fill(-1)
  const homeless: number[] = []
  let levelStart = 0
  let level = ''
  units.forEach((unit, position) => {
    const key = `${unit.kind} ${unit.rank}`
    if (key !== level) {
      level = key
      levelStart = waves.length
      calendar.closeLevel()
    }
    while (levelStart < waves.length && (waves[levelStart]?.vms ?? 0) >= settings.maxVmsPerWave) levelStart++
    const earliest = unit.after.reduce((latest, server) => Math.max(latest, waveOf[server] ?? -1), levelStart)
    const notBefore =
      unit.notBefore !== undefined && isDay(unit.notBefore)
        ? instantOf(settings.timezone, unit.notBefore, 0).at
        : Number.NEGATIVE_INFINITY
    for (let index = earliest; index < waves.length; index++) {
      const wave = waves[index]
      if (!wave || wave.window.start < notBefore) continue
      if (!grow(wave, unit.load, settings)) continue
      wave.units.push(position)
      waveOf[position] = index
      return
    }
    const window = calendar.next(unit, notBefore)
    if (!window) {
      homeless.push(position)
      return
    }
    const wave: Placed = {
      kind: unit.kind,
      rank: unit.rank,
      window,
      units: [position],
      vms: 0,
      bytes: 0,
      copyMinutes: 0,
      hosts: new Map(),
    }
    grow(wave, unit.load, settings)
    waveOf[position] = waves.length
    waves.push(wave)
  })
  return { waves, homeless }
}

/** Minutes of the wave's window that its work takes. */
export function waveMinutes(wave: Placed, settings: PlanSettings): number {
  return windowMinutes(wave.copyMinutes, wave.vms, settings)
}

/** Adds a load when caps and window allow; the copy is a maximum of parts, so only the parts that grow are asked. */
function grow(wave: Placed, load: Load, settings: PlanSettings): boolean {
  const vms = wave.vms + load.vms
  const bytes = wave.bytes + load.bytes
  if (vms > settings.maxVmsPerWave || bytes > settings.maxTbPerWave * terabyte) return false
  const { rates, copy } = settings
  let minutes = Math.max(
    wave.copyMinutes,
    pipeMinutes(bytes, rates),
    diskMinutes(load.largestDiskBytes, rates, copy),
  )
  for (const [host, part] of load.hosts) {
    minutes = Math.max(minutes, hostMinutes(addHostLoads(wave.hosts.get(host), part), rates, copy))
  }
  if (windowMinutes(minutes, vms, settings) > usable(wave.window, settings)) return false
  wave.vms = vms
  wave.bytes = bytes
  wave.copyMinutes = minutes
  for (const [host, part] of load.hosts) wave.hosts.set(host, addHostLoads(wave.hosts.get(host), part))
  return true
}

function usable(window: OpenWindow, settings: PlanSettings): number {
  return Math.floor(((window.end - window.start) / 60_000) * settings.rates.windowShare)
}

/** Hands out windows in order; a window is given to at most `parallelWaves` waves, overlapping ones counted together. */
function windowCursor(settings: PlanSettings, start: string) {
  const weekly = settings.windows.map((window) => ({
    day: window.day,
    fromMinute: Number(window.from.slice(0, 2)) * 60 + Number(window.from.slice(3)),
    minutes: Math.round(window.hours * 60),
  }))
  const source = openWindows(weekly, settings.freezes, settings.timezone, start, horizonDays)
  const known: OpenWindow[] = []
  let taken: OpenWindow[] = []
  let from = 0
  let floor = Number.NEGATIVE_INFINITY
  let lastEnd = Number.NEGATIVE_INFINITY
  const at = (index: number): OpenWindow | undefined => {
    while (known.length <= index) {
      const { value, done } = source.next()
      if (done) return undefined
      known.push(value)
    }
    return known[index]
  }
  return {
    /** What comes next must begin after everything given so far has ended. */
    closeLevel(): void {
      floor = lastEnd
      taken = []
    },
    next(unit: Unit, notBefore: number): OpenWindow | undefined {
      const needed = neededMinutes(unit.load, settings)
      for (let index = from; ; index++) {
        const window = at(index)
        if (!window) return undefined
        if (window.start < floor || window.start < notBefore) continue
        const allowed = settings.windows[window.rule]?.for
        if (allowed && !allowed.includes(unit.kind)) continue
        if (needed > usable(window, settings)) continue
        const busy = taken.filter((one) => one.start < window.end && window.start < one.end).length
        if (busy >= settings.parallelWaves) continue
        taken = [...taken.filter((one) => one.end > window.start), window]
        lastEnd = Math.max(lastEnd, window.end)
        // Waves follow each other: no later wave takes a window that opens before this one.
        from = index
        return window
      }
    },
  }
}

function neededMinutes(load: Load, settings: PlanSettings): number {
  const { rates, copy } = settings
  let minutes = Math.max(pipeMinutes(load.bytes, rates), diskMinutes(load.largestDiskBytes, rates, copy))
  for (const host of load.hosts.values()) minutes = Math.max(minutes, hostMinutes(host, rates, copy))
  return windowMinutes(minutes, load.vms, settings)
}
