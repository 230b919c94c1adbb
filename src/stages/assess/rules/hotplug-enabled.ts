import { guestOsOf } from '../guest-os.ts'
import { seen } from '../evidence.ts'
import { type Rule, fires, unknown } from '../rule.ts'

/** CPU or memory can be changed while the VM runs. */
export const hotplugEnabled: Rule = {
  id: 'hotplug.enabled',
  alias: 'vmware.cpu_memory.hotplug.enabled',
  severity: 'act',
  title: 'CPU or memory hot-plug is on',
  needs: ['cpuHotAdd', 'cpuHotRemove', 'memoryHotAdd'],
  assess(vm) {
    const fields = ['cpuHotAdd', 'cpuHotRemove', 'memoryHotAdd'] as const
    const on = fields.filter((field) => vm[field] === true)
    if (on.length === 0) {
      const missing = fields.find((field) => vm[field] === undefined)
      return missing === undefined ? undefined : unknown(missing)
    }
    // Hot-remove has no equal, and virtio-mem is not dependable in Windows; what is left is carried by the manifest.
    const windowsMemory = vm.memoryHotAdd === true && guestOsOf(vm)?.family === 'windows'
    const lost = vm.cpuHotRemove === true || windowsMemory
    return fires(
      lost
        ? `Hot-plug changes its meaning: ${vm.cpuHotRemove ? 'CPUs cannot be removed while running' : 'Windows cannot take memory while running'}.`
        : 'Hot-add is carried over as maxSockets and maxGuest; adding then needs a live migration.',
      on.map((field) => seen(vm, field, true)).join('; '),
      lost
        ? 'Size the VM for its peak before the move, and tell whoever resizes it that a restart is needed.'
        : 'Nothing to do; check that the nodes allow live migration of this VM.',
      lost ? 'act' : 'inform',
    )
  },
}
