import { GeneratedInventory } from '../inventory/generated.ts'
import type { Machine } from '../inventory/machine.ts'
import type { MachineState } from '../inventory/machine-state.ts'
import type { Ref } from '../wire/value.ts'
import type { World } from '../world.ts'
import { VimFault } from './fault.ts'

/** The machine, or the machine of the snapshot, that a reference names. Only a generated estate can act. */
export function machineOf(world: World, object: Ref): Machine {
  const { inventory } = world
  if (!(inventory instanceof GeneratedInventory)) throw new VimFault('NotSupported')
  const machine = inventory.machineOf(object)
  if (machine === undefined) throw new VimFault('ManagedObjectNotFound', { obj: object })
  return machine
}

/** Changes a machine and tells everybody who waits for changes. */
export function changeMachine(
  world: World,
  machine: Machine,
  paths: readonly string[],
  edit: (state: MachineState) => void,
): void {
  if (world.inventory instanceof GeneratedInventory) world.inventory.change(machine.traits.n, edit)
  world.journal.add(machine.self, 'modify', paths)
}
