import type { ManagedType } from '../schema.ts'

/**
 * What moves every minute while everything stays as it is: loads, free space, sensors. To follow it would mean to read
 * every machine all the time; it is as of the last whole read.
 */
const restless =
  /(^|\.)(quickStats|storage|health|healthSystemRuntime|disk|guestDetailedData|layoutEx|perDatastoreUsage|bootTime|clock|overallStatus|triggeredAlarmState)(\.|$)/
/** A summary or an info that holds free space and times beside what stands still. */
const mixed = new Set<string>(['Datastore.summary', 'Datastore.info', 'StoragePod.summary'])
/** Lists of what is in a place: that something came or went is told by itself. */
const members = new Set(['vm', 'childEntity'])

/** Whether a change of this property is worth to be told. */
export function isWatched(type: ManagedType, path: string): boolean {
  return !restless.test(path) && !mixed.has(`${type}.${path}`) && !members.has(path)
}
