import { createHash } from 'node:crypto'
import { stat } from 'node:fs/promises'
import type { z } from 'zod'
import { Problem, problem } from '../model/problems/index.ts'
import { blockBytes, type DiskOpener } from '../ports/disk.ts'
import { defineStep, type StepProgress } from '../runs/index.ts'
import { BlockLedger } from './convert/ledger.ts'
import { PiecePool } from './convert/pool.ts'
import { Rate } from './convert/rate.ts'
import { readThrough } from './convert/read-through.ts'
import { removeWork, replayJournal } from './convert/workspace.ts'
import { type checksumResult, convertResult } from './results.ts'

/** Which unfinished image is checked. */
export interface ChecksumInput {
  readonly name: string
  readonly format: 'raw' | 'qcow2'
  readonly work: string
  readonly journal: string
  readonly convertStep: string
}

/**
 * SHA-256 of the output file, which is what `sha256sum` prints, and a comparison of every block as it reads back with
 * the hash it had in memory when it was converted.
 */
export function checksumStep(opener: DiskOpener) {
  return defineStep<ChecksumInput, z.infer<typeof checksumResult>>({
    type: 'disk-checksum',
    semantics: 'pure',
    async run({ input, progress, resultOf }) {
      const { virtualBytes, grainBytes, journalBytes } = convertResult.parse(resultOf(input.convertStep))
      const ledger = new BlockLedger(virtualBytes, grainBytes)
      const layout = opener.layout(input.format, virtualBytes)
      const status = await stat(input.work).catch(() => undefined)
      if (status === undefined || !(await replayJournal(input.journal, journalBytes, ledger, layout))) {
        throw problem('move-work-lost', { file: input.name })
      }
      progress.phase(`checking ${input.name}`)
      try {
        const blocks = await compareBlocks(input, ledger, layout, virtualBytes, grainBytes, progress)
        const hash = createHash('sha256')
        const rate = new Rate(progress, input.name, status.size, 0)
        await readThrough(input.work, 0, status.size, progress.signal, (bytes, done) => {
          hash.update(bytes)
          rate.reached(done)
        })
        return {
          sha256: hash.digest('hex'),
          sizeBytes: status.size,
          storedBytes: status.blocks * 512,
          blocks,
        }
      } catch (error) {
        if (error instanceof Problem) await removeWork(input.work, input.journal)
        throw error
      }
    },
  })
}

const blocksPerRequest = 16

async function compareBlocks(
  input: ChecksumInput,
  ledger: BlockLedger,
  layout: ReturnType<DiskOpener['layout']>,
  virtualBytes: number,
  grainBytes: number,
  progress: StepProgress<undefined>,
): Promise<number> {
  const start = {
    input: input.name,
    output: input.name,
    virtualBytes,
    grainBytes,
    path: input.work,
    writes: false,
  }
  const pool = new PiecePool(start, 0)
  try {
    const wanted = [...ledger.touched()]
    const open: Promise<void>[] = []
    for (let at = 0; at < wanted.length; at += blocksPerRequest) {
      progress.signal.throwIfAborted()
      const jobs = wanted.slice(at, at + blocksPerRequest).map(({ block }) => {
        const lengthBytes = ledger.lengthOf(block)
        return { block, lengthBytes, extents: layout.extents(block * blockBytes, lengthBytes) }
      })
      const { result } = await pool.blocks(jobs)
      const compared = result.then((found) => {
        for (const { block, hash } of found) compare(input.name, block, ledger.stateOf(block), hash)
      })
      compared.catch(() => {})
      open.push(compared)
    }
    await Promise.all(open)
    return wanted.length
  } finally {
    await pool.close()
  }
}

function compare(
  file: string,
  block: number,
  state: ReturnType<BlockLedger['stateOf']>,
  seen: Uint8Array | undefined,
): void {
  const words = (hash: Uint8Array | undefined) =>
    hash === undefined ? 'zeros' : Buffer.from(hash).toString('hex')
  const wanted = state instanceof Uint8Array ? state : undefined
  if (words(seen) === words(wanted)) return
  throw problem('move-output-differs', {
    file,
    offset: block * blockBytes,
    seen: words(seen),
    expected: words(wanted),
  })
}
