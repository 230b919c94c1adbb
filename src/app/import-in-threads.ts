import { availableParallelism } from 'node:os'
import type { Progress } from '../lib/progress.ts'
import type { AppContext } from './context.ts'
import { inTurn, sharesOf } from './evidence-turns.ts'
import type { EvidenceOrder } from './evidence-order.ts'
import type { ImportedFile } from './import-evidence.ts'

/** Threads that read at once. More would only wait for the database. */
const threads = Math.min(4, availableParallelism())

/** Reads raw files in worker threads, turn by turn; a thread that fails stops the others. */
export async function importInThreads(
  context: AppContext,
  orders: readonly EvidenceOrder[],
): Promise<readonly ImportedFile[]> {
  const readers = context.adapters.evidence
  const done: ImportedFile[] = []
  for (const turn of inTurn(readers, orders)) {
    const shares = sharesOf(readers, turn, threads)
    const stopped = new AbortController()
    const counts = shares.map(() => 0)
    const before = done.length
    const progressOf = (share: number): Progress => ({
      phase: (name) => context.progress.phase(name),
      log: (sentence) => context.progress.log(sentence),
      signal: AbortSignal.any([context.progress.signal, stopped.signal]),
      advance(count, total, unit) {
        if (unit !== 'files') return context.progress.advance(count, total, unit)
        counts[share] = count
        context.progress.advance(
          counts.reduce((sum, one) => sum + one, before),
          orders.length,
          unit,
        )
      },
    })
    const results = await Promise.allSettled(
      shares.map((share, at) =>
        context.workers
          .run<readonly ImportedFile[]>('import-evidence', share, progressOf(at))
          .catch((error: unknown) => {
            stopped.abort(error)
            throw error
          }),
      ),
    )
    context.progress.signal.throwIfAborted()
    if (stopped.signal.aborted) throw stopped.signal.reason
    for (const result of results) if (result.status === 'fulfilled') done.push(...result.value)
  }
  return done
}
