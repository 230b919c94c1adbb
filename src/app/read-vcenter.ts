import type { DiscoverResult } from '../contract/discover.ts'
import type { RunResult } from '../contract/runs.ts'
import type { VcenterLogin } from '../contract/vcenters.ts'
import { executeRun, startRun } from '../runs/index.ts'
import type { AppContext } from './context.ts'
import { discover } from './discover.ts'
import { type KeptLogin, passwordsOf, readVcenterType, stepsOf } from './run-steps.ts'
import { beside, showRun } from './runs.ts'
import { vcenterInput } from './vcenter-input.ts'

/** Reads a vCenter into the estate as a run: answers at once, and the run says how it goes. */
export async function readVcenter(context: AppContext, login: VcenterLogin): Promise<RunResult> {
  const { url, user, pin } = vcenterInput(login)
  const resource = `vcenter:${url.host}`
  const input: KeptLogin = { source: url.href, user, ...(pin === undefined ? {} : { pin }) }
  const run = await startRun(context.store, {
    type: readVcenterType,
    input: { what: `read ${url.host}`, user },
    steps: [{ name: 'read', type: readVcenterType, key: resource, input }],
    // Two reads of the same vCenter come one after the other.
    slots: [{ resource, limit: 1 }],
  })
  passwordsOf(context).set(run, login.password)
  beside(context, run, async (options) => {
    const outcome = await executeRun(context.store, run, stepsOf(context), options)
    if (outcome.run.state === 'cancelled') passwordsOf(context).delete(run)
  })
  return showRun(context, run)
}

/** The work of the step, in a thread. */
export function discoverVcenter(context: AppContext, login: VcenterLogin): Promise<DiscoverResult> {
  return discover(context, [vcenterInput(login)])
}
