import { several } from '../evidence.ts'
import { type Rule, fires, unknown } from '../rule.ts'

/** The VM has snapshots. */
export const snapshotPresent: Rule = {
  id: 'snapshot.present',
  alias: 'vmware.snapshot.detected',
  severity: 'inform',
  title: 'Snapshots',
  needs: ['snapshots'],
  assess(vm) {
    if (!vm.snapshots) return unknown('snapshots')
    if (vm.snapshots.length === 0) return undefined
    return fires(
      `The VM has ${vm.snapshots.length} snapshot(s): only the newest state travels, and a warm copy cannot begin.`,
      several(vm.snapshots.map((one) => `"${one.name}"${one.createdAt ? ` of ${one.createdAt}` : ''}`)),
      'Delete the snapshots before the wave; keep what is needed as a backup.',
    )
  },
}
