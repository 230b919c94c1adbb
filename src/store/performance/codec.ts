import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib'
import { ByteWriter, BytesReader } from './bytes.ts'

/** Slots of one block: 43 days of two-hour samples, 43 hours of five-minute ones. */
export const blockSlots = 512

/** Values of a block by counter, a place for each slot; NaN where there is no sample. */
export type Columns = ReadonlyMap<string, Float64Array>

const form = 1

/**
 * A block as bytes: for each counter which slots have a sample (lengths of runs), then the values as differences, or as
 * distances from the smallest where those are shorter, split into planes of bytes, because the high bytes hardly ever
 * change and the low ones are noise; brotli over all of it.
 */
export function encodeBlock(columns: Columns): Uint8Array {
  const out = new ByteWriter()
  out.number(columns.size)
  for (const [counter, values] of columns) {
    out.text(counter)
    writeRuns(out, values)
    writeValues(out, values)
  }
  const packed = brotliCompressSync(out.done(), {
    params: { [constants.BROTLI_PARAM_QUALITY]: 5, [constants.BROTLI_PARAM_LGWIN]: 16 },
  })
  const block = new Uint8Array(packed.length + 1)
  block[0] = form
  block.set(packed, 1)
  return block
}

/** The columns of a block. */
export function decodeBlock(block: Uint8Array): Map<string, Float64Array> {
  if (block[0] !== form) throw new RangeError(`a block of performance has the form ${block[0] ?? 'none'}`)
  const bytes = new BytesReader(brotliDecompressSync(block.subarray(1)))
  const columns = new Map<string, Float64Array>()
  for (let left = bytes.number(); left > 0; left--) {
    const counter = bytes.text()
    const values = new Float64Array(blockSlots).fill(Number.NaN)
    const slots = readRuns(bytes)
    readValues(bytes, slots, values)
    columns.set(counter, values)
  }
  return columns
}

/** Lengths of runs, in turn without and with samples, until the block is full. */
function writeRuns(out: ByteWriter, values: Float64Array): void {
  let present = false
  let length = 0
  for (const value of values) {
    if (Number.isNaN(value) === present) {
      out.number(length)
      present = !present
      length = 0
    }
    length++
  }
  out.number(length)
}

function readRuns(bytes: BytesReader): number[] {
  const slots: number[] = []
  let present = false
  for (let at = 0; at < blockSlots; present = !present) {
    const length = bytes.number()
    if (present) for (let slot = at; slot < at + length; slot++) slots.push(slot)
    at += length
  }
  return slots
}

function writeValues(out: ByteWriter, column: Float64Array): void {
  const values = column.filter((value) => !Number.isNaN(value))
  let least = Number.MAX_SAFE_INTEGER
  for (const value of values) least = Math.min(least, value)
  if (values.length === 0) least = 0
  const above = values.map((value) => value - least)
  const steps = stepsOf(above)
  const useSteps = bitsOf(steps) < bitsOf(above)
  const chosen = useSteps ? steps : above
  out.byte(useSteps ? 1 : 0)
  out.number(least)
  let planes = 0
  for (const value of chosen) while (value >= 256 ** planes) planes++
  out.byte(planes)
  for (let plane = planes - 1; plane >= 0; plane--) {
    const weight = 256 ** plane
    for (const value of chosen) out.byte(Math.floor(value / weight) % 256)
  }
}

function readValues(bytes: BytesReader, slots: readonly number[], into: Float64Array): void {
  const steps = bytes.byte() === 1
  const least = bytes.number()
  const values = new Float64Array(slots.length)
  for (let plane = bytes.byte() - 1; plane >= 0; plane--) {
    const weight = 256 ** plane
    for (let at = 0; at < values.length; at++) values[at] = (values[at] ?? 0) + bytes.byte() * weight
  }
  let before = 0
  for (const [at, slot] of slots.entries()) {
    const value = values[at] ?? 0
    before = steps ? before + (value % 2 === 0 ? value / 2 : -(value + 1) / 2) : value
    into[slot] = before + least
  }
}

/** Differences from the value before, signs folded in: 0, -1, 1, -2 … become 0, 1, 2, 3 … */
function stepsOf(values: Float64Array): Float64Array {
  let before = 0
  return values.map((value) => {
    const step = value - before
    before = value
    return step >= 0 ? step * 2 : -step * 2 - 1
  })
}

function bitsOf(values: Float64Array): number {
  let bits = 0
  for (const value of values) bits += Math.log2(value + 1)
  return bits
}
