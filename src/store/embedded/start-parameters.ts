const settings: readonly string[] = [
  'search_path=public',
  'exit_on_error=false',
  'log_checkpoints=false',
  'max_worker_processes=0',
  'max_parallel_workers=0',
  'max_parallel_workers_per_gather=0',
  'max_parallel_maintenance_workers=0',
  'io_method=sync',
  'wal_sync_method=fsync',
  'max_wal_size=256MB',
  'shared_buffers=64MB',
  'work_mem=16MB',
  'jit=off',
]

/** PGlite's own start parameters without `-F` (which turns fsync off), and with fsync as the way to write through. */
export const startParameters: string[] = [
  '--single',
  '-O',
  '-j',
  ...settings.flatMap((setting) => ['-c', setting]),
]

/** Part of the name of a cached template: another version of PGlite may write other files. */
export const pgliteVersion = '0.5.16'
