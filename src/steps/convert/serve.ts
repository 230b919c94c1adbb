import { closeSync, openSync } from 'node:fs'
import type { MessagePort } from 'node:worker_threads'
import { Problem } from '../../model/problems/index.ts'
import type { WorkerAnswer, WorkerRequest, WorkerStart } from './messages.ts'
import { hashBlock, writePieces } from './pieces.ts'
import { writerTo } from './write-all.ts'

/** Answers requests in a worker thread until the port closes. */
export function servePieces(port: MessagePort, start: WorkerStart): void {
  const handle = openSync(start.path, start.writes ? 'r+' : 'r')
  const write = writerTo(handle)
  port.on('message', (request: WorkerRequest) => {
    const answer = answerTo(request, start, handle, write)
    port.postMessage(answer, answer.kind === 'pieces' ? [answer.buffer] : [])
  })
  port.on('close', () => closeSync(handle))
}

function answerTo(
  request: WorkerRequest,
  start: WorkerStart,
  handle: number,
  write: ReturnType<typeof writerTo>,
): WorkerAnswer {
  const { id } = request
  try {
    if (request.kind === 'pieces') {
      const result = writePieces(request.buffer, request.jobs, start, write)
      return { kind: 'pieces', id, buffer: request.buffer, result }
    }
    const blocks = request.jobs.map(({ block, lengthBytes, extents }) => ({
      block,
      hash: hashBlock(handle, block, lengthBytes, extents),
    }))
    return { kind: 'blocks', id, blocks }
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    if (!(error instanceof Problem)) return { kind: 'failed', id, message }
    return { kind: 'failed', id, message, problem: { code: error.code, values: error.values } }
  }
}
