import type { Day } from './calendar-days.ts'

/** A local time as an instant. `skipped`: the clocks jump over it; `repeated`: they show it twice. */
export interface ZonedInstant {
  /** Milliseconds since 1970 in UTC. */
  readonly at: number
  readonly kind: 'plain' | 'skipped' | 'repeated'
}

const minute = 60_000
const day = 86_400_000
const formats = new Map<string, Intl.DateTimeFormat>()

/** Whether the time zone database knows the name, for example `Europe/Hamburg` it does not. */
export function isTimeZone(zone: string): boolean {
  try {
    return formatOf(zone) !== undefined
  } catch {
    return false
  }
}

/** Minutes that local time is ahead of UTC at an instant; seconds of historic zones are rounded down. */
export function offsetMinutes(zone: string, at: number): number {
  const part = { year: 0, month: 0, day: 0, hour: 0, minute: 0 }
  for (const { type, value } of formatOf(zone).formatToParts(at)) {
    if (type === 'year' || type === 'month' || type === 'day' || type === 'hour' || type === 'minute') {
      part[type] = Number(value)
    }
  }
  const local = Date.UTC(part.year, part.month - 1, part.day, part.hour, part.minute)
  return Math.round((local - Math.floor(at / minute) * minute) / minute)
}

/**
 * The instant of a local time. A time that the clocks skip is taken as much later as they jump (02:30 becomes 03:30);
 * of a time that they show twice the first one is meant.
 */
export function instantOf(zone: string, on: Day, minuteOfDay: number): ZonedInstant {
  const wall = Date.parse(`${on}T00:00:00Z`) + minuteOfDay * minute
  const before = offsetMinutes(zone, wall - day)
  const after = offsetMinutes(zone, wall + day)
  const found: number[] = []
  for (const offset of new Set([before, after])) {
    const at = wall - offset * minute
    if (offsetMinutes(zone, at) === offset) found.push(at)
  }
  const [first] = found.sort((a, b) => a - b)
  if (first === undefined) return { at: wall - before * minute, kind: 'skipped' }
  return { at: first, kind: found.length > 1 ? 'repeated' : 'plain' }
}

/** ISO 8601 with the offset of the zone at that instant: `2026-10-25T02:30:00+01:00`. */
export function zonedText(zone: string, at: number): string {
  const offset = offsetMinutes(zone, at)
  const local = new Date(at + offset * minute).toISOString().slice(0, 19)
  const size = Math.abs(offset)
  const two = (value: number): string => String(value).padStart(2, '0')
  return `${local}${offset < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`
}

/** The local day of an instant. */
export function dayIn(zone: string, at: number): Day {
  return zonedText(zone, at).slice(0, 10)
}

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone)
  if (known) return known
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  })
  formats.set(zone, format)
  return format
}
