import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import {
  type Watch,
  type WatchesResult,
  watchesResult,
  watchResult,
  type WatchStopped,
  watchStopped,
} from '../contract/watches.ts'
import { problem } from '../model/problems/index.ts'
import type { WatchedInput } from '../ports/source-watcher.ts'
import { servedAt } from '../store/index.ts'
import type { AppContext } from './context.ts'
import { showHistory } from './history.ts'
import { keptSets } from './record-history.ts'
import type { WatchListener } from './watch.ts'

const pollMilliseconds = 1000

/** The address of the server that serves this workspace, when there is one. */
export function serverOf(context: AppContext): string | undefined {
  return servedAt(context.workspace.folder)
}

/**
 * Hands a watch to the server of the workspace, which goes on with it when this command ends, and tells what it finds out
 * until then. Throws what the server answers.
 */
export async function watchBeside(
  context: AppContext,
  server: string,
  input: WatchedInput,
  listener: WatchListener,
): Promise<void> {
  const told = new Set((await keptSets(context)).map(({ id }) => id))
  const body = {
    source: input.url.href,
    user: input.user,
    password: await input.password(),
    ...(input.pin === undefined ? {} : { pin: input.pin }),
  }
  let { watch } = watchResult.parse(await ask(context, server, 'POST', body))
  let state = ''
  const { signal } = context.progress
  while (!signal.aborted) {
    if (watch.state !== state) {
      state = watch.state
      if (watch.state === 'failed') throw problem('watch-failed', { host: watch.host, why: watch.why ?? '' })
      tellState(listener, watch)
    }
    for (const set of (await keptSets(context)).toReversed()) {
      if (told.has(set.id)) continue
      told.add(set.id)
      if (!set.first) listener.changes((await showHistory(context, { set: set.id, limit: 10_000 })).changes)
    }
    await sleep(pollMilliseconds, undefined, { signal }).catch(() => {})
    if (signal.aborted) return
    const { watches } = watchesResult.parse(await ask(context, server, 'GET'))
    const own = watches.find(({ id }) => id === watch.id)
    if (own === undefined) return
    watch = own
  }
}

/** What the server of the workspace follows; nothing where there is none. */
export async function watchesBeside(context: AppContext): Promise<WatchesResult> {
  const server = serverOf(context)
  return server === undefined ? { watches: [] } : watchesResult.parse(await ask(context, server, 'GET'))
}

/** Tells the server to stop following a vCenter, named by the watch's id or by its host. */
export async function stopBeside(context: AppContext, wanted: string): Promise<WatchStopped> {
  const server = serverOf(context)
  const found = (await watchesBeside(context)).watches.filter(({ id, host }) => [id, host].includes(wanted))
  const [one] = found
  if (server === undefined || one === undefined || found.length > 1)
    throw problem('watch-unknown', { wanted: found.length > 1 ? `${wanted} alone` : wanted })
  return watchStopped.parse(await ask(context, server, 'DELETE', undefined, `/${one.id}`))
}

function tellState(listener: WatchListener, { state, why = '' }: Watch): void {
  if (state === 'reading' || state === 'watching') listener.state({ state })
  else if (state === 'waiting') listener.state({ state, why })
}

async function ask(
  context: AppContext,
  server: string,
  method: 'GET' | 'POST' | 'DELETE',
  body?: unknown,
  path = '',
): Promise<unknown> {
  const token = readFileSync(join(context.workspace.state, 'token'), 'utf8').trim()
  const answer = await fetch(`${server}/api/v1/watches${path}`, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  }).catch((error: unknown) => {
    throw problem(
      'watch-failed',
      { host: server, why: 'the server of this workspace does not answer' },
      error,
    )
  })
  const found: unknown = await answer.json()
  if (answer.ok) return found
  const detail = typeof found === 'object' && found !== null && 'detail' in found ? String(found.detail) : ''
  throw problem('watch-failed', { host: server, why: detail })
}
