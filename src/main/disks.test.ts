import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { writeStreamOptimized } from '../adapters/vmdk/index.ts'
import { silentProgress } from '../lib/progress.ts'
import { type ConvertCheckpoint, type ConvertInput, convertDisk } from '../steps/convert/convert.ts'
import { diskOpener } from './disks.ts'
import { processorMs } from '../../tests/process-time.ts'

const mib = 1024 * 1024
const grain = 64 * 1024
const folder = mkdtempSync(join(tmpdir(), 'causeway-disks-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
let made = 0

/** A streamOptimized image whose grain n holds bytes made of `grains.get(n)`. */
function imageOf(
  virtualBytes: number,
  grains: ReadonlyMap<number, number>,
  level = 1,
): { vmdk: Buffer; raw: Buffer } {
  const raw = Buffer.alloc(virtualBytes)
  for (const [index, seed] of grains) {
    const at = index * grain
    const bytes = createHash('sha256').update(String(seed)).digest()
    const end = Math.min(at + grain, virtualBytes)
    for (let to = at; to < end; to += 32 + (seed % 100)) bytes.copy(raw, to, 0, Math.min(32, end - to))
  }
  const disk = {
    virtualBytes,
    grain: (at: number, length: number) =>
      grains.has(at / grain) ? raw.subarray(at, at + length) : undefined,
  }
  return { vmdk: Buffer.concat([...writeStreamOptimized(disk, { file: 'd.vmdk', level })]), raw }
}

/** Writes the image down and says how it would be converted. */
function task(vmdk: Uint8Array, format: 'raw' | 'qcow2' = 'raw', virtualBytes?: number): ConvertInput {
  made += 1
  const path = join(folder, `${made}.vmdk`)
  writeFileSync(path, vmdk)
  const claim = virtualBytes === undefined ? {} : { virtualBytes, descriptor: 'd.ovf' }
  return {
    source: { path, name: 'd.vmdk', offsetBytes: 0, sizeBytes: vmdk.length, ...claim },
    format,
    name: 'd.raw',
    work: join(folder, `.${made}.part`),
    journal: join(folder, `.${made}.journal`),
    digests: ['sha256'],
  }
}

const quiet = { saveCheckpoint: async () => {}, progress: silentProgress(), workers: 1 }
const leftovers = (input: ConvertInput) =>
  readdirSync(folder).filter((name) => [input.work, input.journal].includes(join(folder, name)))

test('any disk that is written is read back identical, in the pass its SHA-256 with it', async () => {
  const grains = fc.uniqueArray(fc.nat(63), { maxLength: 40 })
  await fc.assert(
    fc.asyncProperty(grains, fc.nat(1000), fc.integer({ min: 1, max: 128 }), async (list, seed, tail) => {
      const virtualBytes = 63 * grain + tail * 512
      const { vmdk, raw } = imageOf(virtualBytes, new Map(list.map((index) => [index, seed + index])))
      const input = task(vmdk)
      const result = await convertDisk(input, diskOpener, quiet)
      expect(readFileSync(input.work).equals(raw)).toBe(true)
      expect(result.inputDigests).toEqual({ sha256: createHash('sha256').update(vmdk).digest('hex') })
    }),
    { numRuns: 5, endOnFailure: true },
  )
})

/** Stops the conversion when it saves its checkpoint number `after`, as a kill between two of them would. */
async function interrupt(
  input: ConvertInput,
  after: number,
  from?: ConvertCheckpoint,
): Promise<ConvertCheckpoint | undefined> {
  const stop = new AbortController()
  let last: ConvertCheckpoint | undefined
  let count = 0
  const work = convertDisk(input, diskOpener, {
    workers: 1,
    progress: silentProgress(stop.signal),
    ...(from === undefined ? {} : { checkpoint: from }),
    async saveCheckpoint(checkpoint) {
      last = checkpoint
      count += 1
      if (count === after) stop.abort(new Error('stopped'))
    },
  })
  await work.catch((error: unknown) => expect(error).toMatchObject({ message: 'stopped' }))
  return last
}

test.each(['raw', 'qcow2'] as const)(
  'a conversion to %s that is stopped goes on from its checkpoint and ends in the same bytes',
  async (format) => {
    const grains = new Map(Array.from({ length: 400 }, (_, index) => [index * 2, index]))
    // Stored, not packed: 26 MiB of input, so that there are several checkpoints.
    const { vmdk } = imageOf(52 * mib, grains, 0)
    const whole = task(vmdk, format)
    await convertDisk(whole, diskOpener, quiet)
    const input = task(vmdk, format)
    const first = await interrupt(input, 1)
    const second = await interrupt(input, 1, first)
    expect(first?.position).toBeGreaterThan(0)
    expect(second?.position).toBeGreaterThan(first?.position ?? 0)
    const result = await convertDisk(input, diskOpener, {
      ...quiet,
      ...(second === undefined ? {} : { checkpoint: second }),
    })
    expect(result.resumedAt).toBe(second?.position)
    expect(result.inputDigests).toBeUndefined()
    expect(readFileSync(input.work).equals(readFileSync(whole.work))).toBe(true)
  },
)

test('a checkpoint whose files are gone is not believed, and a changed input is refused', async () => {
  const { vmdk, raw } = imageOf(4 * mib, new Map([[3, 3]]))
  const input = task(vmdk)
  const { mtimeMs: modifiedMilliseconds } = statSync(input.source.path)
  const checkpoint = {
    position: 70_000,
    journalBytes: 500,
    writtenBytes: 0,
    input: { sizeBytes: vmdk.length, modifiedMilliseconds },
  }
  const result = await convertDisk(input, diskOpener, { ...quiet, checkpoint })
  expect(result.resumedAt).toBe(0)
  expect(readFileSync(input.work).equals(raw)).toBe(true)
  const other = { ...checkpoint, input: { sizeBytes: 1, modifiedMilliseconds: 0 } }
  await expect(convertDisk(input, diskOpener, { ...quiet, checkpoint: other })).rejects.toThrow(
    /d\.vmdk changed while it was moved: it has \d+ bytes of .*, and had 1 bytes of 1970/,
  )
})

/** Changes bytes of a good image: 8 grains on a disk of 3 MiB. */
function spoilt(change: (bytes: Buffer) => Buffer | undefined): Uint8Array {
  const { vmdk } = imageOf(3 * mib, new Map([0, 1, 2, 3, 9, 10, 11, 40].map((index) => [index, index])))
  return change(vmdk) ?? vmdk
}

/** Offset of the marker of grain number `index` in the file. */
function markerOf(bytes: Buffer, index: number): number {
  let at = 65_536
  for (let passed = 0; passed < index; passed += 1)
    at += Math.ceil((12 + bytes.readUInt32LE(at + 8)) / 512) * 512
  return at
}

test.each<readonly [string, Uint8Array, RegExp]>([
  [
    'cut in the middle',
    spoilt((bytes) => bytes.subarray(0, 70_000)),
    /at offset 68464 there is no footer marker/,
  ],
  [
    'a flipped byte in a grain',
    spoilt((bytes) => void bytes.writeUInt8(bytes.readUInt8(65_600) ^ 0x10, 65_600)),
    /at offset 65548 there is a grain that does not unpack \(.+\)/,
  ],
  [
    'a grain of no zlib',
    spoilt((bytes) => void bytes.fill(0x41, markerOf(bytes, 2) + 12, markerOf(bytes, 2) + 40)),
    /a grain that does not unpack \(incorrect header check\)/,
  ],
  [
    'one address twice',
    spoilt((bytes) => void bytes.writeBigUInt64LE(0n, markerOf(bytes, 1))),
    /at offset \d+ there is a second grain for disk offset 0; expected each grain once/,
  ],
  [
    'a grain left out',
    spoilt((bytes) => void bytes.writeUInt32LE(0, markerOf(bytes, 3) + 8)),
    /at offset \d+ there is/,
  ],
  [
    'a claim of 100 TB',
    spoilt((bytes) => void bytes.writeBigUInt64LE(195_312_500_000n, 12)),
    /at offset 12 the disk image has a capacity of 100000000000000 bytes/,
  ],
  [
    'tables that name more than there is',
    spoilt((bytes) => {
      const table = bytes.length - 3 * 512 - 1024 - 2048
      bytes.writeUInt32LE(128, table + 20 * 4)
      return undefined
    }),
    /at offset \d+ there is a grain table entry for grain 20, which the file does not hold/,
  ],
  [
    'tables that name less',
    spoilt(
      (bytes) => void bytes.fill(0, bytes.length - 3 * 512 - 1024 - 2048, bytes.length - 3 * 512 - 1024),
    ),
    /there is grain tables that name 0 grains; expected the 8 grains/,
  ],
  [
    'a footer for another disk',
    spoilt((bytes) => void bytes.writeBigUInt64LE(12n, bytes.length - 1024 + 12)),
    /at offset \d+/,
  ],
])('an image with %s is refused with the offset, and nothing is left', async (_, vmdk, sentence) => {
  const input = task(vmdk)
  const started = processorMs()
  await expect(convertDisk(input, diskOpener, quiet)).rejects.toThrow(sentence)
  expect(processorMs() - started).toBeLessThan(5000)
  expect(leftovers(input)).toEqual([])
})

test('a grain that unpacks to more than a grain is refused before it does', async () => {
  const { deflateSync } = await import('node:zlib')
  const bomb = deflateSync(Buffer.alloc(64 * mib), { level: 9 })
  const vmdk = spoilt((bytes) => {
    const at = markerOf(bytes, 0)
    const record = Buffer.alloc(Math.ceil((12 + bomb.length) / 512) * 512)
    record.writeUInt32LE(bomb.length, 8)
    bomb.copy(record, 12)
    return Buffer.concat([bytes.subarray(0, at), record, bytes.subarray(markerOf(bytes, 1))])
  })
  await expect(convertDisk(task(vmdk), diskOpener, quiet)).rejects.toThrow('it is larger than a grain')
})

test('an image that is not what the descriptor says is refused', async () => {
  const input = task(
    spoilt(() => undefined),
    'raw',
    4 * mib,
  )
  await expect(convertDisk(input, diskOpener, quiet)).rejects.toThrow(
    'd.vmdk: at offset 12 the disk says it holds 3145728 bytes; the descriptor d.ovf says 4194304 bytes.',
  )
  expect(leftovers(input)).toEqual([])
})

test('a disk of 8 TiB with one grain is converted without memory for what is not there', async () => {
  const virtualBytes = 8 * 1024 ** 4
  const input = task(sparseClaim(virtualBytes))
  const before = process.memoryUsage().rss
  const result = await convertDisk(input, diskOpener, quiet).catch((error: unknown) => error)
  // ext4 takes files of 16 TiB; where it takes less the sentence says so.
  if (result instanceof Error) expect(result.message).toMatch(/no room left|EFBIG|EINVAL/)
  else expect(statSync(input.work).blocks * 512).toBeLessThan(mib)
  expect(process.memoryUsage().rss - before).toBeLessThan(200 * mib)
})

/** A qemu-like image (directory at the head) of a huge disk with one grain. */
function sparseClaim(virtualBytes: number): Buffer {
  const { vmdk } = imageOf(32 * mib, new Map([[0, 7]]))
  const entries = virtualBytes / (32 * mib)
  const directory = Buffer.alloc(Math.ceil((entries * 4) / 512) * 512)
  const table = vmdk.length - 3 * 512 - 1024 - 2048
  directory.writeUInt32LE(table / 512, 0)
  const head = Buffer.from(vmdk.subarray(0, table + 2048))
  head.writeBigUInt64LE(BigInt(virtualBytes / 512), 12)
  head.writeBigUInt64LE(BigInt((table + 2048 + 512) / 512), 56)
  const text = head
    .subarray(512, 21 * 512)
    .toString('latin1')
    .replace(/RW \d+/, `RW ${virtualBytes / 512}`)
    .slice(0, 20 * 512)
  head.write(text, 512, 'latin1')
  const marker = Buffer.alloc(512)
  marker.writeBigUInt64LE(BigInt(directory.length / 512), 0)
  marker.writeUInt32LE(2, 12)
  return Buffer.concat([head, marker, directory, Buffer.alloc(512)])
}
