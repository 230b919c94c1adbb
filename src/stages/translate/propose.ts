import type { Estate } from '../../model/estate.ts'
import type { Datastore, Network, Vlan } from '../../model/infrastructure.ts'
import type { Vm } from '../../model/vm.ts'
import { checksum, slug, uniqueNames } from './names.ts'
import { namespaceKey } from './namespaces.ts'
import { datastoreName, siteOf } from './site.ts'

/** A line for a file of decisions: what we would choose, and what speaks for it. */
export interface Proposal {
  readonly file: 'mappings' | 'target'
  readonly path: readonly string[]
  /** `null` when a person must decide. */
  readonly value: string | null
  /** `used by 12 machines; VLAN 110, switch dvs-prod`. */
  readonly note: string
}

const longestName = 63
const longestBridge = 15
const ownNamespaces = /^(?:default|kube-.*|openshift.*|kubevirt|cdi|argocd|vm-networks|pod)$/

interface Used<Thing> {
  readonly thing: Thing | undefined
  readonly name: string
  readonly vms: Set<string>
}

/** Proposals for everything that a machine uses: networks, datastores, folders and the bridge of each switch. */
export function propose(estate: Estate): readonly Proposal[] {
  const site = siteOf(estate)
  const networks = new Map<string, Used<Network>>()
  const datastores = new Map<string, Used<Datastore>>()
  const folders = new Map<string, Used<never>>()
  const switches = new Map<string, Used<never>>()
  for (const vm of estate.vms) {
    if (vm.template || vm.platform) continue
    use(folders, namespaceKey(vm), namespaceKey(vm), undefined, vm)
    for (const nic of vm.nics ?? []) {
      if (!nic.network) continue
      const network = site.networkOf(vm, nic)
      use(networks, site.networkKey(vm, nic.network), nic.network, network, vm)
      use(switches, nic.switch ?? network?.switch ?? '*', '', undefined, vm)
    }
    for (const disk of vm.disks ?? []) {
      const name = datastoreName(disk)
      if (name !== undefined)
        use(datastores, site.datastoreKey(vm, name), name, site.datastoreOf(vm, disk), vm)
    }
  }
  return [
    ...networkProposals(networks),
    ...sorted(datastores).map(([key, used]) =>
      line('mappings', ['datastores', key], classFor(used.thing), used, datastoreText(used.thing)),
    ),
    ...folderProposals(folders),
    ...sorted(switches).map(([key, used]) =>
      line('target', ['network', 'bridges', key], bridgeFor(key), used, ''),
    ),
  ]
}

function networkProposals(networks: ReadonlyMap<string, Used<Network>>): readonly Proposal[] {
  const names = uniqueNames(
    [...networks.keys()].map((key) => ({ id: key, scope: '', text: key })),
    longestName,
  )
  return sorted(networks).map(([key, used]) => {
    const overlay = used.thing?.type === 'nsx-overlay' || (used.thing?.type === 'opaque' && !used.thing.vlan)
    const name = names.get(key) ?? ''
    return line(
      'mappings',
      ['networks', key],
      overlay ? null : name === 'pod' ? 'pod-network' : name,
      used,
      networkText(used.thing),
    )
  })
}

function folderProposals(folders: ReadonlyMap<string, Used<never>>): readonly Proposal[] {
  const wishes = [...folders.keys()].map((key) => ({ id: key, scope: '', text: key === '/' ? 'vms' : key }))
  const names = uniqueNames(wishes, longestName - 3)
  return sorted(folders).map(([key, used]) => {
    const name = names.get(key) ?? 'vms'
    return line('mappings', ['folders', key], ownNamespaces.test(name) ? `vm-${name}` : name, used, '')
  })
}

function use<Thing>(
  all: Map<string, Used<Thing>>,
  key: string,
  name: string,
  thing: Thing | undefined,
  vm: Vm,
): void {
  const used = all.get(key) ?? { thing, name, vms: new Set() }
  used.vms.add(vm.id)
  all.set(key, used)
}

function sorted<Thing>(all: ReadonlyMap<string, Used<Thing>>): readonly [string, Used<Thing>][] {
  return [...all].sort(([a], [b]) => (a < b ? -1 : 1))
}

function line(
  file: Proposal['file'],
  path: readonly string[],
  value: string | null,
  used: Used<unknown>,
  about: string,
): Proposal {
  const machines = used.vms.size === 1 ? '1 machine' : `${used.vms.size} machines`
  return { file, path, value, note: `used by ${machines}${about === '' ? '' : `; ${about}`}` }
}

function classFor(datastore: Datastore | undefined): string {
  return /nfs/i.test(datastore?.type ?? '') ? 'vm-file' : 'vm-block'
}

function bridgeFor(name: string): string {
  const wanted = name === '*' ? 'br-vm' : `br-${slug(name)}`
  return wanted.length > 3 && wanted.length <= longestBridge
    ? wanted
    : `${wanted.slice(0, longestBridge - 7).replace(/-$/, '')}-${checksum(name)}`
}

function datastoreText(datastore: Datastore | undefined): string {
  return datastore?.type ?? ''
}

function networkText(network: Network | undefined): string {
  if (!network) return 'no source describes it'
  return [
    vlanText(network.vlan),
    network.switch === undefined ? '' : `switch ${network.switch}`,
    network.type === 'nsx-overlay' ? 'overlay: no VLAN exists' : '',
  ]
    .filter((part) => part !== '')
    .join(', ')
}

function vlanText(vlan: Vlan | undefined): string {
  switch (vlan?.kind) {
    case undefined:
      return 'VLAN not known'
    case 'none':
      return 'untagged'
    case 'access':
      return `VLAN ${vlan.id}`
    case 'private':
      return `private VLAN ${vlan.secondary}`
    case 'trunk':
      return `trunk ${vlan.ranges.map(({ from, to }) => (from === to ? `${from}` : `${from}-${to}`)).join(' ')}`
  }
}
