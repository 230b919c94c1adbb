import type { Network } from '../../model/infrastructure.ts'
import type { Vm } from '../../model/vm.ts'
import alternatives from './alternatives.json' with { type: 'json' }

/** What stands in the way of a mode; a hard one rules it out until somebody solves it. */
export interface Obstacle {
  readonly text: string
  readonly hard: boolean
}

/** What the network team must do so that a network reaches the Kubernetes nodes. */
export interface NodeWork {
  readonly work: 'vlan' | 'mtu' | 'trunk' | 'private' | 'overlay'
  readonly network: string
}

/** Largest frame that every switch port carries without being told. */
const plainMtu = 1500

/** Work and obstacles of keeping the addresses on the VM's networks. */
export function keepIpNeeds(
  vm: Pick<Vm, 'nics'>,
  networks: readonly Network[],
): { readonly work: readonly NodeWork[]; readonly obstacles: readonly Obstacle[] } {
  const work: NodeWork[] = []
  const obstacles: Obstacle[] = []
  for (const network of networks) {
    const { name, vlan } = network
    if (network.type === 'nsx-overlay' || network.type === 'opaque') {
      work.push({ work: 'overlay', network: name })
      obstacles.push({
        text: `${name} is an NSX overlay segment: there is no VLAN that Kubernetes nodes could carry; its gateway, NAT and DHCP move too`,
        hard: true,
      })
    } else if (vlan?.kind === 'private') {
      work.push({ work: 'private', network: name })
      obstacles.push({
        text: `${name} is private VLAN ${vlan.primary ?? '?'}/${vlan.secondary}${vlan.type === undefined ? '' : ` (${vlan.type})`}: a bridge isolates ports of one node only, the physical switch must keep the rest`,
        hard: false,
      })
    } else if (vlan?.kind === 'trunk') {
      work.push({ work: 'trunk', network: name })
      obstacles.push({
        text: `${name} is a trunk: the guest tags itself, which a Linux bridge can carry and OVN-Kubernetes localnet cannot`,
        hard: false,
      })
    } else if (vlan === undefined) {
      work.push({ work: 'vlan', network: name })
      obstacles.push({ text: `the VLAN of ${name} is not known from the sources at hand`, hard: false })
    } else work.push({ work: 'vlan', network: name })
    if ((network.mtu ?? plainMtu) > plainMtu) {
      work.push({ work: 'mtu', network: name })
      obstacles.push({
        text: `${name} has an MTU of ${network.mtu}: node NICs and switch ports must carry it`,
        hard: false,
      })
    }
    if (network.promiscuous === true) {
      obstacles.push({
        text: `${name} accepts promiscuous mode: a pod has no safe equivalent, only SR-IOV or a mirror on the switch`,
        hard: false,
      })
    }
    if (network.forgedTransmits === true || network.macChanges === true) {
      obstacles.push({
        text: `${name} accepts forged transmits or MAC changes: the spoof check must be off there, find out who needs it`,
        hard: false,
      })
    }
  }
  return { work, obstacles: [...obstacles, ...nicObstacles(vm)] }
}

/** Whether the network reaches the nodes with all that it does for its VMs today. */
export function isKeepable({ type, vlan, promiscuous }: Network): boolean {
  return type !== 'nsx-overlay' && type !== 'opaque' && vlan?.kind !== 'private' && promiscuous !== true
}

/** What else can be done about a network; empty when a plain VLAN on the node ports is all it takes. */
export function alternativesOf({ type, vlan, promiscuous }: Network): readonly string[] {
  const found: string[] = []
  if (type === 'nsx-overlay' || type === 'opaque') found.push(...alternatives.overlay)
  else if (vlan?.kind === 'private') found.push(...alternatives.private)
  else if (vlan?.kind === 'trunk') found.push(...alternatives.trunk)
  else if (vlan === undefined) found.push(...alternatives.unknown)
  if (promiscuous === true) found.push(...alternatives.promiscuous)
  return found
}

function nicObstacles(vm: Pick<Vm, 'nics'>): readonly Obstacle[] {
  const found: Obstacle[] = []
  for (const nic of vm.nics ?? []) {
    if (nic.addressDetails?.some(({ origin }) => origin === 'dhcp')) {
      found.push({
        text: `${nic.label} gets its address by DHCP: the lease follows the MAC, which must stay`,
        hard: false,
      })
    }
    if (nic.directPath === true || nic.adapter === 'sriov') {
      found.push({
        text: `${nic.label} is a passthrough card: its VLAN and MAC are set outside the virtual switch`,
        hard: false,
      })
    }
  }
  return found
}
