import type { HclNode } from '../../../../formats/hcl/index.ts'
import { listOf, type Maker, objectOf, textOf } from './convert.ts'
import type { Scope, TfResource } from './schema.ts'

/** A group with what its criteria name. */
export function groupOf(resource: TfResource, make: Maker): HclNode {
  const { body, at } = resource
  const scope = make.scopeOf(resource)
  const known = { places: [] as number[], inner: [] as string[] }
  make.groups.set(make.pathOf(resource), known)
  const alias = make.alias(resource, 'groups', scope)
  if (alias !== undefined) make.groups.set(alias, known)
  const expression = [
    ...make
      .blocks(body, 'criteria', scope)
      .flatMap(([criteria, inner]) => criteriaOf(criteria, inner, make, known)),
    ...make
      .blocks(body, 'conjunction', scope)
      .map(([block, inner]) => conjunction(block.at, make.one(block, 'operator', inner))),
  ]
  return make.object(resource, 'Group', scope, {
    expression: listOf(at, expression),
    extended_expression: listOf(
      at,
      make.blocks(body, 'extended_criteria', scope).map(([block]) => objectOf(block.at, {})),
    ),
  })
}

function criteriaOf(
  criteria: HclNode,
  scope: Scope,
  make: Maker,
  known: { readonly places: number[]; readonly inner: string[] },
): readonly HclNode[] {
  const of = (name: string) => make.blocks(criteria, name, scope)
  const addresses = of('ipaddress_expression').map(([block, inner]) => {
    const texts = make.texts(block, 'ip_addresses', inner)
    for (const { at } of texts) known.places.push(at)
    // What is not in the file is a note, as a path that leads nowhere is.
    const lost = texts.filter(({ value }) => String(value).startsWith('?'))
    const found = texts.filter(({ value }) => !String(value).startsWith('?'))
    return objectOf(block.at, {
      resource_type: textOf('NestedExpression', block.at),
      expressions: listOf(block.at, [
        objectOf(block.at, {
          resource_type: textOf('IPAddressExpression', block.at),
          ip_addresses: listOf(block.at, found),
        }),
        objectOf(block.at, {
          resource_type: textOf('PathExpression', block.at),
          paths: listOf(block.at, lost),
        }),
      ]),
    })
  })
  const paths = of('path_expression').map(([block, inner]) => {
    const texts = make.texts(block, 'member_paths', inner)
    for (const { value } of texts) known.inner.push(String(value))
    return objectOf(block.at, {
      resource_type: textOf('PathExpression', block.at),
      paths: listOf(block.at, texts),
    })
  })
  const conditions = of('condition').map(([block, inner]) => {
    const value = make.one(block, 'value', inner)
    if (value) known.places.push(value.at)
    return objectOf(block.at, {
      resource_type: textOf('Condition', block.at),
      key: make.one(block, 'key', inner),
      operator: make.one(block, 'operator', inner),
      member_type: make.one(block, 'member_type', inner),
      value,
    })
  })
  const others = [
    ['macaddress_expression', 'MACAddressExpression'],
    ['external_id_expression', 'ExternalIDExpression'],
  ] as const
  return [
    ...addresses,
    ...paths,
    ...conditions,
    // Conditions of one criteria hold together.
    ...(conditions.length > 1 ? [conjunction(criteria.at, textOf('AND', criteria.at))] : []),
    ...others.flatMap(([name, type]) =>
      of(name).map(([block]) => objectOf(block.at, { resource_type: textOf(type, block.at) })),
    ),
  ]
}

function conjunction(at: number, operator: HclNode | undefined): HclNode {
  return objectOf(at, {
    resource_type: textOf('ConjunctionOperator', at),
    conjunction_operator: operator,
  })
}

/** A segment with its subnets: a rule may name it. */
export function segmentOf(resource: TfResource, make: Maker): HclNode {
  const { body, at } = resource
  const scope = make.scopeOf(resource)
  return make.object(resource, 'Segment', scope, {
    subnets: listOf(
      at,
      make.blocks(body, 'subnet', scope).map(([block, inner]) => {
        const network = make.one(block, 'network', inner)
        return objectOf(block.at, { network: network ?? make.one(block, 'cidr', inner) })
      }),
    ),
  })
}
