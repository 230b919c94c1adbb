import type { MachineRecord } from '../schema.ts'

/** Properties of a machine by path. */
export type MachineProperties = MachineRecord['properties']

/** Without its configuration (an inaccessible VM has none) nothing of it can be taken as "not set". */
function isConfigured(record: MachineRecord): boolean {
  return (
    record.properties['config.hardware.device'] !== undefined ||
    record.properties['config.uuid'] !== undefined
  )
}

/** Whether this user may not see a property. */
export function denied(record: MachineRecord, path: string): boolean {
  return record.denied?.some((one) => one === path || path.startsWith(`${one}.`)) ?? false
}

/** What vCenter leaves out when it is not set, although the user may see it. */
export function unset<T, D>(
  record: MachineRecord,
  path: keyof MachineProperties & string,
  value: T | undefined,
  otherwise: D,
): T | D | undefined {
  if (value !== undefined) return value
  return isConfigured(record) && !denied(record, path) ? otherwise : undefined
}

/** Several facts hide in extraConfig; it is long, and gone through once. */
const remembered = new WeakMap<object, ReadonlyMap<string, string>>()

/** Keys of extraConfig in lower case, with their values; undefined when it was not given. */
export function extraConfigOf(properties: MachineProperties): ReadonlyMap<string, string> | undefined {
  const options = properties['config.extraConfig']
  if (options === undefined) return undefined
  let byKey = remembered.get(options)
  if (byKey === undefined) {
    byKey = new Map(options.map(({ key, value }) => [(key ?? '').toLowerCase(), value ?? '']))
    remembered.set(options, byKey)
  }
  return byKey
}

/** `TRUE`, `true` and `1` of extraConfig. */
export function isTrue(value: string | undefined): boolean {
  return value?.toLowerCase() === 'true' || value === '1'
}
