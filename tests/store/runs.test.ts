import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { silentProgress } from '../../src/lib/progress.ts'
import {
  cancelRun,
  decideStep,
  defineStep,
  executeRun,
  getRun,
  listRuns,
  makeStop,
  type Reconciled,
  registryOf,
  resumeRun,
  runEvents,
  startRun,
} from '../../src/runs/index.ts'
import type { Store } from '../../src/store/index.ts'
import { onBothDatabases } from './databases.ts'

/** A harbour crane: each lift happens once, and can be asked for. */
function crane(log: string[], options: { answer?: Reconciled<string>['kind']; fails?: number } = {}) {
  let failures = options.fails ?? 0
  return defineStep<{ crate: string }, string>({
    type: 'lift',
    semantics: 'probe',
    async run({ input, key }) {
      log.push(`lift ${key}`)
      if (failures-- > 0) throw new Error('the rope broke')
      return `${input.crate} is up`
    },
    async reconcile({ key }) {
      log.push(`ask ${key}`)
      if (options.answer === 'unknown') return { kind: 'unknown', evidence: 'fog' }
      return options.answer === 'done' ? { kind: 'done', result: 'was up' } : { kind: 'not-done' }
    },
  })
}

const lift = (crate: string) => ({ name: `lift ${crate}`, type: 'lift', key: crate, input: { crate } })
const options = { progress: silentProgress() }

async function states(store: Store, id: string) {
  const run = await getRun(store, id)
  return [run?.state, ...(run?.steps.map((step) => `${step.state} ${step.attempt}`) ?? [])]
}

onBothDatabases('a durable run', (database) => {
  test(`${database.name}: its steps are carried out in order, results reach later ones, events tell it`, () =>
    database.with(async (store) => {
      const sum = defineStep<null, number>({
        type: 'sum',
        semantics: 'pure',
        run: async (context) => String(context.resultOf('lift a')).length,
      })
      const registry = registryOf(crane([]), sum)
      const id = await startRun(store, {
        type: 'move',
        input: { vm: 'erp-db-01' },
        steps: [lift('a'), { name: 'sum', type: 'sum', key: 's', input: null }],
      })
      expect(await states(store, id)).toEqual(['running', 'waiting 0', 'waiting 0'])
      const { run } = await executeRun(store, id, registry, options)
      expect(run.steps.map((step) => step.result)).toEqual(['a is up', 7])
      expect(await states(store, id)).toEqual(['done', 'done 1', 'done 1'])
      const events = await runEvents(store, id, 0)
      expect(events.map((event) => event.seq)).toEqual(events.map((_, n) => n + 1))
      expect(events.filter((event) => event.kind !== 'progress').map((event) => event.data)).toMatchObject([
        { state: 'created' },
        { state: 'running', token: 1 },
        { step: 'lift a', state: 'intent', attempt: 1 },
        { step: 'lift a', state: 'done', attempt: 1 },
        { step: 'sum', state: 'intent', attempt: 1 },
        { step: 'sum', state: 'done', attempt: 1 },
        { state: 'done' },
      ])
      expect(await runEvents(store, id, events.length - 1)).toHaveLength(1)
      expect(await resumeRun(store, registry, undefined, options)).toBeUndefined()
      await expect(executeRun(store, id, registry, options)).rejects.toMatchObject({ code: 'run-ended' })
      expect(await cancelRun(store, id)).toBe('ended')
      expect((await listRuns(store)).map((found) => found.id)).toEqual([id])
    }))

  test(`${database.name}: a failed effect is asked for before it is tried again`, () =>
    database.with(async (store) => {
      const log: string[] = []
      const registry = registryOf(crane(log, { fails: 1 }))
      const id = await startRun(store, { type: 'move', input: null, steps: [lift('a'), lift('b')] })
      const failed = await executeRun(store, id, registry, options)
      expect(failed.error).toMatchObject({ message: 'the rope broke' })
      expect(await states(store, id)).toEqual(['failed', 'failed 1', 'waiting 0'])
      await resumeRun(store, registry, undefined, options)
      expect(log).toEqual(['lift a', 'ask a', 'lift a', 'lift b'])
      expect(await states(store, id)).toEqual(['done', 'done 2', 'done 1'])
    }))

  test(`${database.name}: an effect that is found done is not done again`, () =>
    database.with(async (store) => {
      const log: string[] = []
      const registry = registryOf(crane(log, { fails: 1, answer: 'done' }))
      const id = await startRun(store, { type: 'move', input: null, steps: [lift('a')] })
      await executeRun(store, id, registry, options)
      const resumed = await resumeRun(store, registry, id, options)
      expect([log, resumed?.run.steps[0]?.result]).toEqual([['lift a', 'ask a'], 'was up'])
    }))

  test(`${database.name}: what nobody can know waits for a human, who decides`, () =>
    database.with(async (store) => {
      const log: string[] = []
      const registry = registryOf(crane(log, { fails: 1, answer: 'unknown' }))
      const id = await startRun(store, { type: 'move', input: null, steps: [lift('a')] })
      await executeRun(store, id, registry, options)
      const asked = await executeRun(store, id, registry, options)
      expect(asked.run).toMatchObject({ state: 'needs-human', error: { step: 'lift a', evidence: 'fog' } })
      expect(await resumeRun(store, registry, undefined, options)).toBeUndefined()
      await expect(decideStep(store, id, 'lift b', { kind: 'again' })).rejects.toMatchObject({
        code: 'run-step-not-in-doubt',
      })
      await decideStep(store, id, 'lift a', { kind: 'again' })
      await resumeRun(store, registry, id, options)
      expect([log, await states(store, id)]).toEqual([
        ['lift a', 'ask a', 'lift a'],
        ['done', 'done 2'],
      ])
    }))

  test(`${database.name}: the first stop ends at a checkpoint, and the next attempt goes on from it`, () =>
    database.with(async (store) => {
      const seen: unknown[] = []
      const stop = makeStop()
      const copy = defineStep<null, string, { block: number }>({
        type: 'copy',
        semantics: 'idempotent',
        async run({ checkpoint, attempt, progress }) {
          seen.push([attempt, checkpoint])
          for (let block = (checkpoint?.block ?? 0) + 1; block <= 4; block++) {
            if (block === 2 && attempt === 1) stop.ask()
            await progress.checkpoint({ block })
          }
          return 'copied'
        },
      })
      const registry = registryOf(copy)
      const id = await startRun(store, {
        type: 'move',
        input: null,
        steps: [{ name: 'copy', type: 'copy', key: 'd1', input: null }],
      })
      const first = await executeRun(store, id, registry, { ...options, stop })
      expect([first.run.state, first.run.steps[0]?.checkpoint]).toEqual(['interrupted', { block: 2 }])
      const second = await resumeRun(store, registry, undefined, options)
      expect([second?.run.state, seen]).toEqual([
        'done',
        [
          [1, undefined],
          [2, { block: 2 }],
        ],
      ])
    }))

  test(`${database.name}: a cancelled run stops, a stale holder is fenced off, and a live one is not taken`, () =>
    database.with(async (store) => {
      const wait = defineStep<null, null>({
        type: 'wait',
        semantics: 'idempotent',
        async run({ progress }) {
          while (!progress.signal.aborted && !progress.stopAsked) await pause(10)
          progress.signal.throwIfAborted()
          await progress.checkpoint(undefined)
          return null
        },
      })
      const registry = registryOf(wait)
      const steps = [{ name: 'w', type: 'wait', key: 'w', input: null }]
      const fast = { ...options, heartbeatMs: 50 }
      const first = await startRun(store, { type: 'move', input: null, steps })
      const going = executeRun(store, first, registry, fast)
      await expect.poll(async () => (await getRun(store, first))?.live).toBe(true)
      await expect(executeRun(store, first, registry, fast)).rejects.toMatchObject({ code: 'run-held' })
      expect(await cancelRun(store, first)).toBe('asked')
      expect((await going).run.state).toBe('cancelled')

      const second = await startRun(store, { type: 'move', input: null, steps })
      const stale = executeRun(store, second, registry, fast)
      stale.catch(() => {})
      await expect.poll(async () => (await getRun(store, second))?.live).toBe(true)
      await store.db.updateTable('run').set({ lease_token: 99 }).where('id', '=', second).execute()
      await expect(stale).rejects.toMatchObject({ code: 'run-taken' })
      await store.db.updateTable('run').set({ lease_until: null }).where('id', '=', second).execute()
      expect(await cancelRun(store, second)).toBe('cancelled')
    }))

  test(`${database.name}: a run waits for its place until another gives it back`, () =>
    database.with(async (store) => {
      const order: string[] = []
      const hold = defineStep<string, null>({
        type: 'hold',
        semantics: 'pure',
        async run({ input }) {
          order.push(`in ${input}`)
          await pause(100)
          order.push(`out ${input}`)
          return null
        },
      })
      const registry = registryOf(hold)
      const ids: string[] = []
      for (const name of ['a', 'b']) {
        const steps = [{ name, type: 'hold', key: name, input: name }]
        ids.push(
          await startRun(store, {
            type: 'move',
            input: null,
            steps,
            slots: [{ resource: 'ds-1', limit: 1 }],
          }),
        )
      }
      await Promise.all(ids.map((id) => executeRun(store, id, registry, options)))
      expect([order[0]?.slice(3), order[2]?.slice(3)]).toEqual([order[1]?.slice(4), order[3]?.slice(4)])
    }))
})
