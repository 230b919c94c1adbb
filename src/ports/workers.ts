import type { Progress } from '../lib/progress.ts'

/** Runs a task by name in a worker thread: plain data in, plain data out. */
export interface Workers {
  run<Output>(task: string, input: unknown, progress: Progress): Promise<Output>
}
