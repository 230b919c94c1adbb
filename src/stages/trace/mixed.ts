import type { NetworkMode } from './result.ts'

/** A VM as the choice sees it. */
export interface MixedVm {
  readonly addresses: readonly string[]
  readonly networks: readonly string[]
  /** Why its addresses cannot be kept. */
  readonly hard: string | undefined
  /** Hours that are the VM's alone; the networks' work is counted apart. */
  readonly own: Readonly<Record<NetworkMode, number>>
}

/** What is chosen for a VM, and why. */
export interface MixedChoice {
  readonly mode: NetworkMode
  readonly because: string
}

/**
 * Chooses for each VM: a network is carried to the nodes when its VMs together would pay more for new addresses than that
 * costs, and once it is carried, the next VM on it pays its own part only. VMs of the same networks are decided together,
 * those that gain most first.
 */
export function chooseModes(
  vms: readonly MixedVm[],
  networkHours: ReadonlyMap<string, number>,
): readonly MixedChoice[] {
  const choices: (MixedChoice | undefined)[] = vms.map(({ addresses, hard, own }) => {
    if (addresses.length === 0)
      return { mode: 'keep-ip', because: 'no address is known, so nothing can be re-addressed on purpose' }
    if (hard !== undefined)
      return { mode: 're-ip', because: `${hard}; a new address costs ${own['re-ip']} h` }
    return undefined
  })
  const carried = new Set<string>()
  for (const { members, networks, gain } of groupsOf(vms, choices, networkHours)) {
    const toCarry = networks.filter((name) => !carried.has(name))
    const fixed = sum(toCarry.map((name) => networkHours.get(name) ?? 0))
    const keep = gain >= fixed
    if (keep) for (const name of toCarry) carried.add(name)
    for (const at of members) {
      const own = vms[at]?.own ?? { 'keep-ip': 0, 're-ip': 0 }
      const cheaper = own['re-ip'] < own['keep-ip']
      choices[at] = {
        mode: keep && !cheaper ? 'keep-ip' : 're-ip',
        because: reasonOf(networks, members.length, fixed, gain, own, keep && !cheaper),
      }
    }
  }
  return choices.map((choice) => choice ?? { mode: 'keep-ip', because: '' })
}

interface Group {
  readonly networks: readonly string[]
  readonly members: readonly number[]
  /** Hours that its members save by keeping their addresses, before the networks' work. */
  readonly gain: number
}

/** VMs by their set of networks, those with the largest surplus first. */
function groupsOf(
  vms: readonly MixedVm[],
  choices: readonly (MixedChoice | undefined)[],
  networkHours: ReadonlyMap<string, number>,
): readonly Group[] {
  const members = new Map<string, number[]>()
  for (const [at, vm] of vms.entries()) {
    if (choices[at]) continue
    const key = JSON.stringify([...vm.networks].sort())
    const known = members.get(key)
    if (known) known.push(at)
    else members.set(key, [at])
  }
  return [...members.values()]
    .map((group): Group & { readonly surplus: number } => {
      const networks = vms[group[0] ?? 0]?.networks ?? []
      const gain = sum(
        group.map((at) => Math.max(0, (vms[at]?.own['re-ip'] ?? 0) - (vms[at]?.own['keep-ip'] ?? 0))),
      )
      return {
        networks,
        members: group,
        gain,
        surplus: gain - sum(networks.map((name) => networkHours.get(name) ?? 0)),
      }
    })
    .sort((a, b) => b.surplus - a.surplus || (a.members[0] ?? 0) - (b.members[0] ?? 0))
}

function reasonOf(
  networks: readonly string[],
  members: number,
  fixed: number,
  gain: number,
  own: MixedVm['own'],
  keep: boolean,
): string {
  const vms = `${members} VM${members === 1 ? '' : 's'}`
  const carry =
    fixed === 0
      ? `${networks.join(', ') || 'no network'} is carried anyway`
      : `carrying ${networks.join(', ')} costs ${hours(fixed)} once, and keeping the addresses of its ${vms} saves ${hours(gain)}`
  return `${carry}; for this VM alone re-ip costs ${hours(own['re-ip'])}, keep-ip ${hours(own['keep-ip'])}: ${keep ? 'above' : 'below'} the break-even`
}

function hours(value: number): string {
  return `${Math.round(value * 100) / 100} h`
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
