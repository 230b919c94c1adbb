import { diskInWords, several } from '../evidence.ts'
import { type Rule, fires, unknown } from '../rule.ts'

/** vSphere supports 32 levels; beyond 3 every read walks a chain, and CBT copies of some movers fail above 28. */
const comfortable = 3

/** A long chain of snapshots below a disk. */
export const snapshotDeep: Rule = {
  id: 'snapshot.deep',
  severity: 'act',
  title: 'Long snapshot chain',
  needs: ['disks[].parents', 'snapshots[].depth'],
  assess(vm) {
    const disks = (vm.disks ?? []).filter((disk) => (disk.parents ?? 0) > comfortable)
    const deepest = Math.max(0, ...(vm.snapshots ?? []).map((one) => (one.depth ?? 0) + 1))
    if (disks.length > 0 || deepest > comfortable) {
      return fires(
        `The snapshot chain is more than ${comfortable} long; copying reads through all of it, and removing it takes hours.`,
        disks.length > 0
          ? several(disks.map((disk) => `${diskInWords(disk)}: ${disk.parents} parents`))
          : `${deepest} snapshots in a row`,
        'Delete the snapshots in a quiet week before the wave, oldest first, and watch free space on the datastore.',
      )
    }
    if (vm.snapshots?.length === 0) return undefined
    const chainKnown = vm.disks?.every((disk) => disk.parents !== undefined)
    const treeKnown = vm.snapshots?.every((one) => one.depth !== undefined)
    return chainKnown || treeKnown ? undefined : unknown(vm.snapshots ? 'snapshots[].depth' : 'snapshots')
  },
}
