import type { Vm } from '../../model/vm.ts'
import { diskKey, diskNames, type SharedDisk } from './disks.ts'

/** Disks that more than one planned machine attaches: the first by name owns the DataVolume. */
export function sharedDisks(
  placed: readonly { readonly vm: Vm; readonly name: string; readonly namespace: string }[],
): ReadonlyMap<string, SharedDisk> {
  const first = new Map<string, SharedDisk>()
  const shared = new Map<string, SharedDisk>()
  const ordered = [...placed].sort((a, b) =>
    a.name < b.name ? -1 : a.name > b.name ? 1 : a.vm.id < b.vm.id ? -1 : 1,
  )
  for (const { vm, name, namespace } of ordered) {
    const names = diskNames(vm.disks ?? [])
    const own = new Set<string>()
    vm.disks?.forEach((disk, index) => {
      const key = diskKey(vm, disk)
      if (key === undefined || own.has(key)) return
      own.add(key)
      const before = first.get(key)
      if (before) shared.set(key, before)
      else first.set(key, { volume: `${name}-${names[index]}`, namespace, owner: vm.name })
    })
  }
  return shared
}
