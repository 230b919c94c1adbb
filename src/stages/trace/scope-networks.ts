import type { Network, Vlan } from '../../model/infrastructure.ts'
import type { Effort } from './effort.ts'
import { alternativesOf, isKeepable, keepIpNeeds } from './obstacles.ts'
import { hoursOf, round } from './work-items.ts'

/** One network of a scope: can its addresses be kept, by what work, and from how many VMs on does that pay. */
export interface ScopeNetwork {
  readonly name: string
  readonly vlan: string
  readonly team?: string
  readonly vms: number
  /** False when its addresses cannot be kept there, or not with what the network does for its VMs today. */
  readonly keepable: boolean
  /** True when the addresses cannot be kept at all. */
  readonly hard: boolean
  readonly work: readonly string[]
  readonly obstacles: readonly string[]
  readonly alternatives: readonly string[]
  readonly breakEven: { readonly keepHours: number; readonly reIpHours: number; readonly fromVms?: number }
}

/** Collects the networks of a scope's VMs. */
export function scopeNetworks(effort: Effort): {
  add(networks: readonly Network[], reIpHours: number, team: string | undefined): void
  answer(): readonly ScopeNetwork[]
} {
  const found = new Map<
    string,
    { readonly network: Network; vms: number; reIpHours: number; team: string | undefined }
  >()
  return {
    add(networks, reIpHours, team) {
      for (const network of networks) {
        const known = found.get(network.name)
        if (known) {
          known.vms++
          known.reIpHours += reIpHours
          known.team ??= team
        } else found.set(network.name, { network, vms: 1, reIpHours, team })
      }
    },
    answer: () =>
      [...found.values()]
        .sort((a, b) => (a.network.name < b.network.name ? -1 : 1))
        .map(({ network, vms, reIpHours, team }): ScopeNetwork => {
          const { work, obstacles } = keepIpNeeds({ nics: [] }, [network])
          const keepHours = round(
            work.reduce((sum, one) => sum + hoursOf(effort.node[one.work], 1, effort), 0),
          )
          const each = reIpHours / vms
          return {
            name: network.name,
            vlan: vlanText(network.vlan),
            ...(team === undefined ? {} : { team }),
            vms,
            keepable: isKeepable(network),
            hard: obstacles.some(({ hard }) => hard),
            work: work.map((one) => effort.node[one.work].action),
            obstacles: obstacles.map(({ text }) => text),
            alternatives: alternativesOf(network),
            breakEven: {
              keepHours,
              reIpHours: round(reIpHours),
              ...(each > 0 ? { fromVms: Math.max(1, Math.ceil(keepHours / each)) } : {}),
            },
          }
        }),
  }
}

/** A VLAN in words. */
export function vlanText(vlan: Vlan | undefined): string {
  switch (vlan?.kind) {
    case 'access':
      return `VLAN ${vlan.id}`
    case 'trunk':
      return `trunk ${vlan.ranges.map(({ from, to }) => (from === to ? `${from}` : `${from}-${to}`)).join(', ')}`
    case 'private':
      return `private VLAN ${vlan.primary ?? '?'}/${vlan.secondary}${vlan.type === undefined ? '' : ` (${vlan.type})`}`
    case 'none':
      return 'untagged'
    default:
      return 'not known'
  }
}
