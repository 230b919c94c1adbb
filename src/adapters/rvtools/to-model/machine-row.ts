import type { Cursor } from '../cursor.ts'
import { parseUuid } from '../../../formats/cells/values.ts'
import { fill } from './draft.ts'
import { folderOf, morefOf } from './paths.ts'
import { guestIdOf } from './guest-id.ts'
import {
  addMachine,
  findMachine,
  type Inventory,
  type Machine,
  reject,
  type RowIdentity,
  type Vcenter,
  vcenterOf,
} from './inventory.ts'

const longestName = 1000

/** The identity columns of a row about a machine; undefined and counted when it names none. */
export function identityOf(vcenter: Vcenter, row: Cursor): RowIdentity | undefined {
  const name = row.text('VM')
  if (name === undefined || name.length > longestName) {
    const why =
      name === undefined
        ? 'the row names no VM'
        : `its name has ${name.length} characters, at most ${longestName} are read`
    reject(vcenter, row, why, name?.slice(0, 80))
    return undefined
  }
  const uuid = row.text('VM UUID')
  return {
    name,
    moref: morefOf(row.text('VM ID') ?? row.text('VMRef')),
    uuid: uuid === undefined ? undefined : parseUuid(uuid),
    datacenter: row.text('Datacenter'),
    cluster: row.text('Cluster'),
    host: row.text('Host'),
    folder: folderOf(row.text('Folder'), row.text('Datacenter')),
  }
}

/**
 * Finds the machine that a row of a detail tab belongs to, or makes it: an export may have any tabs. A name that fits
 * several machines, without an id that decides, is rejected.
 */
export function machineOf(
  inventory: Inventory,
  row: Cursor,
): { readonly vcenter: Vcenter; readonly machine?: Machine } {
  const vcenter = vcenterOf(inventory, row)
  const identity = identityOf(vcenter, row)
  if (identity === undefined) return { vcenter }
  const found = findMachine(vcenter, identity)
  if (found === 'several') {
    reject(vcenter, row, 'several VMs have this name, and the row carries no id that decides', identity.name)
    return { vcenter }
  }
  const machine = found ?? addMachine(vcenter, row.place(), identity)
  if (found === undefined) commonFacts(machine, row)
  return { vcenter, machine }
}

const powers = new Map([
  ['poweredon', 'on'],
  ['poweredoff', 'off'],
  ['suspended', 'suspended'],
  ['on', 'on'],
  ['off', 'off'],
] as const)

/** What every tab about machines repeats. */
export function commonFacts(machine: Machine, row: Cursor): void {
  const { facts } = machine
  const power = row
    .text('Powerstate')
    ?.toLowerCase()
    .replace(/[\s_-]/g, '')
  fill(facts, 'power', [...powers].find(([word]) => word === power)?.[1])
  fill(facts, 'template', row.truth('Template'))
  fill(facts, 'srmPlaceholder', row.truth('SRM Placeholder'))
  fill(facts, 'annotation', row.text('Annotation'))
  const configured = row.text('OS according to the configuration file')
  fill(facts, 'guestFullName', configured)
  fill(facts, 'guestId', configured === undefined ? undefined : guestIdOf(configured))
  fill(facts, 'toolsGuestFullName', row.text('OS according to the VMware Tools'))
}
