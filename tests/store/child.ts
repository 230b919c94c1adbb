// What runs in the other process: a command of the tests, told by its arguments, that answers in lines.
import { appendFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { silentProgress } from '../../src/lib/progress.ts'
import { defineStep, executeRun, getRun, registryOf, resumeRun } from '../../src/runs/index.ts'
import { openStore, type Store } from '../../src/store/index.ts'
import { readFileSync } from 'node:fs'

const [task = '', folder = '', ...rest] = process.argv.slice(2)

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

async function write(store: Store, name: string): Promise<void> {
  for (let n = 0; ; n++) {
    await store.transact(async (trx) => {
      await trx
        .insertInto('identity')
        .values({ key: `${name}-${n}`, id: 'first' })
        .execute()
      await trx
        .insertInto('identity')
        .values({ key: `${name}-${n}-too`, id: 'second' })
        .execute()
    })
    // Only what is said here was acknowledged.
    say(`wrote ${name}-${n} ${store.role}`)
  }
}

async function stayInTransaction(store: Store): Promise<void> {
  await store.db.transaction().execute(async (trx) => {
    await trx
      .insertInto('identity')
      .values({ key: `open-${process.pid}`, id: 'x' })
      .execute()
    say('inside')
    await pause(60_000)
  })
}

// Each effect is a line of the log; the log is the outside world that reconcile asks.
function effects(log: string) {
  const done = (key: string) => readFileSync(log, 'utf8').split('\n').includes(key)
  return registryOf(
    defineStep<null, string>({
      type: 'effect',
      semantics: 'probe',
      async run({ key }) {
        await pause(Math.random() * 4)
        appendFileSync(log, `${key}\n`)
        await pause(Math.random() * 4)
        return key
      },
      reconcile: async ({ key }) => (done(key) ? { kind: 'done', result: key } : { kind: 'not-done' }),
    }),
  )
}

const store = await openStore(folder, { what: task === 'serve' ? 'serve' : 'command' })
say(`open ${store.role}`)
if (task === 'write') await write(store, rest[0] ?? '')
else if (task === 'transaction') await stayInTransaction(store)
else if (task === 'run') {
  const [run = '', log = ''] = rest
  const options = { progress: silentProgress() }
  const registry = effects(log)
  const outcome =
    (await getRun(store, run))?.state === 'running'
      ? await executeRun(store, run, registry, options)
      : await resumeRun(store, registry, run, options)
  say(`ended ${outcome?.run.state ?? 'nothing'}`)
  await store.close()
} else {
  process.once('SIGTERM', () => {
    void store.close().then(() => process.exit(0))
  })
  await pause(120_000)
}
