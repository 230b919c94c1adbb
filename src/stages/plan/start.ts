import { mondayAfter } from '../../algebra/calendar-days.ts'
import { dayIn } from '../../algebra/calendar-zone.ts'
import type { Estate } from '../../model/estate.ts'

/** When the newest source was true, as ISO text; undefined for an estate without a dated source. */
export function newestObservation(estate: Estate): string | undefined {
  let newest: string | undefined
  for (const vm of estate.vms) {
    for (const { observedAt } of vm.origins) {
      if (observedAt !== '' && (newest === undefined || observedAt > newest)) newest = observedAt
    }
  }
  return newest
}

/** The Monday after the newest source, in the plan's time zone; undefined when no source is dated. */
export function proposedStart(estate: Estate, timezone: string): string | undefined {
  const newest = newestObservation(estate)
  const time = newest === undefined ? Number.NaN : Date.parse(newest)
  return Number.isNaN(time) ? undefined : mondayAfter(dayIn(timezone, time))
}
