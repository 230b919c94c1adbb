import { preflightVcenter } from '../adapters/vsphere/preflight/index.ts'
import { preflight, type PreflightRequest } from '../app/preflight.ts'
import type { PreflightResult } from '../contract/preflight.ts'
import type { Progress } from '../lib/progress.ts'

/** Looks at a vCenter; opens no workspace. */
export function runPreflight(request: PreflightRequest, progress: Progress): Promise<PreflightResult> {
  return preflight(preflightVcenter, request, progress, Date.now)
}
