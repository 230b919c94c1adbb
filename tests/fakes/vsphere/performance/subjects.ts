import { GeneratedInventory } from '../inventory/generated.ts'
import { type Traits, traitsOf } from '../inventory/traits.ts'
import { machineOf } from '../soap/machines.ts'
import { VimFault } from '../soap/fault.ts'
import type { Ref } from '../wire/value.ts'
import type { World } from '../world.ts'
import type { Counter } from './counters.ts'

/** Something with samples: a machine, a host or a cluster. */
export interface Subject {
  readonly traits: Traits
  /** Whether it has this counter at all. */
  has(counter: Counter): boolean
  /** What one counter of it counts for in the limit of a question: a cluster counts for each of its hosts. */
  readonly weight: number
  /** Whether it gives samples of the last hour as they come. */
  readonly live: boolean
}

const clusterCounters = new Set(['cpu.usage', 'cpu.usagemhz', 'mem.usage', 'mem.consumed', 'mem.vmmemctl'])

/** What a reference names, with a load of its own; only a generated estate has samples. */
export function subjectOf(world: World, object: Ref): Subject {
  if (object.type !== 'HostSystem' && object.type !== 'ClusterComputeResource') {
    const machine = machineOf(world, object)
    const traits = { ...machine.traits, on: machine.state.on }
    return { traits, has: () => true, weight: 1, live: true }
  }
  const { inventory } = world
  if (!(inventory instanceof GeneratedInventory)) throw new VimFault('NotSupported')
  if (!inventory.has(object)) throw new VimFault('ManagedObjectNotFound', { obj: object })
  const number = Number(/\d+$/.exec(object.id)?.[0])
  if (object.type === 'HostSystem') {
    const traits = large(world, 1_000_000 + number, 32, 512)
    return { traits, has: () => true, weight: 1, live: true }
  }
  const hosts = inventory.topology.clusters[number - 1]?.hosts ?? 1
  return {
    traits: large(world, 2_000_000 + number, 32 * hosts, 512 * hosts),
    has: ({ group, name }) => clusterCounters.has(`${group}.${name}`),
    weight: hosts,
    live: false,
  }
}

/** Traits of something that is larger than a machine and never off. */
function large(world: World, n: number, cpus: number, memoryGib: number): Traits {
  const own = traitsOf(world.options.seed ?? 1, n, 'none')
  return { ...own, on: true, cpus, memoryMib: memoryGib * 1024 }
}
