import type { FlowField } from '../shared/columns.ts'

/** Keys of nfdump's JSON that are used. */
export const jsonKeys: ReadonlyMap<string, FlowField> = new Map([
  ['src4_addr', 'client'],
  ['src6_addr', 'client'],
  ['src_addr', 'client'],
  ['dst4_addr', 'server'],
  ['dst6_addr', 'server'],
  ['dst_addr', 'server'],
  ['src_port', 'clientPort'],
  ['dst_port', 'port'],
  ['proto', 'protocol'],
  ['in_bytes', 'bytes'],
  ['bytes', 'bytes'],
  ['aggr_flows', 'connections'],
  ['flows', 'connections'],
  ['first', 'first'],
  ['t_first', 'first'],
  ['last', 'last'],
  ['t_last', 'last'],
])

/** Columns of a record as it is collected from JSON. */
export const jsonColumns: Readonly<Partial<Record<FlowField, number>>> = {
  client: 0,
  server: 1,
  clientPort: 2,
  port: 3,
  protocol: 4,
  bytes: 5,
  connections: 6,
  first: 7,
  last: 8,
}
