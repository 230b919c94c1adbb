import type { Nic } from '../../../model/nic.ts'
import type { VmFacts } from '../../../model/vm.ts'
import type { Tab } from '../header.ts'
import type { Draft } from './draft.ts'
import type { Machine, Vcenter } from './inventory.ts'

/**
 * The facts of a machine when all its rows are in. A tab that the export has and that names the machine nowhere says
 * "none"; a tab that is missing says nothing.
 */
export function machineFacts(
  machine: Machine,
  vcenter: Vcenter,
  tabs: ReadonlySet<Tab>,
  meaning: 'instance' | 'smbios',
): VmFacts {
  const facts: Draft<VmFacts> = { ...machine.facts }
  if (vcenter.id !== '') facts.vcenter = vcenter.id
  if (machine.uuid !== undefined) {
    if (meaning === 'instance') facts.instanceUuid = machine.uuid
    else facts.smbiosUuid ??= machine.uuid
  }
  // vInfo counts disks and cards: when it counts some and their tab lists none, the tab is cut, and nothing is known.
  if (listed(tabs.has('vDisk'), machine.disks, machine.diskCount)) facts.disks = inOrder(machine.disks)
  if (listed(tabs.has('vNetwork'), machine.nics, machine.nicCount)) facts.nics = inOrder(machine.nics)
  else if (machine.networks.length > 0 && !tabs.has('vNetwork')) facts.nics = machine.networks.map(cardOf)
  if (tabs.has('vSnapshot')) facts.snapshots = machine.snapshots
  // Guests that do not run report no file systems, which is not the same as having none.
  const running = facts.power === 'on' && facts.toolsRunning === true
  if (machine.guestDisks.length > 0 || (tabs.has('vPartition') && running))
    facts.guestDisks = machine.guestDisks
  if (tabs.has('vCD') || tabs.has('vUSB') || tabs.has('vFloppy')) facts.devices = machine.devices
  return facts
}

function listed(hasTab: boolean, items: readonly unknown[], counted: number | undefined): boolean {
  return hasTab && (items.length > 0 || !counted)
}

function inOrder<T extends { readonly key?: number; readonly label: string }>(
  items: readonly T[],
): readonly T[] {
  const number = (item: T) => item.key ?? Number(/(\d{1,6})$/.exec(item.label)?.[1] ?? 0)
  return items.toSorted((left, right) => number(left) - number(right))
}

function cardOf(network: string, at: number): Nic {
  return { label: `Network adapter ${at + 1}`, network }
}
