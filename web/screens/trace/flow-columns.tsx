import type { ReactNode } from 'react'
import { Link } from 'react-router'
import type { FlowsResult } from '../../../src/contract/flows.ts'
import { bytes } from '../../words/measure.ts'

type Row = FlowsResult['rows'][number]

/** Ways to sum flows, as the address bar has them. */
export const groupings = [
  { by: 'service', title: 'By service' },
  { by: 'server', title: 'By who is called' },
  { by: 'client', title: 'By who calls' },
  { by: 'network', title: 'By network' },
  { by: 'flow', title: 'One by one' },
] as const

/** One way to sum flows. */
export type Grouping = (typeof groupings)[number]['by']

/** A column of the table of flows. */
export interface FlowColumn {
  readonly key: string
  readonly title: string
  readonly width: number
  /** The order of the server that the column stands for. */
  readonly sort?: 'flows' | 'connections' | 'bytes' | 'last'
  readonly cell: (row: Row) => ReactNode
}

const end = (side: 'client' | 'server', title: string): FlowColumn => ({
  key: side,
  title,
  width: 230,
  cell: (row) => {
    const vm = side === 'client' ? row.clientVm : row.serverVm
    const address = side === 'client' ? row.client : row.server
    if (!vm) return address
    return (
      <>
        <Link to={`/vms/${encodeURIComponent(vm.id)}`}>{vm.name}</Link>{' '}
        <span className="cw-soft">{address}</span>
      </>
    )
  },
})
const service: FlowColumn = { key: 'service', title: 'Service', width: 130, cell: (row) => row.service }
const networks: FlowColumn = {
  key: 'networks',
  title: 'Networks',
  width: 320,
  cell: (row) => <span className="cw-soft">{row.networks?.join(', ')}</span>,
}
const number = (key: 'flows' | 'connections', title: string): FlowColumn => ({
  key,
  title,
  width: 125,
  sort: key,
  cell: (row) => row[key].toLocaleString('en'),
})
const sums: readonly FlowColumn[] = [
  number('connections', 'Connections'),
  {
    key: 'bytes',
    title: 'Bytes',
    width: 100,
    sort: 'bytes',
    cell: (row) => (row.bytes > 0 && row.bytes < 52_429 ? '< 0.1 MiB' : bytes(row.bytes)),
  },
  {
    key: 'last',
    title: 'Last seen',
    width: 125,
    sort: 'last',
    cell: (row) => row.lastSeen?.slice(0, 10),
  },
]
const flows = number('flows', 'Flows')

/** Columns of a way to sum. */
export const columnsOf: Readonly<Record<Grouping, readonly FlowColumn[]>> = {
  service: [service, flows, ...sums],
  server: [end('server', 'Called'), flows, ...sums],
  client: [end('client', 'Caller'), flows, ...sums],
  network: [end('client', 'From'), end('server', 'To'), flows, ...sums, networks],
  flow: [end('client', 'Caller'), end('server', 'Called'), service, ...sums],
}
