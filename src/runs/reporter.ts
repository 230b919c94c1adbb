import type { Progress } from '../lib/progress.ts'
import { appendEvent, type Store } from '../store/index.ts'

/** Progress is written down at most so often; what comes between is only shown. */
const writeEveryMs = 500
/** Sentences kept while the database is busy; a step that says more loses the oldest. */
const maximumPending = 200

/** Turns a step's progress into events, and passes it on to whoever watches. */
export interface Reporter extends Omit<Progress, 'signal'> {
  /** Writes what is pending and stops. */
  end(): Promise<void>
}

/** A reporter of one step. Progress that cannot be written is lost, and nothing else. */
export function reportTo(store: Store, run: string, step: string, watcher: Progress): Reporter {
  let phase = ''
  let latest: { readonly done: number; readonly total?: number; readonly unit?: string } | undefined
  let sentences: string[] = []
  let writing: Promise<void> | undefined
  let timer: NodeJS.Timeout | undefined

  function later(): void {
    timer ??= setTimeout(() => {
      timer = undefined
      writing = write().catch(() => {})
    }, writeEveryMs)
  }

  async function write(): Promise<void> {
    const said = sentences
    const progress = latest
    sentences = []
    latest = undefined
    if (said.length === 0 && progress === undefined) return
    await store.transact(async (trx) => {
      for (const sentence of said) await appendEvent(trx, run, 'log', { step, sentence })
      if (progress) await appendEvent(trx, run, 'progress', { step, phase, ...progress })
    })
  }

  return {
    phase(name) {
      phase = name
      latest = { done: 0 }
      watcher.phase(name)
      later()
    },
    advance(done, total, unit) {
      latest = { done, ...(total === undefined ? {} : { total }), ...(unit === undefined ? {} : { unit }) }
      watcher.advance(done, total, unit)
      later()
    },
    log(sentence) {
      sentences.push(sentence)
      if (sentences.length > maximumPending) sentences.shift()
      watcher.log(sentence)
      later()
    },
    async end() {
      clearTimeout(timer)
      timer = undefined
      await writing
      await write().catch(() => {})
    },
  }
}
