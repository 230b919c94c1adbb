import type { StoragePolicy } from '../../../model/vcenter.ts'
import type { PolicyRecord } from '../schema.ts'
import { known } from './facts.ts'

/** Which storage policies there are, and what rests on which. */
export interface PoliciesInUse {
  readonly all: readonly StoragePolicy[]
  /** Machine id → name of the policy of its home. */
  readonly homes: ReadonlyMap<string, string>
  /** Machine id → device key → name of the policy. */
  readonly disks: ReadonlyMap<string, ReadonlyMap<number, string>>
}

/** Turns policies with their users into users with their policies. */
export function policiesInUse(records: readonly PolicyRecord[]): PoliciesInUse {
  const homes = new Map<string, string>()
  const disks = new Map<string, Map<number, string>>()
  const all = records.map(({ name, description, rules, machines, disks: keys }) => {
    for (const id of machines ?? []) homes.set(id, name)
    for (const key of keys ?? []) {
      const [id = '', device = ''] = key.split(':')
      const ofMachine = disks.get(id) ?? new Map<number, string>()
      ofMachine.set(Number(device), name)
      disks.set(id, ofMachine)
    }
    return known({
      name,
      description: description === '' ? undefined : description,
      rules: rules.length === 0 ? undefined : rules,
      vms: machines?.length,
      disks: keys?.length,
    })
  })
  return { all, homes, disks }
}
