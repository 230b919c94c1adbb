import { blockBytes } from '../../ports/disk.ts'

const grainsPerChunk = 65_536
const blocksPerChunk = 1024
const hashBytes = 32

/** What is known of a block of 1 MiB. */
const states = { untouched: 0, zero: 1, hashed: 2, patched: 3 } as const

/** Hash of a block, `zero`, or `patched`: it came in parts and must be read back to be hashed. */
export type BlockState = 'untouched' | 'zero' | 'patched' | Uint8Array

/**
 * Which grains were seen and what each block of the disk hashes to. Memory follows what the disk holds, not what it
 * claims: nothing is kept for stretches that no grain touches.
 */
export class BlockLedger {
  readonly #grainBytes: number
  readonly #virtualBytes: number
  readonly #seen = new Map<number, Uint8Array>()
  readonly #blocks = new Map<number, { readonly state: Uint8Array; readonly hashes: Uint8Array }>()
  #grains = 0

  constructor(virtualBytes: number, grainBytes: number) {
    this.#virtualBytes = virtualBytes
    this.#grainBytes = grainBytes
  }

  /** Grains claimed so far. */
  get grains(): number {
    return this.#grains
  }

  /** Notes the grain that holds this disk offset; false when it was claimed before. */
  claim(diskOffsetBytes: number): boolean {
    const grain = diskOffsetBytes / this.#grainBytes
    const chunk = this.#chunkOf(grain)
    const slot = grain % grainsPerChunk
    const bit = 1 << (slot & 7)
    const byte = chunk[slot >> 3] ?? 0
    if ((byte & bit) !== 0) return false
    chunk[slot >> 3] = byte | bit
    this.#grains += 1
    return true
  }

  /** Whether the grain with this number was claimed. */
  seen(grain: number): boolean {
    const chunk = this.#seen.get(Math.floor(grain / grainsPerChunk))
    const slot = grain % grainsPerChunk
    return ((chunk?.[slot >> 3] ?? 0) & (1 << (slot & 7))) !== 0
  }

  /** One batch begins to fill this block. A block that two batches fill is `patched`. */
  touch(block: number): void {
    const { state } = this.#chunk(block)
    const slot = block % blocksPerChunk
    state[slot] = state[slot] === states.untouched ? states.zero : states.patched
  }

  /** The hash that the block had in memory (undefined = all zeros); ignored for a patched one. */
  record(block: number, hash: Uint8Array | undefined): void {
    if (this.#chunk(block).state[block % blocksPerChunk] !== states.patched) this.settle(block, hash)
  }

  /** The hash that the block has in the output. */
  settle(block: number, hash: Uint8Array | undefined): void {
    const chunk = this.#chunk(block)
    const slot = block % blocksPerChunk
    chunk.state[slot] = hash === undefined ? states.zero : states.hashed
    if (hash !== undefined) chunk.hashes.set(hash, slot * hashBytes)
  }

  stateOf(block: number): BlockState {
    const chunk = this.#blocks.get(Math.floor(block / blocksPerChunk))
    const slot = block % blocksPerChunk
    const state = chunk?.state[slot] ?? states.untouched
    if (chunk === undefined || state === states.untouched) return 'untouched'
    if (state === states.zero) return 'zero'
    if (state === states.patched) return 'patched'
    return chunk.hashes.subarray(slot * hashBytes, (slot + 1) * hashBytes)
  }

  /** Every block that a grain touched, ascending. */
  *touched(): Generator<{ readonly block: number; readonly state: BlockState }> {
    for (const index of [...this.#blocks.keys()].sort((left, right) => left - right)) {
      for (let slot = 0; slot < blocksPerChunk; slot += 1) {
        const block = index * blocksPerChunk + slot
        const state = this.stateOf(block)
        if (state !== 'untouched') yield { block, state }
      }
    }
  }

  /** Bytes of the block with this number; the last one may be shorter. */
  lengthOf(block: number): number {
    return Math.min(blockBytes, this.#virtualBytes - block * blockBytes)
  }

  #chunkOf(grain: number): Uint8Array {
    const index = Math.floor(grain / grainsPerChunk)
    let chunk = this.#seen.get(index)
    if (chunk === undefined) {
      chunk = new Uint8Array(grainsPerChunk / 8)
      this.#seen.set(index, chunk)
    }
    return chunk
  }

  #chunk(block: number) {
    const index = Math.floor(block / blocksPerChunk)
    let chunk = this.#blocks.get(index)
    if (chunk === undefined) {
      chunk = { state: new Uint8Array(blocksPerChunk), hashes: new Uint8Array(blocksPerChunk * hashBytes) }
      this.#blocks.set(index, chunk)
    }
    return chunk
  }
}
