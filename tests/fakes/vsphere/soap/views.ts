import { childrenOf, childText } from '../../../../src/formats/xml/index.ts'
import { mayView } from '../access/visible.ts'
import { isA } from '../inventory/inventory.ts'
import { named } from '../inventory/topology.ts'
import { ref, type Ref } from '../wire/value.ts'
import type { World } from '../world.ts'
import { type Handlers, referenceArgument, referenceOf, referenceXml } from './call.ts'
import { VimFault } from './fault.ts'

/** Views: a list of objects that is made when it is read. */
export const viewHandlers: Handlers = {
  CreateContainerView({ world, args, session }) {
    const container = referenceArgument(args, 'container')
    // An estate by hand may do without the folder above everything.
    if (container === undefined || !(isTop(container) || world.has(container))) {
      throw new VimFault('ManagedObjectNotFound', container === undefined ? {} : { obj: container })
    }
    const types = childrenOf(args, 'type').map((type) => type.text)
    const recursive = childText(args, 'recursive') === 'true'
    const self = ref('ContainerView', `session[${session}]${world.next('view')}`)
    world.add({
      self,
      session,
      property: (name) =>
        name === 'container'
          ? container
          : name === 'type'
            ? types
            : name === 'recursive'
              ? recursive
              : undefined,
      links: (name) => (name === 'view' ? inside(world, container, types, recursive) : undefined),
    })
    return referenceXml('returnval', self)
  },
  CreateListView({ world, args, session }) {
    const objects = childrenOf(args, 'obj').map(referenceOf)
    const self = ref('ListView', `session[${session}]${world.next('view')}`)
    world.add({
      self,
      session,
      property: () => undefined,
      links: (name) => (name === 'view' ? objects : undefined),
    })
    return referenceXml('returnval', self)
  },
  DestroyView({ world, self }) {
    if (!world.living.has(`${self.type}:${self.id}`))
      throw new VimFault('ManagedObjectNotFound', { obj: self })
    world.drop(self)
    return ''
  },
}

function isTop({ id }: Ref): boolean {
  return id === named.top.id
}

function* inside(world: World, container: Ref, types: readonly string[], recursive: boolean): Generator<Ref> {
  const everything = isTop(container)
  for (const object of world.inventory.refs()) {
    if (object.id === container.id || !mayView(world, object)) continue
    if (types.length > 0 && !types.some((type) => isA(object.type, type))) continue
    if (!recursive && parentOf(world, object)?.id !== container.id) continue
    if (everything || below(world, object, container)) yield object
  }
}

function below(world: World, object: Ref, container: Ref): boolean {
  for (let at = parentOf(world, object); at !== undefined; at = parentOf(world, at)) {
    if (at.id === container.id) return true
  }
  return false
}

function parentOf(world: World, object: Ref): Ref | undefined {
  for (const parent of world.links(object, 'parent')) return parent
  return undefined
}
