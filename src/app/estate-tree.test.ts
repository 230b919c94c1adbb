import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readFilter } from '../algebra/filter/index.ts'
import type { TreeNode } from '../contract/estate-tree.ts'
import { emptyEstate, type Estate } from '../model/estate.ts'
import type { Cluster, Datastore, Host, Network } from '../model/infrastructure.ts'
import type { Merged, Vm, VmFacts } from '../model/vm.ts'
import { estateTree, type StoredNode } from './estate-tree.ts'
import { presentRow } from './present-vm.ts'

const merged = { origins: [], from: {}, conflicts: [] } satisfies Omit<Merged, 'id'>

function vm(id: string, facts: Partial<VmFacts>): Vm {
  return { kind: 'vm', id, name: id, ...merged, ...facts }
}

const erp = vm('erp-db-01', {
  vcenter: 'vc-a',
  datacenter: 'Harbour',
  cluster: 'QS-PROD',
  host: 'esx-01',
  folder: 'ERP/Databases',
  resourcePool: 'Gold',
  disks: [
    { key: 2000, label: 'Hard disk 1', datastore: 'san-1' },
    { key: 2001, label: 'Hard disk 2', datastore: 'san-2' },
  ],
  nics: [{ key: 4000, label: 'Network adapter 1', network: 'srv-db-120' }],
})
const { kind: _kind, id: _id, ...facts } = erp
const kiosk = vm('kiosk', { ...facts, name: 'kiosk', folder: 'ERP', datacenter: 'Yard' })
const lone = vm('lone', {})
const esx: Host = { kind: 'host', id: 'h1', name: 'esx-01', ...merged, datacenter: 'Yard', cores: 16 }
const empty: Host = {
  kind: 'host',
  id: 'h2',
  name: 'esx-02',
  ...merged,
  cluster: 'QS-PROD',
  datacenter: 'Yard',
}
const cluster: Cluster = {
  kind: 'cluster',
  id: 'c1',
  name: 'QS-PROD',
  ...merged,
  datacenter: 'Harbour',
  ha: true,
}
const san: Datastore = { kind: 'datastore', id: 'd1', name: 'san-1', ...merged, cluster: 'pod "1"' }
const net: Network = {
  kind: 'network',
  id: 'n1',
  name: 'spare',
  ...merged,
  switch: 'dvs-1',
  datacenter: 'Yard',
}

function estateOf(vms: readonly Vm[], more: Partial<Estate> = {}): Estate {
  return { ...emptyEstate, vms, ...more }
}

/** Every node of every view, with its children, as the documents hold them. */
function nodesOf(estate: Estate) {
  const pages = new Map<string, TreeNode[]>()
  const nodes: StoredNode[] = []
  for (const { kind, id, doc } of estateTree(estate)) {
    if (kind === 'node') nodes.push(doc as StoredNode)
    if (kind === 'page') {
      const node = id.slice(0, id.lastIndexOf('/'))
      pages.set(node, [...(pages.get(node) ?? []), ...(doc as TreeNode[])])
    }
  }
  return nodes.map((stored) => ({
    ...stored,
    children: pages.get(stored.node?.id ?? `root-${stored.view}`) ?? [],
  }))
}

function drawn(estate: Estate, view: string): readonly string[] {
  return nodesOf(estate)
    .filter((node) => node.view === view && node.node)
    .map(({ path, node, children }) =>
      [...path.slice(0, -1).map(({ name }) => name), `${node?.kind} ${node?.name} (${node?.vms})`]
        .join(' / ')
        .concat(`: ${children.map(({ name }) => name).join(', ')}`),
    )
}

test('hosts and clusters: in a cluster the hosts stand first, then pools, then VMs', () => {
  expect(drawn(estateOf([erp, lone], { hosts: [esx], clusters: [cluster] }), 'hosts')).toEqual([
    'vcenter vc-a (1): Harbour',
    'vc-a / datacenter Harbour (1): QS-PROD',
    'vc-a / Harbour / cluster QS-PROD (1): esx-01, Gold',
    'vc-a / Harbour / QS-PROD / host esx-01 (1): ',
    'vc-a / Harbour / QS-PROD / pool Gold (1): erp-db-01',
    'datacenter Yard (0): esx-01',
    'Yard / host esx-01 (0): ',
  ])
})

test('VMs and folders: what has no folder stands at the root', () => {
  const nodes = nodesOf(estateOf([erp, lone]))
  const root = nodes.find(({ view, node }) => view === 'folders' && !node)
  expect(root?.children.map(({ name }) => name)).toEqual(['vc-a', 'lone'])
  expect(drawn(estateOf([erp, lone]), 'folders').at(-1)).toBe(
    'vc-a / Harbour / ERP / folder Databases (1): erp-db-01',
  )
})

test('storage and networks: a VM on two datastores is counted once above them; what holds no VM is there, too', () => {
  const estate = estateOf([erp], { datastores: [san], networks: [net] })
  expect(drawn(estate, 'storage').slice(1)).toEqual([
    'vc-a / datacenter Harbour (1): san-1, san-2',
    'vc-a / Harbour / datastore san-1 (1): ',
    'vc-a / Harbour / datastore san-2 (1): ',
  ])
  expect(drawn(estate, 'networks').slice(-2)).toEqual([
    'Yard / switch dvs-1 (0): spare',
    'Yard / dvs-1 / network spare (0): ',
  ])
})

test('a name that is there once is enough for a filter; one that is there twice says where', () => {
  const wheres = (estate: Estate) =>
    nodesOf(estate)
      .filter(({ view, node }) => view === 'hosts' && node?.kind === 'cluster')
      .map(({ node }) => node?.where)
  expect(wheres(estateOf([erp, lone]))).toEqual(['cluster = QS-PROD'])
  expect(wheres(estateOf([erp, kiosk]))).toEqual([
    'vcenter = vc-a and datacenter = Harbour and cluster = QS-PROD',
    'vcenter = vc-a and datacenter = Yard and cluster = QS-PROD',
  ])
})

test('whatever the names: a node counts exactly the VMs that its filter finds, and every VM is listed once in two views', () => {
  const name = fc.constantFrom('a', 'A', 'b c', `it's "x"`, '10.0.0.0/8', 'and', 'f(1)', 'ü*')
  const some = fc.option(name, { nil: undefined })
  const facts = fc.record({
    vcenter: some,
    datacenter: some,
    cluster: some,
    host: some,
    folder: fc.option(
      fc
        .array(
          name.filter((one) => !one.includes('/')),
          { maxLength: 3 },
        )
        .map((all) => all.join('/')),
      { nil: undefined },
    ),
    resourcePool: fc.constantFrom(undefined, 'Gold', 'Gold/In', 'a'),
    disks: fc.array(
      some.map((datastore) => ({ key: 1, label: '', ...(datastore ? { datastore } : {}) })),
      { maxLength: 2 },
    ),
    nics: fc.array(
      some.map((network) => ({ key: 1, label: '', ...(network ? { network } : {}) })),
      { maxLength: 2 },
    ),
  })
  const present = (given: object) =>
    Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
  fc.assert(
    fc.property(fc.array(facts, { maxLength: 6 }), (all) => {
      const vms = all.map((one, at) => vm(`vm-${at}`, present(one)))
      const rows = vms.map((one) => presentRow(one))
      const nodes = nodesOf(
        estateOf(vms, { hosts: [esx, empty], clusters: [cluster], datastores: [san], networks: [net] }),
      )
      for (const { node } of nodes) {
        if (node?.where === undefined) continue
        expect([node.where, node.vms]).toEqual([node.where, rows.filter(readFilter(node.where)).length])
      }
      for (const view of ['hosts', 'folders']) {
        const listed = nodes.filter((node) => node.view === view).flatMap(({ children }) => children)
        expect(
          listed
            .filter(({ kind }) => kind === 'vm')
            .map(({ id }) => id)
            .sort(),
        ).toEqual(vms.map(({ id }) => id))
      }
    }),
  )
})
