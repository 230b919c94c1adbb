import { iso, timeOf } from '../shared/values.ts'

/** When a row was seen. */
export interface Slot {
  readonly first: string
  readonly last: string
}

/** Which of the two numbers before the year is the day. */
export type DayOrder = 'month-first' | 'day-first'

const parts = /^(\d{1,2})[/.](\d{1,2})[/.](\d{4})(?: (\S.{0,30}))?$/
const named = /^(\d{1,2})-([a-z]{3})-(\d{2}|\d{4})$/i
const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ')
const hour = 3_600_000

/** Which order a date shows by a number that is no month; undefined when it may be either. */
export function orderOf(text: string): DayOrder | undefined | 'any' {
  const found = parts.exec(text)
  if (!found) return undefined
  if (Number(found[1]) > 12) return 'day-first'
  return Number(found[2]) > 12 ? 'month-first' : 'any'
}

/** `7/28/2026 12:00-18:00`, `28.7.2026`, `16-Jul-2026`, ISO 8601; times are UTC. Undefined for what is no time. */
export function slotOf(text: string, order: DayOrder): Slot | undefined {
  const found = parts.exec(text)
  if (!found) {
    const day = dayOfName(text) ?? timeOf(text)
    return day === undefined ? undefined : { first: day, last: day }
  }
  const [, one, other, year, clock = ''] = found
  const [month, day] = order === 'day-first' ? [other, one] : [one, other]
  const start = midnight(Number(year), Number(month), Number(day))
  if (start === undefined) return undefined
  const [from, to] = clock.split(/\s?-\s?/).map(hoursOf)
  if (clock !== '' && from === undefined) return undefined
  const first = start + (from ?? 0) * hour
  // `18:00-00:00` ends with its day.
  const last = to === undefined ? first : start + (to <= (from ?? 0) ? to + 24 : to) * hour
  return spanOf(first, last)
}

function spanOf(from: number, to: number): Slot | undefined {
  const [first, last] = [iso(from), iso(to)]
  return first === undefined || last === undefined ? undefined : { first, last }
}

function dayOfName(text: string): string | undefined {
  const found = named.exec(text)
  if (!found) return undefined
  const year = Number(found[3])
  const start = midnight(
    year < 100 ? 2000 + year : year,
    months.indexOf((found[2] ?? '').toLowerCase()) + 1,
    Number(found[1]),
  )
  return start === undefined ? undefined : iso(start)
}

/** Milliseconds since 1970; undefined for a day that no month has. */
function midnight(year: number, month: number, day: number): number | undefined {
  if (month < 1 || month > 12 || day < 1 || day > 31) return undefined
  const time = Date.UTC(year, month - 1, day)
  return new Date(time).getUTCDate() === day ? time : undefined
}

/** `18:00`, `6:00:00 PM` in hours. */
function hoursOf(clock: string): number | undefined {
  const found = /^(\d{1,2}):(\d{2})(?::(\d{2}))?(?: ?([ap])\.?m\.?)?$/i.exec(clock)
  if (!found) return undefined
  const [, hours, minutes, seconds = '0', half] = found
  const noon = half === undefined ? Number(hours) : (Number(hours) % 12) + (/p/i.test(half) ? 12 : 0)
  return noon > 24 || Number(minutes) > 59 ? undefined : noon + Number(minutes) / 60 + Number(seconds) / 3600
}
