import type { HealthMessage } from '../../../model/vcenter.ts'
import type { Cursor } from '../cursor.ts'
import type { Draft } from './draft.ts'
import { type Inventory, reject, type Vcenter, vcenterOf } from './inventory.ts'
import { aboutOf } from './vcenters.ts'

/**
 * vHealth: what RVTools complains of. A message belongs to the VM, host, datastore or cluster of that name when there
 * is one of that name and no other, else to the vCenter with the name beside it.
 */
export function takeHealth(inventory: Inventory, row: Cursor): Vcenter {
  const vcenter = vcenterOf(inventory, row)
  const message = row.text('Message')
  if (message === undefined) {
    reject(vcenter, row, 'the row has no message')
    return vcenter
  }
  const kind = row.text('Message type') ?? 'Message'
  const name = row.text('Name')
  const owner = name === undefined ? undefined : ownerOf(vcenter, name)
  const said = owner === undefined && name !== undefined ? { kind, message, about: name } : { kind, message }
  if (!add(vcenter, owner ?? aboutOf(vcenter, row), said))
    reject(vcenter, row, `${mostMessages} messages on one object are kept`, name)
  return vcenter
}

interface Patient {
  health?: readonly HealthMessage[]
}

/** One object is one document in the store. */
const mostMessages = 5000

/** Grown in place: forgotten disk files alone can be a hundred thousand messages. */
function add(vcenter: Vcenter, patient: Draft<Patient>, message: HealthMessage): boolean {
  let messages = vcenter.messages.get(patient)
  if (messages === undefined) {
    vcenter.messages.set(patient, (messages = []))
    patient.health = messages
  }
  if (messages.length >= mostMessages) return false
  messages.push(message)
  return true
}

/** Files are named by their path: their VM is not guessed from it. */
function ownerOf(vcenter: Vcenter, name: string): Draft<Patient> | undefined {
  const machines = vcenter.machinesByName.get(name) ?? []
  const found: Draft<Patient>[] = [
    ...machines.slice(0, 2).map(({ facts }) => facts),
    ...[vcenter.hostsByName.get(name), vcenter.datastoresByName.get(name)].filter((one) => one !== undefined),
  ]
  for (const { facts } of vcenter.clusters.values()) if (facts.name === name) found.push(facts)
  return found.length === 1 ? found[0] : undefined
}
