import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { Progress } from '../lib/progress.ts'
import { catalogue, problem, type ProblemCode, type ProblemValues } from '../model/problems/index.ts'
import type { Workers } from '../ports/workers.ts'

/** What a task's thread is started with. */
export interface TaskOrder {
  readonly task: string
  readonly workspace: string
  readonly input: unknown
}

/** What a task's thread says. */
export type TaskMessage =
  | { readonly kind: 'phase'; readonly name: string }
  | { readonly kind: 'advance'; readonly done: number; readonly total?: number; readonly unit?: string }
  | { readonly kind: 'log'; readonly sentence: string }
  | { readonly kind: 'done'; readonly result: unknown }
  | { readonly kind: 'problem'; readonly code: string; readonly values: ProblemValues }
  | { readonly kind: 'failed'; readonly text: string }

/** Runs tasks in worker threads of the built program, one thread a task. */
export function threadWorkers(buildFolder: string, workspace: string): Workers {
  return {
    run<Output>(task: string, input: unknown, progress: Progress): Promise<Output> {
      return new Promise((resolve, reject) => {
        const workerData: TaskOrder = { task, workspace, input }
        const worker = new Worker(join(buildFolder, 'workers', 'task.js'), { workerData })
        const stop = () => worker.postMessage('stop')
        progress.signal.addEventListener('abort', stop, { once: true })
        const settle = (act: () => void) => {
          progress.signal.removeEventListener('abort', stop)
          act()
        }
        worker.on('message', (message: TaskMessage) => {
          switch (message.kind) {
            case 'phase':
              return progress.phase(message.name)
            case 'advance':
              return progress.advance(message.done, message.total, message.unit)
            case 'log':
              return progress.log(message.sentence)
            case 'done':
              // The task's result is what its name promises: both sides are this program.
              return settle(() => resolve(message.result as Output))
            case 'problem':
              return settle(() =>
                reject(
                  isCode(message.code) ? problem(message.code, message.values) : new Error(message.code),
                ),
              )
            case 'failed':
              return settle(() => reject(new Error(message.text)))
          }
        })
        worker.on('error', (error) => settle(() => reject(error)))
        worker.on('exit', (code) =>
          settle(() => reject(new Error(`the thread of task ${task} ended with ${code} before it answered`))),
        )
      })
    },
  }
}

function isCode(code: string): code is ProblemCode {
  return code in catalogue
}
