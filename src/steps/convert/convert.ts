import { stat } from 'node:fs/promises'
import type { Progress } from '../../lib/progress.ts'
import { Problem, problem } from '../../model/problems/index.ts'
import type { DiskLayout, DiskOpener, DiskPlace, DiskSource } from '../../ports/disk.ts'
import { Checkpoints } from './checkpoints.ts'
import { blocksOf, encodeFrame } from './journal.ts'
import { BlockLedger } from './ledger.ts'
import type { PieceJob } from './pieces.ts'
import { PiecePool } from './pool.ts'
import { Rate } from './rate.ts'
import {
  identityOf,
  type InputIdentity,
  InputDigests,
  openJournal,
  openWork,
  removeWork,
  replayJournal,
} from './workspace.ts'

/** One disk to convert: plain data, kept with the run. */
export interface ConvertInput {
  readonly source: DiskPlace
  readonly format: 'raw' | 'qcow2'
  /** The name that the finished image will have; for messages. */
  readonly name: string
  /** Path of the unfinished output. */
  readonly work: string
  readonly journal: string
  /** Hashes over the input that are wanted, for example `sha256`, `sha1`. */
  readonly digests: readonly string[]
}

/** Where a conversion stands. */
export interface ConvertCheckpoint {
  /** `nextOffset` of the last batch that is on disk. */
  readonly position: number
  readonly journalBytes: number
  /** Guest bytes written so far. */
  readonly writtenBytes: number
  readonly input: InputIdentity
}

/** What a conversion found and did. */
export interface ConvertResult {
  readonly sourceFormat: string
  readonly virtualBytes: number
  readonly grainBytes: number
  readonly inputBytes: number
  /** Where this attempt began; 0 = at the start. */
  readonly resumedAt: number
  /** Hashes of the input by algorithm; absent when the pass did not see all of it (resumed, or read out of order). */
  readonly inputDigests?: Readonly<Record<string, string>>
  readonly journalBytes: number
}

/** What the engine gives a step that can go on where it stopped. */
export interface Resumable<Checkpoint> {
  readonly checkpoint?: Checkpoint
  saveCheckpoint(checkpoint: Checkpoint): Promise<void>
  readonly progress: Progress
  /** Worker threads; by default one per core. */
  readonly workers?: number
}

/**
 * Streams one disk image into the unfinished output file. The main thread parses and hashes the input; workers unpack,
 * hash and write. About every 16 MiB of input the output is flushed, then the journal, then the checkpoint is saved, so
 * a checkpoint never names bytes that are not on disk. On a failure the unfinished files are removed; when the signal
 * is aborted they stay for the next attempt, after a last checkpoint.
 */
export async function convertDisk(
  input: ConvertInput,
  opener: DiskOpener,
  hooks: Resumable<ConvertCheckpoint>,
): Promise<ConvertResult> {
  try {
    return await convert(input, opener, hooks)
  } catch (error) {
    // A stop is no failure, and whatever else is not about this disk may be over at the next attempt.
    if (error instanceof Problem && !hooks.progress.signal.aborted)
      await removeWork(input.work, input.journal)
    throw error
  }
}

async function convert(
  input: ConvertInput,
  opener: DiskOpener,
  hooks: Resumable<ConvertCheckpoint>,
): Promise<ConvertResult> {
  const identity = await identityOf(input.source.path)
  const source = await opener.open(input.source)
  try {
    return await convertSource(input, opener, source, identity, hooks)
  } finally {
    await source.close()
  }
}

async function convertSource(
  input: ConvertInput,
  opener: DiskOpener,
  source: DiskSource,
  identity: InputIdentity,
  hooks: Resumable<ConvertCheckpoint>,
): Promise<ConvertResult> {
  const { progress } = hooks
  const begun = await begin(input, opener, source, identity, hooks)
  const { ledger, layout, from } = begun
  const file = await openWork(input.work, input.name, from === 0)
  const journal = await openJournal(input.journal, input.name, begun.journalBytes)
  if (from === 0) await layout.begin(file)
  const start = {
    input: input.source.name,
    output: input.name,
    virtualBytes: source.virtualBytes,
    grainBytes: source.grainBytes,
    path: input.work,
    writes: true,
  }
  const pool = new PiecePool(start, source.bufferBytes, hooks.workers)
  const checkpoints = new Checkpoints(file, journal, begun.writtenBytes, async (at) =>
    hooks.saveCheckpoint({ ...at, input: identity }),
  )
  try {
    const digests = new InputDigests(source.sequential && from === 0 ? input.digests : [])
    const rate = new Rate(progress, input.name, source.endOffset, from)
    progress.phase(`converting ${input.source.name}`)
    const batches = source.batches({
      from,
      takeBuffer: () => pool.takeBuffer(),
      onInput: (bytes) => digests.add(bytes),
    })
    for await (const batch of batches) {
      if (progress.signal.aborted) break
      const jobs: PieceJob[] = []
      // Writers such as `qemu-img convert -W` leave grains in any order; in the order of the disk they make few, long writes.
      const pieces = batch.pieces.toSorted((left, right) => left.diskOffsetBytes - right.diskOffsetBytes)
      for (const piece of pieces) {
        if (!ledger.claim(piece.diskOffsetBytes)) throw twice(input, piece)
        jobs.push({ ...piece, ...layout.place(piece) })
      }
      for (const block of blocksOf(jobs)) ledger.touch(block)
      const slot = checkpoints.add(batch.nextOffset, batch.readBytes)
      if (jobs.length === 0) {
        pool.giveBuffer(batch.buffer)
        slot.done(undefined, 0)
      } else {
        const { result } = await pool.pieces(batch.buffer, jobs)
        const settled = result.then(({ blocks, zeros }) => {
          const empty = new Set(zeros)
          for (const index of empty) {
            const job = jobs[index]
            if (job !== undefined) layout.forget(job)
          }
          for (const { block, hash } of blocks) ledger.record(block, hash)
          const pieces = jobs.map((job, index) => ({ ...job, zero: empty.has(index) }))
          const written = jobs.reduce(
            (sum, job, index) => sum + (empty.has(index) ? 0 : job.diskLengthBytes),
            0,
          )
          slot.done(encodeFrame({ pieces, blocks, settled: false }), written)
        })
        settled.catch((error: unknown) => checkpoints.fail(error))
      }
      rate.reached(batch.nextOffset)
      await checkpoints.room()
    }
    await checkpoints.drain()
    progress.signal.throwIfAborted()
    await source.checkComplete((grain) => ledger.seen(grain), ledger.grains)
    await settlePatched(ledger, layout, pool, journal)
    await layout.finish(file)
    await file.sync()
    await sameInput(input, identity)
    return {
      sourceFormat: source.format,
      virtualBytes: source.virtualBytes,
      grainBytes: source.grainBytes,
      inputBytes: source.inputBytes,
      resumedAt: from,
      ...(source.sequential && from === 0 ? { inputDigests: digests.finish() } : {}),
      journalBytes: journal.bytes,
    }
  } finally {
    await checkpoints.quiet()
    await pool.close()
    await journal.close()
    await file.close()
  }
}

/** Where to begin: at the checkpoint when the files that it speaks of are there, else at the start. */
async function begin(
  input: ConvertInput,
  opener: DiskOpener,
  source: DiskSource,
  identity: InputIdentity,
  hooks: Resumable<ConvertCheckpoint>,
) {
  const checkpoint = hooks.checkpoint
  if (checkpoint !== undefined) {
    if (!sameIdentity(checkpoint.input, identity)) throw changed(input, identity, checkpoint.input)
    const ledger = new BlockLedger(source.virtualBytes, source.grainBytes)
    const layout = opener.layout(input.format, source.virtualBytes)
    const there = await stat(input.work).then(
      (status) => status.isFile(),
      () => false,
    )
    if (there && (await replayJournal(input.journal, checkpoint.journalBytes, ledger, layout))) {
      return {
        ledger,
        layout,
        from: checkpoint.position,
        journalBytes: checkpoint.journalBytes,
        writtenBytes: checkpoint.writtenBytes,
      }
    }
    hooks.progress.log(`The unfinished ${input.name} is gone or damaged; it is converted from the start.`)
  }
  const layout: DiskLayout = opener.layout(input.format, source.virtualBytes)
  const ledger = new BlockLedger(source.virtualBytes, source.grainBytes)
  return { ledger, layout, from: 0, journalBytes: 0, writtenBytes: 0 }
}

/** Blocks that came in parts are hashed from the output, and journalled. */
async function settlePatched(
  ledger: BlockLedger,
  layout: DiskLayout,
  pool: PiecePool,
  journal: { append(frames: readonly Uint8Array[]): Promise<void> },
): Promise<void> {
  const patched = [...ledger.touched()].filter(({ state }) => state === 'patched').map(({ block }) => block)
  const results: Promise<void>[] = []
  for (let at = 0; at < patched.length; at += 16) {
    const jobs = patched.slice(at, at + 16).map((block) => {
      const lengthBytes = ledger.lengthOf(block)
      return { block, lengthBytes, extents: layout.extents(block * 1024 * 1024, lengthBytes) }
    })
    const { result } = await pool.blocks(jobs)
    results.push(
      result.then((blocks) => {
        for (const { block, hash } of blocks) ledger.settle(block, hash)
      }),
    )
  }
  await Promise.all(results)
  if (patched.length === 0) return
  const blocks = patched.map((block) => {
    const state = ledger.stateOf(block)
    return { block, hash: state instanceof Uint8Array ? state : undefined }
  })
  await journal.append([encodeFrame({ pieces: [], blocks, settled: true })])
}

async function sameInput(input: ConvertInput, before: InputIdentity): Promise<void> {
  const now = await identityOf(input.source.path)
  if (!sameIdentity(before, now)) throw changed(input, now, before)
}

function sameIdentity(left: InputIdentity, right: InputIdentity): boolean {
  return left.sizeBytes === right.sizeBytes && left.modifiedMilliseconds === right.modifiedMilliseconds
}

function changed(input: ConvertInput, now: InputIdentity, before: InputIdentity) {
  const words = (identity: InputIdentity) =>
    `${identity.sizeBytes} bytes of ${new Date(identity.modifiedMilliseconds).toISOString()}`
  return problem('move-input-changed', { file: input.source.name, seen: words(now), expected: words(before) })
}

function twice(
  input: ConvertInput,
  piece: { readonly inputOffsetBytes: number; readonly diskOffsetBytes: number },
) {
  return problem('disk-damaged', {
    file: input.source.name,
    offset: piece.inputOffsetBytes,
    seen: `a second grain for disk offset ${piece.diskOffsetBytes}`,
    expected: 'each grain once',
  })
}
