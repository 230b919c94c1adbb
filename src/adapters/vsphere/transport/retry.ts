import { setTimeout as sleep } from 'node:timers/promises'
import { FormatError } from '../../../lib/format-error.ts'
import { Problem } from '../../../model/problems/index.ts'

/** An answer that says "later", or none in time: the same question may be asked again. */
export class TryLater extends Error {
  override readonly name = 'TryLater'
}

/** How often and how long apart a read is tried. */
export interface Patience {
  readonly attempts: number
  /** Before the second attempt; doubles each time. The wait is between half of it and all of it. */
  readonly pauseMilliseconds: number
  /** A number from 0 to 1. */
  readonly random: () => number
}

/** Tries `work` again while it fails in a way that may pass. Only for reads. */
export async function withRetries<T>(
  work: () => Promise<T>,
  patience: Patience,
  signal: AbortSignal,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work()
    } catch (error) {
      if (attempt >= patience.attempts || signal.aborted || !mayPass(error)) throw error
      await pauseBefore(attempt, patience, signal)
    }
  }
}

/** Waits after attempt number `attempt`: longer each time, and never the same for two who ask at once. */
export async function pauseBefore(attempt: number, patience: Patience, signal: AbortSignal): Promise<void> {
  const longest = patience.pauseMilliseconds * 2 ** (attempt - 1)
  await sleep(longest * (0.5 + patience.random() / 2), undefined, { signal })
}

const passing = new Set([
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EAI_AGAIN',
  'ERR_STREAM_PREMATURE_CLOSE',
  'Z_BUF_ERROR',
])

/** Whether an error may be gone the next time: a lost connection, a busy server, an answer that broke off. */
export function mayPass(error: unknown): boolean {
  if (error instanceof TryLater || error instanceof FormatError) return true
  if (error instanceof Problem && error.code === 'proxy-refused') return mayPass(error.cause)
  return (
    error instanceof Error && 'code' in error && typeof error.code === 'string' && passing.has(error.code)
  )
}

/** Longest that an end of a session is tried for. */
export const logoutMilliseconds = 10_000
/** Each round is as many attempts as a read has. */
const logoutRounds = 4

/**
 * Tries to end a session, round after round while what is in the way may pass: none is to stay behind on a server that
 * loses every second answer. Never throws: a server that is gone has no session left to end.
 */
export async function persistently(signal: AbortSignal, work: () => Promise<unknown>): Promise<void> {
  for (let round = 0; round < logoutRounds && !signal.aborted; round++) {
    try {
      await work()
      return
    } catch (error) {
      if (!mayPass(error) && !(error instanceof Error && mayPass(error.cause))) return
    }
  }
}
