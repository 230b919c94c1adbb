import { addDays, type Day, type Weekday, weekdayOf } from './calendar-days.ts'
import { instantOf } from './calendar-zone.ts'

/** A window that comes back every week. */
export interface WeeklyWindow {
  readonly day: Weekday
  /** Minutes after local midnight at which it opens. */
  readonly fromMinute: number
  /** Elapsed minutes that it stays open, whatever the clocks do meanwhile. */
  readonly minutes: number
}

/** Days on which nothing may change, both included. */
export interface FreezeDays {
  readonly from: Day
  readonly to: Day
}

/** One window on the calendar; `rule` is the index of the weekly window behind it. */
export interface OpenWindow {
  /** Milliseconds since 1970 in UTC. */
  readonly start: number
  readonly end: number
  readonly rule: number
  /** Set when the clocks skip or repeat the opening time on that day. */
  readonly clockChange?: 'skipped' | 'repeated'
}

/**
 * The windows from local day `from` on for `days` days, in order of their start. A window that touches a freeze by a
 * minute is left out whole.
 */
export function* openWindows(
  weekly: readonly WeeklyWindow[],
  freezes: readonly FreezeDays[],
  zone: string,
  from: Day,
  days: number,
): Generator<OpenWindow> {
  const frozen = freezes.map((freeze) => ({
    start: instantOf(zone, freeze.from, 0).at,
    end: instantOf(zone, addDays(freeze.to, 1), 0).at,
  }))
  for (let index = 0; index < days; index++) {
    const day = addDays(from, index)
    const weekday = weekdayOf(day)
    const today: OpenWindow[] = []
    weekly.forEach((window, rule) => {
      if (window.day !== weekday) return
      const { at, kind } = instantOf(zone, day, window.fromMinute)
      const end = at + window.minutes * 60_000
      if (frozen.some((freeze) => at < freeze.end && end > freeze.start)) return
      today.push({ start: at, end, rule, ...(kind === 'plain' ? {} : { clockChange: kind }) })
    })
    yield* today.sort((a, b) => a.start - b.start || a.end - b.end || a.rule - b.rule)
  }
}
