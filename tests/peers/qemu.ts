import { spawnSync } from 'node:child_process'

/** Whether a tool is on the path; with CAUSEWAY_PEERS=required its absence is a failure, not a skip. */
export function hasTool(name: string): boolean {
  if (process.env['CAUSEWAY_PEERS'] === 'required') return true
  return spawnSync(name, ['--version'], { stdio: 'ignore' }).status === 0
}
