import { anyOf, boolean, date, integer, list, object, reference, string } from './kinds.ts'

/** Custom attributes of an object: numbers of their definitions, and values. */
const customValues = list(anyOf('CustomFieldValue', { key: integer, value: string }))

/** What every object of the inventory has beside its name and its place. */
export const entityProperties = {
  name: string,
  parent: reference,
  customValue: customValues,
  /** Alarms that ring now, on the object itself or on anything below it. */
  triggeredAlarmState: list(
    object('AlarmState', {
      entity: reference,
      alarm: reference,
      overallStatus: string,
      time: date,
      acknowledged: boolean,
    }),
  ),
} as const
