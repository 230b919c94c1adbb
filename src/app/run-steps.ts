import type { DiscoverResult } from '../contract/discover.ts'
import type { VcenterLogin } from '../contract/vcenters.ts'
import { problem } from '../model/problems/index.ts'
import { defineStep, type StepProgress, type StepRegistry, type StepType } from '../runs/index.ts'
import type { AppContext } from './context.ts'

/** Type of the run, of its step and of the task that reads a vCenter. */
export const readVcenterType = 'read-vcenter'

/** What the database holds of a read: all but the password. */
export type KeptLogin = Omit<VcenterLogin, 'password'>

/** How often a read looks whether somebody wants it to stop. */
const lookMilliseconds = 300
/** By run; in memory only, until the run is done or cancelled. */
const passwords = new WeakMap<AppContext['store'], Map<string, string>>()

/** The passwords of this process's reads, by run. */
export function passwordsOf({ store }: AppContext): Map<string, string> {
  let found = passwords.get(store)
  if (found === undefined) {
    found = new Map()
    passwords.set(store, found)
  }
  return found
}

/** Every step that this process can carry out: those of a move, and the read of a vCenter. */
export function stepsOf(context: AppContext): StepRegistry {
  return new Map([...context.adapters.steps, [readVcenterType, readStep(context)]])
}

/** The same content twice changes nothing, and what is half read is taken back: so it may always begin again. */
function readStep(context: AppContext): StepType<unknown, unknown, unknown> {
  return defineStep<unknown, unknown, unknown>({
    type: readVcenterType,
    semantics: 'idempotent',
    async run({ run, input, progress }) {
      // Written by readVcenter from this very type.
      const kept = input as KeptLogin
      const password = passwordsOf(context).get(run)
      if (password === undefined) throw problem('vcenter-password-gone', { run, user: kept.user })
      const stop = stopOf(progress)
      const { phase, advance, log } = progress
      try {
        const login: VcenterLogin = { ...kept, password }
        const told = { phase, advance, log, signal: stop.signal }
        const result = await context.workers.run<DiscoverResult>(readVcenterType, login, told)
        for (const { label, seen, kept: taken, merged, rejected } of result.sources)
          log(`${label}: ${seen} seen = ${taken} kept + ${merged} merged + ${rejected.length} rejected`)
        passwordsOf(context).delete(run)
        return result.estate
      } catch (error) {
        // Throws when somebody asked to stop: then nothing has failed.
        if (stop.signal.aborted) await progress.checkpoint(undefined)
        throw error
      } finally {
        stop.end()
      }
    },
  })
}

/** A read has no checkpoints of its own: it stops where it is when somebody asks, and begins anew later. */
function stopOf(progress: StepProgress<unknown>): { readonly signal: AbortSignal; end(): void } {
  const asked = new AbortController()
  const timer = setInterval(() => progress.stopAsked && asked.abort(), lookMilliseconds)
  return { signal: AbortSignal.any([asked.signal, progress.signal]), end: () => clearInterval(timer) }
}
