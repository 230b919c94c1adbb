import type { MessagePort } from 'node:worker_threads'
import { Problem } from '../../model/problems/index.ts'
import { openDirectFile } from './direct-file.ts'
import { hashBlock } from './hash-block.ts'
import type { WorkerAnswer, WorkerRequest, WorkerStart } from './messages.ts'
import { Outbox } from './outbox.ts'
import { writePieces } from './pieces.ts'

/**
 * Answers requests in a worker thread until the port closes. Requests are worked on one after the other; the answer to
 * one comes when its writes are through, while the next is already being unpacked.
 */
export function servePieces(port: MessagePort, start: WorkerStart): void {
  const file = openDirectFile(start.path, start.writes)
  const outbox = new Outbox(file.write, start.output)
  let turn = Promise.resolve()
  const work = async (request: WorkerRequest): Promise<void> => {
    if (request.kind === 'blocks') {
      const blocks = request.jobs.map((job) => ({ block: job.block, hash: hashBlock(file, job) }))
      answer(port, { kind: 'blocks', id: request.id, blocks })
      return
    }
    const { result, written } = await writePieces(request.buffer, request.jobs, start, outbox)
    written.then(
      () => answer(port, { kind: 'pieces', id: request.id, buffer: request.buffer, result }),
      (error: unknown) => answer(port, failure(request.id, error)),
    )
  }
  port.on('message', (request: WorkerRequest) => {
    turn = turn.then(() => work(request)).catch((error: unknown) => answer(port, failure(request.id, error)))
  })
  port.on('close', () => void turn.then(() => file.close()))
}

function answer(port: MessagePort, message: WorkerAnswer): void {
  port.postMessage(message, message.kind === 'pieces' ? [message.buffer] : [])
}

function failure(id: number, error: unknown): WorkerAnswer {
  const message = error instanceof Error ? error.message : String(error)
  if (!(error instanceof Problem)) return { kind: 'failed', id, message }
  return { kind: 'failed', id, message, problem: { code: error.code, values: error.values } }
}
