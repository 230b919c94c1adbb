import type { GuestDisk } from '../../../model/hardware.ts'
import type { VmFacts } from '../../../model/vm.ts'
import type { MachineRecord } from '../schema.ts'
import { quotedPairs } from '../../../lib/quoted-pairs.ts'
import { known } from './facts.ts'
import { dnsServersOf } from './nics.ts'
import { denied, type MachineProperties, unset } from './settings.ts'

/** What VMware Tools reports of the guest. */
export function guestOf(record: MachineRecord): Partial<VmFacts> {
  const { properties } = record
  const running = properties['guest.toolsRunningStatus']
  return known({
    toolsGuestFullName: properties['guest.guestFullName'],
    toolsGuestId: properties['guest.guestId'],
    guestDetails: quotedPairs(properties['guest.guestDetailedData']),
    guestHostName: isGuestKnown(record)
      ? unset(record, 'guest.hostName', properties['guest.hostName'], '')
      : undefined,
    toolsStatus: properties['guest.toolsStatus'],
    toolsVersion: properties['guest.toolsVersion'],
    toolsRunning: running === undefined ? undefined : running === 'guestToolsRunning',
    guestDisks: isGuestKnown(record) ? unset(record, 'guest.disk', guestDisksOf(properties), []) : undefined,
    primaryAddress: properties['guest.ipAddress'] === '' ? undefined : properties['guest.ipAddress'],
    dnsServers: dnsServersOf(record),
  })
}

/** A VM on a host that is not connected shows an old picture of its guest, or none. */
export function isGuestKnown(record: MachineRecord): boolean {
  return record.properties['runtime.connectionState'] === 'connected' && !denied(record, 'guest.net')
}

function guestDisksOf(properties: MachineProperties): GuestDisk[] | undefined {
  return properties['guest.disk']?.map((disk) => {
    const keys = (disk.mappings ?? []).flatMap(({ key }) => key ?? [])
    return known({
      path: disk.diskPath ?? '',
      capacityBytes: disk.capacity,
      freeBytes: disk.freeSpace,
      fileSystem: disk.filesystemType === '' ? undefined : disk.filesystemType,
      diskKey: keys[0] ?? 0,
      diskKeys: keys.length > 1 ? keys : undefined,
    })
  })
}
