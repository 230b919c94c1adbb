import { mondayAfter } from '../../algebra/calendar-days.ts'
import { dayIn } from '../../algebra/calendar-zone.ts'

/** The Monday after `newest`, an ISO time, in the plan's time zone; undefined when it is no time. */
export function proposedStart(newest: string, timezone: string): string | undefined {
  const time = Date.parse(newest)
  return Number.isNaN(time) ? undefined : mondayAfter(dayIn(timezone, time))
}
