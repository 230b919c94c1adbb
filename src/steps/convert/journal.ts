import { createHash } from 'node:crypto'
import { blockBytes, type DiskLayout, type PlacedPiece } from '../../ports/disk.ts'
import type { BlockLedger } from './ledger.ts'

/** What one batch did, or what reading blocks back found out (`pieces` empty, `settled`). */
export interface JournalFrame {
  readonly pieces: readonly (PlacedPiece & { readonly zero: boolean })[]
  readonly blocks: readonly { readonly block: number; readonly hash: Uint8Array | undefined }[]
  readonly settled: boolean
}

const magic = 0x314a_5743
const headBytes = 20
const pieceBytes = 24
const entryBytes = 40
const sumBytes = 8

/** A frame as bytes: head, pieces, blocks, and the first bytes of their SHA-256. */
export function encodeFrame(frame: JournalFrame): Uint8Array {
  const payload = headBytes + frame.pieces.length * pieceBytes + frame.blocks.length * entryBytes
  const bytes = new Uint8Array(payload + sumBytes)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, magic, true)
  view.setUint32(4, bytes.length, true)
  view.setUint32(8, frame.pieces.length, true)
  view.setUint32(12, frame.blocks.length, true)
  view.setUint32(16, frame.settled ? 1 : 0, true)
  let at = headBytes
  for (const piece of frame.pieces) {
    view.setFloat64(at, piece.diskOffsetBytes, true)
    view.setUint32(at + 8, piece.diskLengthBytes, true)
    view.setUint32(at + 12, piece.storedBytes, true)
    view.setUint8(at + 16, piece.encoding === 'zlib' ? 1 : 0)
    view.setUint8(at + 17, piece.zero ? 1 : 0)
    at += pieceBytes
  }
  for (const { block, hash } of frame.blocks) {
    view.setUint32(at, block, true)
    view.setUint8(at + 4, hash === undefined ? 0 : 1)
    if (hash !== undefined) bytes.set(hash, at + 8)
    at += entryBytes
  }
  bytes.set(createHash('sha256').update(bytes.subarray(0, payload)).digest().subarray(0, sumBytes), payload)
  return bytes
}

/** The frames in `bytes`; undefined when they are not whole. */
export function decodeFrames(bytes: Uint8Array): readonly JournalFrame[] | undefined {
  const frames: JournalFrame[] = []
  let at = 0
  while (at < bytes.length) {
    if (at + headBytes > bytes.length) return undefined
    const length = new DataView(bytes.buffer, bytes.byteOffset + at).getUint32(4, true)
    if (length < headBytes + sumBytes || at + length > bytes.length) return undefined
    const frame = decodeFrame(bytes.subarray(at, at + length))
    if (frame === undefined) return undefined
    frames.push(frame)
    at += length
  }
  return frames
}

function decodeFrame(bytes: Uint8Array): JournalFrame | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const payload = bytes.length - sumBytes
  const sum = createHash('sha256').update(bytes.subarray(0, payload)).digest().subarray(0, sumBytes)
  if (view.getUint32(0, true) !== magic || !sum.equals(bytes.subarray(payload))) return undefined
  const pieceCount = view.getUint32(8, true)
  const blockCount = view.getUint32(12, true)
  if (headBytes + pieceCount * pieceBytes + blockCount * entryBytes !== payload) return undefined
  let at = headBytes
  const pieces = Array.from({ length: pieceCount }, () => {
    const start = at
    at += pieceBytes
    return {
      diskOffsetBytes: view.getFloat64(start, true),
      diskLengthBytes: view.getUint32(start + 8, true),
      storedBytes: view.getUint32(start + 12, true),
      encoding: view.getUint8(start + 16) === 1 ? ('zlib' as const) : ('plain' as const),
      zero: view.getUint8(start + 17) === 1,
    }
  })
  const blocks = Array.from({ length: blockCount }, () => {
    const start = at
    at += entryBytes
    const hashed = view.getUint8(start + 4) === 1
    return {
      block: view.getUint32(start, true),
      hash: hashed ? bytes.slice(start + 8, start + 40) : undefined,
    }
  })
  return { pieces, blocks, settled: view.getUint32(16, true) === 1 }
}

/** Brings ledger and layout to where the run was when the frame was written. False when it contradicts itself. */
export function replayFrame(frame: JournalFrame, ledger: BlockLedger, layout: DiskLayout): boolean {
  for (const piece of frame.pieces) {
    if (!ledger.claim(piece.diskOffsetBytes)) return false
    layout.place(piece)
    if (piece.zero) layout.forget(piece)
  }
  for (const block of blocksOf(frame.pieces)) ledger.touch(block)
  for (const { block, hash } of frame.blocks) {
    if (frame.settled) ledger.settle(block, hash)
    else ledger.record(block, hash)
  }
  return true
}

/** The blocks that some pieces fill, each once. */
export function blocksOf(pieces: readonly PlacedPiece[]): ReadonlySet<number> {
  return new Set(pieces.map((piece) => Math.floor(piece.diskOffsetBytes / blockBytes)))
}
