import { createHash } from 'node:crypto'
import type { Watch, WatchesResult, WatchResult, WatchStart, WatchStopped } from '../contract/watches.ts'
import { silentProgress } from '../lib/progress.ts'
import { Problem, problem } from '../model/problems/index.ts'
import type { WatchedInput } from '../ports/source-watcher.ts'
import { deleteDocuments, putDocument } from '../store/index.ts'
import type { AppContext } from './context.ts'
import { vcenterInput } from './vcenter-input.ts'
import { watchSource } from './watch.ts'
import { readWatchesFile, writeWatchesFile } from './watches-file.ts'

interface Running {
  readonly asked: WatchStart
  readonly stop: AbortController
  ended: Promise<void>
  shown: Watch
}

/** How each watch stands is kept as a document too: whoever listens for changes is told of it. */
const watchDocuments = 'watch'
/** What each server follows. */
const running = new WeakMap<AppContext, Map<string, Running>>()

/** Everything that this server follows. */
export async function listWatches(context: AppContext): Promise<WatchesResult> {
  return { watches: [...watchesOf(context).values()].map(({ shown }) => shown) }
}

/** Begins to follow a vCenter; one that is followed already goes on as it is. Answers at once. */
export async function startWatch(context: AppContext, asked: WatchStart): Promise<WatchResult> {
  const input = vcenterInput(asked)
  const watches = watchesOf(context)
  const id = idOf(input)
  const known = watches.get(id)
  if (known !== undefined && known.shown.state !== 'failed') return { watch: known.shown }
  const one = begin(context, id, input, asked)
  watches.set(id, one)
  remember(context)
  return { watch: one.shown }
}

/** Stops following a vCenter, and logs out of it. What was read stays. */
export async function stopWatch(context: AppContext, id: string): Promise<WatchStopped> {
  const watches = watchesOf(context)
  const one = watches.get(id)
  if (one === undefined) throw problem('watch-unknown', { wanted: id })
  watches.delete(id)
  remember(context)
  one.stop.abort()
  await one.ended
  await deleteDocuments(context.store, watchDocuments, id)
  return { stopped: id }
}

/** Goes on with what was followed when the server ended. */
export async function resumeWatches(context: AppContext): Promise<void> {
  await deleteDocuments(context.store, watchDocuments)
  for (const asked of readWatchesFile(context.workspace)) await startWatch(context, asked)
}

/** Ends all of them, logged out, to go on at the next start. */
export async function endWatches(context: AppContext): Promise<void> {
  const all = [...watchesOf(context).values()]
  for (const { stop } of all) stop.abort()
  await Promise.all(all.map(({ ended }) => ended))
}

function begin(context: AppContext, id: string, input: WatchedInput, asked: WatchStart): Running {
  const stop = new AbortController()
  const signal = AbortSignal.any([stop.signal, context.progress.signal])
  const since = context.clock.now()
  const shown: Watch = {
    id,
    host: input.url.host,
    user: input.user,
    state: 'starting',
    since,
    changes: 0,
  }
  const one: Running = { asked, stop, ended: Promise.resolve(), shown }
  const show = (more: Partial<Watch>): void => {
    const { why: _, nextWhole: __, ...rest } = one.shown
    one.shown = more.state === undefined ? { ...one.shown, ...more } : { ...rest, ...more }
    // It is told again with the next state; a store that is closing has no listeners left.
    void putDocument(context.store, watchDocuments, id, one.shown).catch(() => {})
  }
  const listener = {
    state: show,
    changes: (changes: readonly unknown[]) =>
      show({ changes: one.shown.changes + changes.length, lastChange: context.clock.now() }),
  }
  one.ended = watchSource({ ...context, progress: silentProgress(signal) }, input, listener).catch(
    (error: unknown) => {
      if (signal.aborted) return
      if (!(error instanceof Problem))
        context.progress.log(`the watch of ${input.url.host}: ${String(error)}`)
      show({ state: 'failed', why: error instanceof Problem ? error.message : 'see the log of the server' })
    },
  )
  return one
}

function watchesOf(context: AppContext): Map<string, Running> {
  let found = running.get(context)
  if (found === undefined) {
    found = new Map()
    running.set(context, found)
  }
  return found
}

function remember(context: AppContext): void {
  writeWatchesFile(
    context.workspace,
    [...watchesOf(context).values()].map(({ asked }) => asked),
  )
}

function idOf({ url, user }: WatchedInput): string {
  return createHash('sha256').update(`${url.host}\0${user}`).digest('hex').slice(0, 12)
}
