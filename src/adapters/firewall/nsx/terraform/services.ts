import type { HclNode } from '../../../../formats/hcl/index.ts'
import { listOf, type Maker, objectOf, textOf } from './convert.ts'
import type { Scope, TfResource } from './schema.ts'

/** A service with its entries. */
export function serviceOf(resource: TfResource, make: Maker): HclNode {
  const scope = make.scopeOf(resource)
  make.alias(resource, 'services', scope)
  return make.object(resource, 'Service', scope, {
    service_entries: listOf(resource.at, entriesIn(resource.body, scope, make)),
  })
}

/** Entries of a service, or of a rule that has its own. */
export function entriesIn(body: HclNode, scope: Scope, make: Maker): readonly HclNode[] {
  const entry = (name: string, type: string, fields: Readonly<Record<string, string>>): readonly HclNode[] =>
    make.blocks(body, name, scope).map(([block, inner]) => {
      const { at } = block
      const members: Record<string, HclNode | undefined> = { resource_type: textOf(type, at) }
      for (const [theirs, ours] of Object.entries(fields))
        members[ours] = ours.endsWith('_ports')
          ? listOf(at, make.texts(block, theirs, inner))
          : make.one(block, theirs, inner)
      return objectOf(at, members)
    })
  return [
    ...entry('l4_port_set_entry', 'L4PortSetServiceEntry', {
      protocol: 'l4_protocol',
      destination_ports: 'destination_ports',
      source_ports: 'source_ports',
    }),
    ...entry('algorithm_entry', 'ALGTypeServiceEntry', {
      algorithm: 'alg',
      destination_port: 'destination_ports',
      source_ports: 'source_ports',
    }),
    ...entry('icmp_entry', 'ICMPTypeServiceEntry', { protocol: 'protocol' }),
    ...entry('igmp_entry', 'IGMPTypeServiceEntry', {}),
    ...entry('ip_protocol_entry', 'IPProtocolServiceEntry', { protocol: 'protocol_number' }),
    ...entry('ether_type_entry', 'EtherTypeServiceEntry', { ether_type: 'ether_type' }),
    ...entry('nested_service_entry', 'NestedServiceServiceEntry', {
      nested_service_path: 'nested_service_path',
    }),
  ]
}
