import { datastoreOf } from '../disk-facts.ts'
import { diskInWords, several } from '../evidence.ts'
import { type Rule, fires, unknown } from '../rule.ts'

/** A disk lies on no datastore, or on one that cannot be reached. */
export const datastoreMissing: Rule = {
  id: 'disk.datastore-missing',
  alias: 'vmware.datastore.missing',
  severity: 'block',
  title: 'A disk has no reachable datastore',
  needs: ['disks[].datastore'],
  assess(vm, site) {
    if (!vm.disks) return unknown('disks')
    const bad: string[] = []
    let silent = false
    for (const disk of vm.disks) {
      const name = datastoreOf(disk)
      // A raw device has no datastore of its own, only its pointer file has.
      if (name === undefined) silent ||= !disk.rdm
      else if (name === '')
        bad.push(`${diskInWords(disk)} names none${disk.path ? ` (path ${disk.path})` : ''}`)
      else {
        const datastore = site.datastoreOf(vm, disk)
        if (datastore === 'unlisted') bad.push(`${diskInWords(disk)} names ${name}, which no source lists`)
        else if (datastore?.accessible === false) bad.push(`${diskInWords(disk)} on ${name}, not accessible`)
      }
    }
    if (bad.length > 0) {
      return fires(
        `${bad.length} of ${vm.disks.length} disks cannot be read: the datastore is missing or not accessible.`,
        several(bad),
        'Reconnect the datastore or detach the disk, then read the estate again.',
      )
    }
    return silent ? unknown('disks[].datastore') : undefined
  },
}
