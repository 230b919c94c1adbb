import { childText } from '../../../../src/formats/xml/index.ts'
import { GeneratedInventory } from '../inventory/generated.ts'
import type { Ref } from '../wire/value.ts'
import type { World } from '../world.ts'
import { type Handlers, referenceArgument, referenceXml } from './call.ts'

/** The properties that lead downwards. */
const downwards = [
  'childEntity',
  'vmFolder',
  'hostFolder',
  'datastoreFolder',
  'networkFolder',
  'host',
  'resourcePool',
]

/** The search index: an object by its path, its parent or its UUID; nothing is no fault. */
export const searchHandlers: Handlers = {
  FindByInventoryPath({ world, args }) {
    let at: Ref | undefined = world.links(firstChild(world), 'parent')[Symbol.iterator]().next().value
    for (const name of (childText(args, 'inventoryPath') ?? '').split('/').filter((part) => part !== '')) {
      at = at === undefined ? undefined : childNamed(world, at, name)
    }
    return at === undefined ? '' : referenceXml('returnval', at)
  },
  FindChild({ world, args }) {
    const entity = referenceArgument(args, 'entity')
    const found = entity && childNamed(world, entity, childText(args, 'name') ?? '')
    return found === undefined ? '' : referenceXml('returnval', found)
  },
  FindByUuid({ world, args }) {
    const [uuid, instance] = [childText(args, 'uuid'), childText(args, 'instanceUuid') === 'true']
    const { inventory } = world
    if (!(inventory instanceof GeneratedInventory)) return ''
    for (let n = 0; n < inventory.topology.machines; n++) {
      const machine = inventory.machine(n)
      const own = instance ? machine?.traits.instanceUuid : machine?.traits.uuid
      if (machine !== undefined && own === uuid) return referenceXml('returnval', machine.self)
    }
    return ''
  },
}

/** Any object right below the root, to find the root by. */
function firstChild(world: World): Ref {
  for (const object of world.inventory.refs()) if (object.type === 'Datacenter') return object
  throw new Error('the estate has no datacenter')
}

function childNamed(world: World, parent: Ref, name: string): Ref | undefined {
  const wanted = `>${name}</val>`
  for (const path of downwards) {
    for (const child of world.links(parent, path)) {
      const own = world.value(child, 'name')
      if (typeof own === 'string' && own.endsWith(wanted)) return child
    }
  }
  return undefined
}
