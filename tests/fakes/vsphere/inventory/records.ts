import { type AnyRecord, isManager, kindsOf } from '../../../../src/adapters/vsphere/schema.ts'
import { isManagedType } from '../../../../src/adapters/vsphere/schema.ts'
import { encode } from '../../../../src/adapters/vsphere/schema/kinds.ts'
import { ref, type Ref } from '../wire/value.ts'
import type { FakeTag, Inventory } from './inventory.ts'

/** An estate of a few records, written by hand for one test. */
export function recordInventory(records: readonly AnyRecord[], tags: readonly FakeTag[] = []): Inventory {
  const byId = new Map(records.map((record) => [`${record.type}:${record.id}`, record]))
  const find = (object: Ref): AnyRecord | undefined => byId.get(`${object.type}:${object.id}`)
  return {
    *refs() {
      for (const { type, id } of records) if (!isManager(type)) yield ref(type, id)
    },
    has: (object) => find(object) !== undefined,
    knows: (type, path) => isManagedType(type) && kindsOf(type).has(path),
    names: (type) => (isManagedType(type) ? [...kindsOf(type).keys()] : []),
    value(object, path) {
      const record = find(object)
      const value = Object.entries(record?.properties ?? {}).find(([name]) => name === path)?.[1]
      const kind = record === undefined ? undefined : kindsOf(record.type).get(path)
      return value === undefined || kind === undefined ? undefined : encode('val', value, kind, true)
    },
    links(object, path) {
      const value: unknown = Object.entries(find(object)?.properties ?? {}).find(
        ([name]) => name === path,
      )?.[1]
      return (Array.isArray(value) ? value : [value]).flatMap((one: unknown) =>
        typeof one === 'object' && one !== null && 'type' in one && 'value' in one
          ? [ref(String(one.type), String(one.value))]
          : [],
      )
    },
    denied: (object) => find(object)?.denied ?? [],
    tags,
  }
}
