import type { HclNode } from '../../../../formats/hcl/index.ts'
import { memberOf } from '../../../../formats/json/index.ts'
import { blocksOf, membersOf } from './files.ts'
import { type Scope, type TfResource, pathOfAddress } from './schema.ts'
import type { Values } from './values.ts'

/** Elements of all `for_each` of a file together. */
const mostElements = 20_000

const noBlocks: readonly (readonly [HclNode, Scope])[] = []

/** An object while it is made. */
type Made = HclNode & { readonly value: Map<string, HclNode> }

/** Makes objects of the NSX policy from resources, with the places that their texts have. */
export class Maker {
  readonly values: Values
  /** Places of addresses that rules and pools carry. */
  readonly carried = new Set<number>()
  /** Places of the addresses of each group, and the groups in it. */
  readonly groups = new Map<string, { readonly places: number[]; readonly inner: string[] }>()
  /** Paths that rules and pools name. */
  readonly named = new Set<string>()
  /** Paths that objects have by their `nsx_id`; rules may say them in full. */
  readonly aliases = new Map<string, string>()
  /** Resources whose `for_each` has more than one element. */
  readonly repeated: TfResource[] = []
  elements = 0

  constructor(values: Values) {
    this.values = values
  }

  /** The resource's own element, or all of them, of its `for_each`. */
  scopeOf(resource: TfResource): Scope {
    const each = memberOf(resource.body, 'for_each')
    if (!each) return new Map()
    const elements = this.elementsOf(each, new Map())
    if (elements.length > 1) this.repeated.push(resource)
    return new Map([['each', elements]])
  }

  private elementsOf(each: HclNode, scope: Scope): readonly { key: string | undefined; value: HclNode }[] {
    const found = this.values.settle(each, scope).flatMap((node) => {
      const members = [...membersOf(node)]
      if (members.length > 0) return members.map(([key, value]) => ({ key, value }))
      return { key: typeof node.value === 'string' ? node.value : undefined, value: node }
    })
    this.elements += found.length
    return this.elements > mostElements ? found.slice(0, 1) : found
  }

  /** Blocks of one name with their scopes; a dynamic one is as many as it has elements. */
  blocks(body: HclNode, name: string, scope: Scope): readonly (readonly [HclNode, Scope])[] {
    const node = memberOf(body, name)
    if (!node) return noBlocks
    const found: (readonly [HclNode, Scope])[] = []
    for (const block of blocksOf(node)) {
      if (!block.dynamic) {
        found.push([block, scope])
        continue
      }
      const { iterator, each } = block.dynamic
      for (const one of this.elementsOf(each, scope))
        found.push([block, new Map([...scope, [iterator, [one]]])])
    }
    return found
  }

  /** A text as a node, where it is written. */
  one(body: HclNode, key: string, scope: Scope): HclNode | undefined {
    const node = memberOf(body, key)
    const value = this.values.text(node, scope)
    return node && value !== undefined ? { at: node.at, value } : undefined
  }

  /** A switch; one that is not in the file is left out. */
  flag(body: HclNode, key: string, scope: Scope): HclNode | undefined {
    const [node] = this.values.settle(memberOf(body, key), scope)
    if (node?.value === 'true' || node?.value === 'false')
      return { at: node.at, value: node.value === 'true' }
    return typeof node?.value === 'boolean' ? node : undefined
  }

  /** Texts of a list, each where it is written. They are carried by a rule or a pool. */
  side(body: HclNode, key: string, scope: Scope): readonly HclNode[] {
    const found = this.texts(body, key, scope)
    for (const { at, value } of found) {
      this.carried.add(at)
      this.named.add(String(value))
    }
    return found
  }

  /** Texts of a list, carried by nobody yet. */
  texts(body: HclNode, key: string, scope: Scope): readonly HclNode[] {
    const found: HclNode[] = []
    for (const { at, value } of this.values.settle(memberOf(body, key), scope)) {
      if (typeof value === 'number') found.push({ at, value: String(value) })
      else if (typeof value === 'string') found.push({ at, value })
    }
    return found
  }

  /** What all objects have: type, path, name, description, tags. */
  object(
    resource: TfResource,
    type: string,
    scope: Scope,
    more: Readonly<Record<string, HclNode | undefined>>,
  ): HclNode {
    const { body, at } = resource
    const made = objectOf(at, {
      resource_type: textOf(type, at),
      path: textOf(this.pathOf(resource), at),
      display_name: this.one(body, 'display_name', scope) ?? textOf(resource.name, at),
      description: this.one(body, 'description', scope),
      tags: listOf(
        at,
        this.blocks(body, 'tag', scope).map(([tag, inner]) =>
          objectOf(tag.at, { scope: this.one(tag, 'scope', inner), tag: this.one(tag, 'tag', inner) }),
        ),
      ),
    })
    for (const key in more) {
      const node = more[key]
      if (node) made.value.set(key, node)
      else made.value.delete(key)
    }
    return made
  }

  /** Notes the path that an object has by its `nsx_id`, and answers it. */
  alias(resource: TfResource, folder: string, scope: Scope): string | undefined {
    const id = this.values.text(memberOf(resource.body, 'nsx_id'), scope)
    if (id === undefined || id === '') return undefined
    const domain = this.values.text(memberOf(resource.body, 'domain'), scope) ?? 'default'
    const path = folder === 'groups' ? `/infra/domains/${domain}/groups/${id}` : `/infra/${folder}/${id}`
    this.aliases.set(path.slice(0, 300), this.pathOf(resource))
    return path
  }

  /** The path that the state has, else one made of the resource's address. */
  pathOf({ body, type, name }: TfResource): string {
    const own = memberOf(body, 'path')?.value
    return typeof own === 'string' && own.startsWith('/') ? own : pathOfAddress(type, name)
  }

  /** Places of all that rules and pools carry, groups within groups followed. */
  allCarried(): ReadonlySet<number> {
    const open = [...this.named]
    const seen = new Set(open)
    for (let path = open.pop(); path !== undefined; path = open.pop()) {
      const group = this.groups.get(path)
      for (const at of group?.places ?? []) this.carried.add(at)
      for (const inner of group?.inner ?? []) {
        if (seen.has(inner)) continue
        seen.add(inner)
        open.push(inner)
      }
    }
    return this.carried
  }
}

/** An object of what is there. */
export function objectOf(at: number, members: Readonly<Record<string, HclNode | undefined>>): Made {
  const value = new Map<string, HclNode>()
  for (const key in members) {
    const node = members[key]
    if (node) value.set(key, node)
  }
  return { at, value }
}

/** A list at a place. */
export function listOf(at: number, value: readonly HclNode[]): HclNode {
  return { at, value }
}

/** A text at a place. */
export function textOf(value: string, at: number): HclNode {
  return { at, value }
}
