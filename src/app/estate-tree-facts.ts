import type {
  Cluster,
  Datastore,
  Host,
  Network,
  ResourcePool,
  Vcenter,
  Vlan,
} from '../model/infrastructure.ts'

/** What an inventory object is, in a few words: the line under its name. */
export function objectFacts(object: Cluster | Datastore | Host | Network | ResourcePool | Vcenter): string {
  return partsOf(object)
    .filter((part) => part !== undefined && part !== '')
    .join(' · ')
}

function partsOf(
  object: Cluster | Datastore | Host | Network | ResourcePool | Vcenter,
): readonly (string | undefined)[] {
  switch (object.kind) {
    case 'host':
      return [
        object.cores === undefined ? undefined : `${object.cores} cores`,
        mib(object.memoryMib),
        object.version === undefined ? undefined : `ESXi ${object.version.replace(/^VMware ESXi /, '')}`,
        object.maintenance ? 'in maintenance' : undefined,
        object.connectionState === 'connected' ? undefined : object.connectionState,
      ]
    case 'cluster':
      return [
        object.hostCount === undefined ? undefined : `${object.hostCount} hosts`,
        switched('DRS', object.drs),
        switched('HA', object.ha),
        object.evcMode,
      ]
    case 'datastore':
      return [
        object.type,
        object.capacityMib === undefined ? undefined : `${mib(object.capacityMib)} in all`,
        object.freeMib === undefined ? undefined : `${mib(object.freeMib)} free`,
        object.accessible === false ? 'not accessible' : undefined,
      ]
    case 'network':
      return [object.type, vlanText(object.vlan), object.subnets?.join(', ')]
    case 'resource-pool':
      return [
        object.cpuReservationMhz ? `${object.cpuReservationMhz} MHz reserved` : undefined,
        object.memoryReservationMib ? `${mib(object.memoryReservationMib)} reserved` : undefined,
      ]
    case 'vcenter':
      return []
  }
}

function switched(what: string, on: boolean | undefined): string | undefined {
  return on === undefined ? undefined : `${what} ${on ? 'on' : 'off'}`
}

function vlanText(vlan: Vlan | undefined): string | undefined {
  switch (vlan?.kind) {
    case undefined:
      return undefined
    case 'none':
      return 'no VLAN'
    case 'access':
      return `VLAN ${vlan.id}`
    case 'trunk':
      return `trunk ${vlan.ranges.map(({ from, to }) => (from === to ? `${from}` : `${from}–${to}`)).join(', ')}`
    case 'private':
      return `private VLAN ${vlan.primary ?? '?'}/${vlan.secondary}`
  }
}

function mib(value: number | undefined): string | undefined {
  if (value === undefined) return undefined
  const [amount, unit] =
    value >= 1_048_576 ? [value / 1_048_576, 'TiB'] : value >= 1024 ? [value / 1024, 'GiB'] : [value, 'MiB']
  return `${amount.toFixed(amount < 10 ? 1 : 0).replace(/\.0$/, '')} ${unit}`
}
