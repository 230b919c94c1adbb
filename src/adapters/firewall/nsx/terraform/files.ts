import { type HclBlock, type HclNode, readHcl } from '../../../../formats/hcl/index.ts'
import { itemsOf, type JsonNode, memberOf, readJson, stringOf } from '../../../../formats/json/index.ts'
import type { TfFile, TfPlace } from './schema.ts'

const none: ReadonlyMap<string, HclNode> = new Map()
/** Modules within modules of a state. */
const deepest = 30

/** Reads configuration: its resources, and the values that they may refer to. */
export function readConfiguration(text: string): TfFile {
  const { blocks, attributes, skipped } = readHcl(text)
  const resources: TfPlace[] = []
  const locals = new Map<string, HclNode>()
  const variables = new Map<string, HclNode>()
  const others: { type: string; at: number }[] = []
  for (const { type, labels, at, read } of blocks) {
    const [first = '', name = ''] = labels
    if (type === 'resource' || type === 'data') {
      resources.push({ type: first, name, data: type === 'data', at, read })
      continue
    }
    others.push({ type, at })
    if (type === 'locals') for (const [key, value] of membersOf(read())) locals.set(key, value)
    else if (type === 'variable') {
      const value = memberOf(read(), 'default')
      if (value) variables.set(first, value)
    }
  }
  for (const [name, value] of attributes) variables.set(name, value)
  return { resources, locals, variables, texts: textsIn(blocks, attributes), others, skipped }
}

function* textsIn(
  blocks: readonly HclBlock[],
  attributes: ReadonlyMap<string, HclNode>,
): Generator<HclNode, void, void> {
  for (const block of blocks) yield block.read()
  yield* attributes.values()
}

/** Reads what `terraform show -json` prints of a state or a plan, a state file, or configuration in JSON. */
export function readJsonForm(text: string): TfFile {
  const { root, brokenAt } = readJson(text)
  const resources: TfPlace[] = []
  const locals = new Map<string, HclNode>()
  const variables = new Map<string, HclNode>()
  const top =
    memberOf(memberOf(root, 'values'), 'root_module') ??
    memberOf(memberOf(root, 'planned_values'), 'root_module')
  if (top) ofModule(top, resources, 0)
  else if (Array.isArray(memberOf(root, 'resources')?.value)) ofState(root, resources)
  else {
    for (const [key, data] of [
      ['resource', false],
      ['data', true],
    ] as const)
      for (const [type, named] of membersOf(memberOf(root, key)))
        for (const [name, body] of membersOf(named))
          resources.push({ type, name, data, at: body.at, read: () => body })
    for (const part of blocksOf(memberOf(root, 'locals')))
      for (const [key, value] of membersOf(part)) locals.set(key, value)
    for (const [key, body] of membersOf(memberOf(root, 'variable'))) {
      const value = memberOf(body, 'default')
      if (value) variables.set(key, value)
    }
  }
  const texts = [
    ...resources.filter(({ data }) => !data).map(({ read }) => read()),
    ...locals.values(),
    ...variables.values(),
  ]
  return { resources, locals, variables, texts, others: [], skipped: [], brokenAt }
}

function ofModule(module: JsonNode, into: TfPlace[], depth: number): void {
  for (const node of itemsOf(memberOf(module, 'resources'))) {
    const body = memberOf(node, 'values') ?? { at: node.at, value: none }
    into.push({ ...headOf(node), read: () => body, at: node.at })
  }
  if (depth < deepest)
    for (const child of itemsOf(memberOf(module, 'child_modules'))) ofModule(child, into, depth + 1)
}

function ofState(root: JsonNode | undefined, into: TfPlace[]): void {
  for (const node of itemsOf(memberOf(root, 'resources')))
    for (const instance of itemsOf(memberOf(node, 'instances'))) {
      const body = memberOf(instance, 'attributes')
      if (body) into.push({ ...headOf(node), read: () => body, at: instance.at })
    }
}

function headOf(node: JsonNode): Pick<TfPlace, 'type' | 'name' | 'data'> {
  return {
    type: stringOf(memberOf(node, 'type')) ?? '',
    name: (stringOf(memberOf(node, 'name')) ?? '').slice(0, 200),
    data: memberOf(node, 'mode')?.value === 'data',
  }
}

/** Members of an object; none of anything else. */
export function membersOf(node: HclNode | undefined): ReadonlyMap<string, HclNode> {
  return node?.value instanceof Map ? (node.value as ReadonlyMap<string, HclNode>) : none
}

/** Blocks of one name: a list of them, or the one that there is. */
export function blocksOf(node: HclNode | undefined): readonly HclNode[] {
  if (node?.value instanceof Map) return [node]
  return itemsOf(node)
}
