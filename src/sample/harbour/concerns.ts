/** Who at Harbour shows a vSphere concern and who, looked at in the same way, does not. */
export interface ConcernExample {
  /** Id as the other assessors write it, without the prefix `vmware.`. */
  readonly id: string
  readonly fires: readonly string[]
  readonly silent: readonly string[]
  /** Which of Harbour's sources carry the facts; both names mean either is enough. */
  readonly carriedBy: readonly ('workbook' | 'vcenter')[]
}

const workbook: ConcernExample['carriedBy'] = ['workbook']
const recorded: ConcernExample['carriedBy'] = ['vcenter']
const either: ConcernExample['carriedBy'] = ['workbook', 'vcenter']

function concern(
  id: string,
  carriedBy: ConcernExample['carriedBy'],
  fires: readonly string[],
  silent: readonly string[],
): ConcernExample {
  return { id, fires, silent, carriedBy }
}

/** The 29 vSphere concerns with their examples at Harbour. */
export const concernExamples: readonly ConcernExample[] = [
  concern('changed_block_tracking.disabled', either, ['fin-sql-01'], ['erp-app-01']),
  concern('changed_block_tracking.disk.disabled', recorded, ['cargo-rac-01'], ['erp-app-01']),
  concern('consolidation_needed', workbook, ['cargo-api-03'], ['cargo-api-02', 'erp-app-01']),
  concern('cpu_affinity.detected', recorded, ['license-01', 'vrouter-01'], ['ca-01']),
  concern('cpu_memory.hotplug.enabled', either, ['erp-app-01'], ['license-01', 'cargo-batch-01']),
  concern('datastore.missing', workbook, ['lost-disk-01'], ['erp-db-01']),
  concern('disk.count.exceeds.limit', workbook, ['media-archive-01'], ['erp-db-01']),
  concern('disk_mode.independent', either, ['fin-sql-01'], ['erp-app-01']),
  concern('disk_serial.truncated', workbook, ['fin-app-01', 'file-01'], ['erp-db-01']),
  concern('disk.capacity.invalid', workbook, ['test-cargo-01'], ['dev-cargo-01']),
  concern('dpm.enabled', either, ['cad-gpu-01'], ['ca-01']),
  concern('drs.enabled', either, ['ca-01'], ['customs-gw-01']),
  concern('fault_tolerance.enabled', workbook, ['crane-ctl-01'], ['crane-ctl-02']),
  concern('guestDisks.freespace', workbook, ['ais-collector-01', 'crane-hmi-01', 'file-01'], ['erp-db-01']),
  concern('guestDisks.key.not_found', workbook, ['tally-2008'], ['fin-app-01']),
  concern('host_affinity.detected', recorded, ['license-01', 'fin-sql-01'], ['erp-app-01']),
  concern('hostname.empty', workbook, ['dev-erp-app-01'], ['erp-app-01']),
  concern('hostname.default', either, ['vrouter-01'], ['erp-app-01']),
  concern('vm_missing_ip.detected', workbook, ['loadgen-01'], ['erp-app-01']),
  concern(
    'vm.name.invalid',
    workbook,
    ["=cmd|' /C calc'!A0", 'WEB 01 (old)', '../../etc/passwd'],
    ['erp-app-01'],
  ),
  concern('numa_affinity.detected', recorded, ['cargo-rac-01'], ['ca-01']),
  concern('passthrough_device.detected', recorded, ['cad-gpu-01'], ['ca-01']),
  concern('disk.rdm.detected', either, ['fin-sql-01'], ['erp-app-01']),
  concern('disk.shared.detected', either, ['cargo-rac-01'], ['erp-app-01']),
  concern('snapshot.detected', workbook, ['erp-batch-01', 'test-erp-app-01'], ['erp-app-01']),
  concern('device.sriov.detected', either, ['vrouter-01'], ['ca-01']),
  concern('tpm.detected', recorded, ['ca-01'], ['erp-app-01']),
  concern('usb_controller.detected', either, ['license-01'], ['ca-01']),
  concern('os.unsupported', either, ['tally-2008', 'vrouter-01'], ['erp-web-01', 'ca-01']),
]
