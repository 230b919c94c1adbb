import type { Network, Vlan } from '../../model/infrastructure.ts'
import type { Nic } from '../../model/nic.ts'
import type { TranslateInput } from './input.ts'

/** What a port group becomes: a network configuration, or the reason why there is none. */
export type NetworkPlan =
  | {
      readonly kind: 'config'
      readonly config: Readonly<Record<string, unknown>>
      readonly notes: readonly string[]
    }
  | { readonly kind: 'impossible'; readonly why: string }

const wholeTrunk = [{ from: 1, to: 4094 }]

/** The configuration of a port group on the target's plugin. A network that no source describes is taken for untagged. */
export function networkConfigOf(
  input: TranslateInput,
  network: Network | undefined,
  nic: Nic,
  name: string,
): NetworkPlan {
  if (network?.type === 'nsx-overlay' || (network?.type === 'opaque' && network.vlan === undefined)) {
    return {
      kind: 'impossible',
      why: `${network.name} is an overlay without a VLAN: it needs a new VLAN, or map it to pod or to existing:namespace/name`,
    }
  }
  const wanted = nic.switch ?? network?.switch
  const { bridges, plugin, namespace } = input.target.network
  const bridge = (wanted === undefined ? undefined : bridges[wanted]) ?? bridges['*']
  if (!bridge) {
    const path = ['network', 'bridges', wanted ?? '*']
    return {
      kind: 'impossible',
      why: `switch ${wanted ?? '(not named)'} has no bridge on the nodes: ${input.where.target(path)}`,
    }
  }
  const notes: string[] = []
  if (!network) notes.push('no source describes the network; it is taken for untagged')
  else if (!network.vlan) notes.push('no source says its VLAN; it is taken for untagged')
  const differing = Object.entries(network?.vlanByHost ?? {})
  if (new Set(differing.map(([, vlan]) => vlan)).size > 1)
    notes.push(
      `its VLAN differs between hosts (${differing
        .slice(0, 4)
        .map(([host, vlan]) => `${host} ${vlan}`)
        .join(', ')}); one is taken`,
    )
  if (network?.promiscuous)
    notes.push('promiscuous mode is not carried: on a bridge no machine sees the frames of another')
  const mtu = network?.mtu !== undefined && network.mtu !== 1500 ? { mtu: network.mtu } : {}
  const vlan = network?.vlan ?? { kind: 'none' }
  const head = { cniVersion: '0.3.1', name }
  if (plugin === 'ovn-kubernetes') {
    const tag = accessTag(vlan, notes)
    if (vlan.kind === 'trunk')
      return { kind: 'impossible', why: `${network?.name} is a trunk, which OVN-Kubernetes cannot carry` }
    const vlanId = tag === undefined ? {} : { vlanID: tag }
    return {
      kind: 'config',
      notes,
      config: {
        ...head,
        type: 'ovn-k8s-cni-overlay',
        topology: 'localnet',
        netAttachDefName: `${namespace}/${name}`,
        physicalNetworkName: bridge,
        ...vlanId,
        ...mtu,
      },
    }
  }
  // Whoever may send from other addresses in vSphere (clusters, nested hypervisors) must be able to here.
  const macspoofchk = !(network?.forgedTransmits || network?.macChanges)
  return {
    kind: 'config',
    notes,
    config: {
      ...head,
      type: 'bridge',
      bridge,
      ...tagging(vlan, notes),
      macspoofchk,
      disableContainerInterface: true,
      ...mtu,
    },
  }
}

function tagging(vlan: Vlan, notes: string[]): Readonly<Record<string, unknown>> {
  if (vlan.kind === 'trunk') {
    const ranges = merged(vlan.ranges.length > 0 ? vlan.ranges : wholeTrunk)
    return {
      vlanTrunk: ranges.map(({ from, to }) => (from === to ? { id: from } : { minID: from, maxID: to })),
      preserveDefaultVlan: false,
    }
  }
  const tag = accessTag(vlan, notes)
  const isolated = vlan.kind === 'private' && vlan.type === 'isolated' ? { portIsolation: true } : {}
  return { ...(tag === undefined ? {} : { vlan: tag }), ...isolated }
}

function accessTag(vlan: Vlan, notes: string[]): number | undefined {
  switch (vlan.kind) {
    case 'none':
    case 'trunk':
      return undefined
    case 'access':
      return vlan.id === 0 ? undefined : vlan.id
    case 'private':
      notes.push(
        `private VLAN ${vlan.type ?? ''} ${vlan.secondary}: isolation holds within one node; the physical switch must keep it between nodes`.replace(
          '  ',
          ' ',
        ),
      )
      return vlan.type === 'promiscuous' ? (vlan.primary ?? vlan.secondary) : vlan.secondary
  }
}

/** Ranges within 1 to 4094, in order, without overlaps. */
function merged(ranges: readonly { from: number; to: number }[]): readonly { from: number; to: number }[] {
  const clipped = ranges
    .map(({ from, to }) => ({ from: Math.max(1, from), to: Math.min(4094, to) }))
    .filter(({ from, to }) => from <= to)
    .sort((a, b) => a.from - b.from)
  const out: { from: number; to: number }[] = []
  for (const range of clipped) {
    const last = out.at(-1)
    if (last && range.from <= last.to + 1) last.to = Math.max(last.to, range.to)
    else out.push({ ...range })
  }
  return out.length > 0 ? out : [...wholeTrunk]
}
