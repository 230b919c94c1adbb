import { between, randomOf, seedOf } from '../random.ts'
import type { HarbourMachine } from './estate.ts'
import { type DatastorePlace, workbookTime } from './places.ts'

/** What both sources measure of a machine, so that they agree. */
export interface Measures {
  readonly poweredOn: Date
  readonly created: Date
  readonly cpuMhz: number
  readonly cpuReadiness: number
  readonly activeMib: number
  readonly capacityMib: number
  readonly inUseMib: number
  readonly provisionedMib: number
}

/** The measurements of a machine; they depend on its name and size alone. */
export function measuresOf(machine: HarbourMachine): Measures {
  const random = randomOf(seedOf(`measures ${machine.name}`))
  const [cpus, memoryMib] = machine.size
  const capacityMib = machine.disks.reduce((sum, disk) => sum + disk.capacityMib, 0)
  return {
    poweredOn: daysBefore(between(random, 3, 300)),
    created: daysBefore(between(random, 400, 2400)),
    cpuMhz: machine.on ? between(random, 20, cpus * 700) : 0,
    cpuReadiness: machine.on ? between(random, 0, 3) : 0,
    activeMib: machine.on ? Math.floor((memoryMib * between(random, 5, 40)) / 100) : 0,
    capacityMib,
    inUseMib: machine.disks.reduce(
      (sum, disk) => sum + (disk.thin ? Math.floor(disk.capacityMib * 0.4) : disk.capacityMib),
      0,
    ),
    provisionedMib: capacityMib + memoryMib,
  }
}

/** A time so many days before the workbook was made. */
export function daysBefore(days: number): Date {
  return new Date(workbookTime.getTime() - days * 86_400_000)
}

/** How full a datastore is with the disks of these machines. */
export function fillOf(store: DatastorePlace, machines: readonly HarbourMachine[]) {
  const here = machines.filter((machine) => machine.datastore === store.name)
  const provisionedMib = here
    .flatMap((machine) => machine.disks)
    .reduce((sum, disk) => sum + disk.capacityMib, 0)
  const inUseMib = Math.min(store.capacityMib, Math.floor(provisionedMib * 0.9))
  return { here, provisionedMib, inUseMib, freeMib: store.accessible ? store.capacityMib - inUseMib : 0 }
}

/** Values of the two custom attributes, as the workbook's columns and the vCenter's fields give them. */
export function attributesOf(
  machine: HarbourMachine,
): Readonly<Record<'Cost Centre' | 'Service Owner', string | null>> {
  return {
    'Cost Centre': machine.team === '' ? null : `CC-${4000 + (seedOf(machine.team) % 900)}`,
    'Service Owner': machine.name === 'vdi-001' ? 'J. Verhoeven' : null,
  }
}
