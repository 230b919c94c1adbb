import type { InterfaceDevice, PodNetwork } from '../../model/manifest.ts'
import { isAtLeast } from '../../model/target.ts'
import type { Nic } from '../../model/nic.ts'
import type { VmContext } from './input.ts'
import type { NetworkTargets } from './networks.ts'

/** The network cards of a machine. */
export interface TranslatedNics {
  readonly interfaces: readonly InterfaceDevice[]
  readonly networks: readonly PodNetwork[]
  readonly byKey: ReadonlyMap<number, string>
}

/** Network cards in their order, with MAC address and model; one without a network is left out, and said so. */
export function nicsOf(context: VmContext, targets: NetworkTargets): TranslatedNics {
  const { vm, lose } = context
  const interfaces: InterfaceDevice[] = []
  const networks: PodNetwork[] = []
  const byKey = new Map<number, string>()
  let pod = false
  if (vm.nics === undefined) lose('nics', 'lost', 'no source lists the network cards')
  vm.nics?.forEach((nic, index) => {
    const name = `nic-${index}`
    const field = `nics.${nic.label}`
    const target = targets.of(context, nic, field)
    if (target === undefined) return
    if (target === 'pod' && pod)
      return lose(
        field,
        'lost',
        'a machine has one card on the pod network; map one of its networks to a NetworkAttachmentDefinition',
      )
    pod ||= target === 'pod'
    noteLosses(context, nic, field)
    const down = nic.startConnected === false || (nic.connected === false && vm.power === 'on')
    if (down && !isAtLeast(context.input.target, 5))
      lose(
        field,
        'partial',
        `KubeVirt ${context.input.target.kubevirt} cannot leave a card unplugged; it will be connected`,
      )
    interfaces.push({
      name,
      model: modelOf(context, nic),
      ...(target === 'pod' ? { masquerade: {} } : { bridge: {} }),
      ...macOf(context, nic, field),
      ...(down && isAtLeast(context.input.target, 5) ? { state: 'down' as const } : {}),
    })
    networks.push(target === 'pod' ? { name, pod: {} } : { name, multus: { networkName: target } })
    if (nic.key !== undefined) byKey.set(nic.key, name)
  })
  return { interfaces, networks, byKey }
}

function modelOf({ virtio, guest }: VmContext, nic: Nic): string {
  const adapter = nic.adapter?.toLowerCase() ?? ''
  if (adapter.includes('e1000e')) return 'e1000e'
  if (adapter.includes('e1000')) return 'e1000'
  if (adapter.includes('pcnet')) return 'pcnet'
  if (virtio) return 'virtio'
  if (guest.preference === 'windows.2k3') return 'rtl8139'
  return guest.family === 'windows' || guest.family === 'windows-old' ? 'e1000e' : 'e1000'
}

function macOf({ vm, site, lose }: VmContext, nic: Nic, field: string): { macAddress?: string } {
  const mac = nic.mac?.toLowerCase()
  if (mac !== undefined && /^[0-9a-f][02468ace](?::[0-9a-f]{2}){5}$/.test(mac)) {
    const others = site.sharersOfMac(vm, mac)
    if (others.length > 0)
      lose(
        field,
        'partial',
        `${mac} is also the address of ${others.slice(0, 3).join(', ')}: never run both on one network`,
      )
    return { macAddress: mac }
  }
  lose(
    field,
    'partial',
    mac === undefined
      ? 'no source gives its MAC address; it gets a new one'
      : `${JSON.stringify(mac.slice(0, 40))} is not the MAC address of a card; it gets a new one`,
  )
  return {}
}

function noteLosses({ vm, lose, guest }: VmContext, nic: Nic, field: string): void {
  const adapter = nic.adapter?.toLowerCase() ?? ''
  if (adapter.includes('sriov'))
    lose(
      field,
      'partial',
      'an SR-IOV card becomes a card on a bridge; another one needs an SR-IOV network and a driver in the guest',
    )
  if (nic.directPath) lose(field, 'partial', 'DirectPath I/O is not carried')
  if (nic.pciSlot !== undefined && (guest.family === 'linux' || guest.family === 'transitional')) {
    lose(
      field,
      'partial',
      'the card stands in another PCI slot: pin its name to the MAC address in the guest before the cut-over',
    )
  }
  if (
    (guest.family === 'windows' || guest.family === 'windows-old') &&
    vm.nics?.some((each) => (each.addresses?.length ?? 0) > 0)
  ) {
    lose(
      field,
      'partial',
      'Windows binds addresses to the device: set them again by MAC address after the first boot',
    )
  }
}
