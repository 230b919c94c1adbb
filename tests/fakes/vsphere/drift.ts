import { GeneratedInventory } from './inventory/generated.ts'
import { named } from './inventory/topology.ts'
import type { World } from './world.ts'

/** What people do to an estate while somebody watches. */
export type Drift = 'power' | 'rename' | 'remove' | 'return'

/** Every kind of change. */
export const drifts: readonly Drift[] = ['power', 'rename', 'remove', 'return']

/** Changes machine `n` as a user of the vCenter would; nothing happens to one that is not there, or is there already. */
export function drift(world: World, kind: Drift, n: number, name: string): void {
  const { inventory, journal } = world
  if (!(inventory instanceof GeneratedInventory)) return
  const there = inventory.machine(n) !== undefined
  if (kind === 'return') {
    if (there) return
    inventory.restore(n)
    journal.add(named.machine(n), 'enter')
  } else if (!there) return
  else if (kind === 'remove') world.remove(n)
  else if (kind === 'rename') world.rename(n, name)
  else {
    inventory.change(n, (state) => void (state.on = !state.on))
    journal.add(named.machine(n), 'modify', ['runtime', 'summary', 'guest'])
  }
}
