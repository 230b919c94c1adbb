import type { Network } from '../../model/infrastructure.ts'
import type { Vm } from '../../model/vm.ts'
import type { Site } from './site.ts'

/** The networks of a VM's cards; `unknownNetwork` = a card whose network, or whose details, no source gives. */
export interface Attached {
  readonly networks: readonly Network[]
  readonly unknownNetwork: boolean
}

/** Looks up every network that the VM is attached to, each once. Undefined = its cards are not known. */
export function attachedNetworks(vm: Vm, site: Site): Attached | undefined {
  if (!vm.nics) return undefined
  const networks = new Set<Network>()
  let unknownNetwork = false
  for (const nic of vm.nics) {
    const network = site.networkOf(vm, nic)
    if (network) networks.add(network)
    else unknownNetwork = true
  }
  return { networks: [...networks], unknownNetwork }
}
