import { parentPort, workerData } from 'node:worker_threads'
import { tasks } from '../../app/tasks.ts'
import type { Progress } from '../../lib/progress.ts'
import { Problem } from '../../model/problems/index.ts'
import { openContext } from '../compose.ts'
import type { TaskMessage, TaskOrder } from '../thread-workers.ts'

const order: TaskOrder = workerData
const stopped = new AbortController()
const say = (message: TaskMessage) => parentPort?.postMessage(message)
const progress: Progress = {
  signal: stopped.signal,
  phase: (name) => say({ kind: 'phase', name }),
  advance: (done, total, unit) =>
    say({
      kind: 'advance',
      done,
      ...(total === undefined ? {} : { total }),
      ...(unit === undefined ? {} : { unit }),
    }),
  log: (sentence) => say({ kind: 'log', sentence }),
}
const onStop = () => stopped.abort(new Error('stopped'))
parentPort?.on('message', onStop)

try {
  const task = tasks[order.task]
  if (!task) throw new Error(`there is no task called ${order.task}`)
  const opened = await openContext(
    { workspace: order.workspace, writes: true, what: 'command', progress },
    'inline',
  )
  try {
    say({ kind: 'done', result: await task(opened.context, order.input) })
  } finally {
    await opened.close()
  }
} catch (error) {
  if (error instanceof Problem) say({ kind: 'problem', code: error.code, values: error.values })
  else say({ kind: 'failed', text: error instanceof Error ? (error.stack ?? error.message) : String(error) })
} finally {
  parentPort?.close()
}
