import { rdmOf } from '../disk-facts.ts'
import { diskInWords, several } from '../evidence.ts'
import { type Rule, fires, unknown } from '../rule.ts'

/** A disk is a LUN of the array, not a file. */
export const diskRdm: Rule = {
  id: 'disk.rdm',
  alias: 'vmware.disk.rdm.detected',
  severity: 'act',
  title: 'Raw device mapping',
  needs: ['disks[].rdm'],
  assess(vm) {
    if (!vm.disks) return unknown('disks')
    const raw = vm.disks.filter((disk) => disk.rdm !== undefined)
    if (raw.length > 0) {
      const physical = raw.some((disk) => disk.rdm?.mode !== 'virtual')
      return fires(
        physical
          ? `${raw.length} raw device(s) in physical or unknown mode: no snapshot, so they are mapped again or copied inside the guest.`
          : `${raw.length} raw device(s) in virtual mode: they are copied as disks and cease to be LUNs.`,
        several(
          raw.map(
            (disk) =>
              `${diskInWords(disk)} ${disk.rdm?.mode} mode${disk.rdm?.lun ? ` LUN ${disk.rdm.lun}` : ''}`,
          ),
        ),
        physical
          ? 'Present the same LUN to the nodes (block volume, bus scsi, type lun), or copy inside the guest; move all VMs of that LUN together.'
          : 'Decide whether an ordinary volume will do; if array tools rely on the LUN, map it again instead.',
      )
    }
    return vm.disks.some((disk) => rdmOf(disk) === undefined) ? unknown('disks[].rdm') : undefined
  },
}
