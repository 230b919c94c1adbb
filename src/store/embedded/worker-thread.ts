import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { WorkerReply, WorkerTask } from './messages.ts'

/** Starts the database's thread from the build that this process runs from. */
export function startWorker(task: WorkerTask): Worker {
  const build = process.env['CAUSEWAY_BUILD']
  if (build === undefined)
    throw new Error('CAUSEWAY_BUILD does not name the build that this process runs from')
  return new Worker(join(build, 'workers', 'pglite.js'), { workerData: task })
}

/** The first reply of one kind; rejects when the thread fails or ends before it. */
export function replyOf<Kind extends WorkerReply['reply']>(
  worker: Worker,
  kind: Kind,
): Promise<Extract<WorkerReply, { reply: Kind }>> {
  return new Promise((resolve, reject) => {
    const isIt = (message: WorkerReply): message is Extract<WorkerReply, { reply: Kind }> =>
      message.reply === kind
    const onMessage = (message: WorkerReply) => {
      if (!isIt(message)) return
      leave()
      resolve(message)
    }
    const onError = (error: Error) => {
      leave()
      reject(error)
    }
    const onExit = (code: number) => {
      leave()
      reject(new Error(`the database's thread ended (${code}) before it was ${kind}`))
    }
    function leave(): void {
      worker.off('message', onMessage).off('error', onError).off('exit', onExit)
    }
    worker.on('message', onMessage).on('error', onError).on('exit', onExit)
  })
}
