import { openFlows } from '../algebra/columns/flow-table.ts'
import { formatAddress, parseAddress } from '../lib/ip.ts'
import { addressesOf } from '../model/estate.ts'
import type { Flow } from '../model/evidence.ts'
import type { Vm } from '../model/vm.ts'
import type { VmFlow } from '../stages/plan/index.ts'
import { chunks, type Store } from '../store/index.ts'
import { marks } from './import-evidence.ts'

/** Which VM an address belongs to. An address that two VMs claim belongs to neither: a guess would tie strangers. */
export type AddressOwners = ReadonlyMap<string, string>

/** Addresses in their canonical form → VM id. Templates own none. */
export function addressOwners(vms: readonly Vm[]): AddressOwners {
  const owners = new Map<string, string>()
  const claimed = new Set<string>()
  for (const vm of vms) {
    if (vm.template === true) continue
    for (const text of addressesOf(vm)) {
      const key = parseAddress(text)
      if (key === undefined) continue
      const address = formatAddress(key)
      const other = owners.get(address)
      if (other !== undefined && other !== vm.id) claimed.add(address)
      else owners.set(address, vm.id)
    }
  }
  for (const address of claimed) owners.delete(address)
  return owners
}

/** Flows of which both ends are VMs of the estate, or one is; the other ends are left out. */
export function* vmFlowsOf(flows: Iterable<Flow>, owners: AddressOwners): Generator<VmFlow> {
  for (const flow of flows) {
    const client = owners.get(flow.client)
    const server = owners.get(flow.server)
    if (client === undefined && server === undefined) continue
    yield {
      client: client ?? '',
      server: server ?? '',
      port: flow.port,
      protocol: flow.protocol,
      bytes: flow.bytes,
      ...(flow.days === undefined ? {} : { days: flow.days }),
    }
  }
}

/** Every flow of an index, once: its chunks are kept sorted by either end, and these are the ones by client. */
export async function loadVmFlows(
  store: Store,
  build: number,
  owners: AddressOwners,
): Promise<readonly VmFlow[]> {
  const found: VmFlow[] = []
  const of = { kind: 'projection', build } as const
  for await (const chunk of chunks(store, 'flow_chunk', {
    of,
    names: { first: marks.client, last: marks.client },
  })) {
    const table = openFlows(chunk.data)
    for (const flow of vmFlowsOf(rowsOf(table), owners)) found.push(flow)
  }
  return found
}

function* rowsOf(table: ReturnType<typeof openFlows>): Generator<Flow> {
  for (let row = 0; row < table.rows; row++) yield table.flowAt(row)
}

/** Whole days that a window of flows covers, both ends included; undefined when the sources do not say. */
export function flowDaysOf(
  window: { readonly first: string; readonly last: string } | undefined,
): number | undefined {
  if (!window) return undefined
  const milliseconds = Date.parse(window.last) - Date.parse(window.first)
  return Number.isNaN(milliseconds) ? undefined : Math.max(1, Math.ceil(milliseconds / 86_400_000))
}
