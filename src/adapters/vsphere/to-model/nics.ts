import type { GuestAddress, Nic } from '../../../model/nic.ts'
import type { MachineRecord } from '../schema.ts'
import type { DeviceRecord } from '../schema/device.ts'
import { type Context, nameOf, objectOf, plainName } from './context.ts'
import { known, oneOf } from './facts.ts'

type GuestNics = MachineRecord['properties']['guest.net']
type GuestNic = NonNullable<GuestNics>[number]

const adapters: ReadonlyMap<string, string> = new Map([
  ['VirtualVmxnet3', 'vmxnet3'],
  ['VirtualVmxnet3Vrdma', 'vmxnet3-rdma'],
  ['VirtualVmxnet2', 'vmxnet2'],
  ['VirtualVmxnet', 'vmxnet'],
  ['VirtualE1000', 'e1000'],
  ['VirtualE1000e', 'e1000e'],
  ['VirtualPCNet32', 'pcnet32'],
  ['VirtualSriovEthernetCard', 'sriov'],
  ['VirtualEthernetCard', 'unknown'],
])

/** The adapter model of a class of network card; undefined when it is no network card. */
export function adapterOf(type: string): string | undefined {
  return adapters.get(type) ?? (type.includes('EthernetCard') ? type : undefined)
}

/**
 * Network cards with what the guest reports of each. `guestKnown` says that the guest was asked: a card without
 * addresses then has none, instead of nobody knowing.
 */
export function nicsOf(record: MachineRecord, context: Context, guestKnown: boolean): Nic[] {
  const {
    'config.hardware.device': devices,
    'guest.net': guestNics,
    'runtime.host': host,
  } = record.properties
  const gateways = gatewaysOf(record)
  return (devices ?? [])
    .filter((device) => adapterOf(device.type) !== undefined)
    .map((device) => {
      const index = (guestNics ?? []).findIndex((nic) => nic.deviceConfigId === device.key)
      const guest = guestNics?.[index]
      const slot = device.slotInfo?.pciSlotNumber
      return known({
        key: device.key,
        label: device.deviceInfo?.label ?? `network adapter ${device.key ?? '?'}`,
        adapter: adapterOf(device.type),
        mac: device.macAddress?.toLowerCase(),
        macAssignment: oneOf(['assigned', 'generated', 'manual'], device.addressType?.toLowerCase()),
        ...attachmentOf(device, context, host),
        connected: device.connectable?.connected,
        startConnected: device.connectable?.startConnected,
        addresses: guestKnown ? byFamily(addressesOf(guest)) : undefined,
        addressDetails: detailsOf(guest),
        gateway: index === -1 ? undefined : gateways.get(String(index)),
        pciSlot: slot !== undefined && slot >= 0 ? slot : undefined,
        directPath: device.uptCompatibilityEnabled,
        wakeOnLan: device.wakeOnLanEnabled,
      })
    })
}

/** Addresses that the guest reports on interfaces which are no card of the machine: bridges, tunnels, containers. */
export function unclaimedAddresses(record: MachineRecord): string[] {
  const { 'config.hardware.device': devices, 'guest.net': guestNics } = record.properties
  const keys = new Set((devices ?? []).map((device) => device.key))
  return byFamily(
    (guestNics ?? []).filter((nic) => !keys.has(nic.deviceConfigId)).flatMap((nic) => addressesOf(nic)),
  )
}

/** DNS servers that the guest uses, in its order. */
export function dnsServersOf(record: MachineRecord): string[] | undefined {
  const { 'guest.ipStack': stacks, 'guest.net': guestNics } = record.properties
  if (stacks === undefined && guestNics === undefined) return undefined
  const configs = [...(stacks ?? []), ...(guestNics ?? [])].map((part) => part.dnsConfig)
  return [...new Set(configs.flatMap((config) => config?.ipAddress ?? []))]
}

type Attachment = Pick<Nic, 'network' | 'networkKey' | 'switch'>

function attachmentOf(
  device: DeviceRecord,
  context: Context,
  host: { type: string; value: string } | undefined,
): Attachment {
  const { backing } = device
  if (backing === undefined) return {}
  if (backing.port !== undefined) {
    const portgroup = context.portgroups.get(backing.port.portgroupKey ?? '')
    return known({
      network: portgroup?.properties.name === undefined ? undefined : plainName(portgroup.properties.name),
      networkKey: portgroup?.id ?? backing.port.portgroupKey,
      switch: nameOf(context, portgroup?.properties.config?.distributedVirtualSwitch),
    })
  }
  if (backing.opaqueNetworkId !== undefined) {
    const opaque = context.opaqueNetworks.get(backing.opaqueNetworkId)
    const reference = opaque === undefined ? undefined : { type: opaque.type, value: opaque.id }
    return known({ network: nameOf(context, reference), networkKey: opaque?.id ?? backing.opaqueNetworkId })
  }
  const name =
    backing.deviceName === undefined || backing.deviceName === '' ? undefined : plainName(backing.deviceName)
  const owner = objectOf(context, host, 'HostSystem')
  const spec = owner?.properties['config.network.portgroup']?.find(
    (group) => group.spec?.name === backing.deviceName,
  )
  return known({
    network: nameOf(context, backing.network) ?? name,
    networkKey: backing.network?.value,
    switch: spec?.spec?.vswitchName,
  })
}

function addressesOf(guest: GuestNic | undefined): readonly string[] {
  if (guest === undefined) return []
  const detailed = (guest.ipConfig?.ipAddress ?? []).flatMap((one) =>
    one.ipAddress === undefined ? [] : [one.ipAddress],
  )
  return [...new Set([...(guest.ipAddress ?? []), ...detailed])]
}

function byFamily(addresses: readonly string[]): string[] {
  return [
    ...addresses.filter((address) => !address.includes(':')),
    ...addresses.filter((address) => address.includes(':')),
  ]
}

function detailsOf(guest: GuestNic | undefined): GuestAddress[] | undefined {
  const details = (guest?.ipConfig?.ipAddress ?? []).flatMap((one) => {
    if (one.ipAddress === undefined) return []
    const origin = oneOf(['manual', 'dhcp', 'linklayer', 'random', 'other'], one.origin)
    return [known({ address: one.ipAddress, prefix: one.prefixLength, origin })]
  })
  return details.length === 0 ? undefined : details
}

/** Default gateways by the index of the guest interface they leave through; IPv4 wins. */
function gatewaysOf(record: MachineRecord): Map<string, string> {
  const gateways = new Map<string, string>()
  for (const stack of record.properties['guest.ipStack'] ?? []) {
    for (const { network, prefixLength, gateway } of stack.ipRouteConfig?.ipRoute ?? []) {
      if (prefixLength !== 0 || gateway?.ipAddress === undefined || gateway.device === undefined) continue
      if (network === '0.0.0.0' || !gateways.has(gateway.device))
        gateways.set(gateway.device, gateway.ipAddress)
    }
  }
  return gateways
}
