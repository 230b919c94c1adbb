import fc from 'fast-check'
import { expect, test } from 'vitest'
import { silentProgress } from '../../lib/progress.ts'
import type { DiskLayout, PlacedPiece } from '../../ports/disk.ts'
import { Checkpoints } from './checkpoints.ts'
import { decodeFrames, encodeFrame, replayFrame } from './journal.ts'
import { BlockLedger } from './ledger.ts'
import { manifestLines } from './manifest.ts'
import { rateSentence } from './rate.ts'
import { asNoSpace, writeAll } from './write-all.ts'

const grain = 64 * 1024
const mib = 1024 * 1024
const hash = (fill: number) => new Uint8Array(32).fill(fill)

test('a ledger takes each grain once and knows what each block hashed to', () => {
  const ledger = new BlockLedger(10 * mib, grain)
  expect([ledger.claim(0), ledger.claim(0), ledger.claim(5 * mib)]).toEqual([true, false, true])
  ledger.touch(0)
  ledger.record(0, hash(1))
  ledger.touch(5)
  ledger.touch(5)
  ledger.record(5, hash(2))
  expect([ledger.stateOf(0), ledger.stateOf(1), ledger.stateOf(5), ledger.grains, ledger.seen(80)]).toEqual([
    hash(1),
    'untouched',
    'patched',
    2,
    true,
  ])
  ledger.settle(5, undefined)
  expect([...ledger.touched()]).toEqual([
    { block: 0, state: hash(1) },
    { block: 5, state: 'zero' },
  ])
})

test('a ledger of 62 TiB costs nothing until something is in it', () => {
  const before = process.memoryUsage().arrayBuffers
  const ledger = new BlockLedger(62 * 1024 ** 4, grain)
  ledger.claim(61 * 1024 ** 4)
  ledger.touch(61 * 1024 ** 2)
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(mib)
  expect(ledger.lengthOf(0)).toBe(mib)
})

test('a journal is read back as it was written, and a damaged one is not believed', () => {
  const piece = fc.record({
    diskOffsetBytes: fc.nat(1_000_000).map((n) => n * grain),
    diskLengthBytes: fc.constant(grain),
    storedBytes: fc.nat(100_000),
    encoding: fc.constantFrom('zlib' as const, 'plain' as const),
    zero: fc.boolean(),
  })
  const block = fc.record({
    block: fc.nat(60_000_000),
    hash: fc.option(fc.uint8Array({ minLength: 32, maxLength: 32 }), { nil: undefined }),
  })
  const frame = fc.record({
    pieces: fc.array(piece, { maxLength: 20 }),
    blocks: fc.array(block, { maxLength: 5 }),
    settled: fc.boolean(),
  })
  fc.assert(
    fc.property(fc.array(frame, { maxLength: 4 }), fc.nat(), (frames, at) => {
      const bytes = new Uint8Array(Buffer.concat(frames.map(encodeFrame)))
      expect(decodeFrames(bytes)).toEqual(frames)
      if (bytes.length === 0) return
      const position = at % bytes.length
      bytes[position] = (bytes[position] ?? 0) ^ 1
      expect(decodeFrames(bytes)).toBeUndefined()
      expect(decodeFrames(bytes.subarray(0, bytes.length - 1))).toBeUndefined()
    }),
    { numRuns: 50 },
  )
})

test('replaying a journal places the same pieces again and refuses a grain twice', () => {
  const placed: PlacedPiece[] = []
  const forgotten: PlacedPiece[] = []
  const layout: DiskLayout = {
    format: 'raw',
    begin: async () => {},
    place: (piece) => {
      placed.push(piece)
      return { fileOffsetBytes: piece.diskOffsetBytes, stored: 'decoded' }
    },
    forget: (piece) => void forgotten.push(piece),
    extents: () => [],
    finish: async () => {},
  }
  const piece = { diskOffsetBytes: grain, diskLengthBytes: grain, storedBytes: 99, encoding: 'zlib' as const }
  const zero = { ...piece, diskOffsetBytes: 2 * mib }
  const frame = {
    pieces: [
      { ...piece, zero: false },
      { ...zero, zero: true },
    ],
    blocks: [{ block: 0, hash: hash(7) }],
    settled: false,
  }
  const ledger = new BlockLedger(10 * mib, grain)
  expect(replayFrame(frame, ledger, layout)).toBe(true)
  expect([placed.length, forgotten.length, ledger.stateOf(0), ledger.stateOf(2)]).toEqual([
    2,
    1,
    hash(7),
    'zero',
  ])
  expect(replayFrame(frame, ledger, layout)).toBe(false)
})

test('short writes are continued; a full disk is told with the offset reached', async () => {
  const wrote: [number, number][] = []
  await writeAll(
    async (bytes, at) => {
      wrote.push([at, bytes.length])
      return Math.min(3, bytes.length)
    },
    new Uint8Array(8),
    100,
    'kiosk.raw',
  )
  expect(wrote).toEqual([
    [100, 8],
    [103, 5],
    [106, 2],
  ])
  const full = async (_: Uint8Array, at: number) => {
    if (at >= 4) throw Object.assign(new Error('no'), { code: 'ENOSPC' })
    return 4
  }
  await expect(writeAll(full, new Uint8Array(8), 0, 'kiosk.raw')).rejects.toThrow(
    'There is no room left to write kiosk.raw: the file system is full (ENOSPC) at offset 4. The unfinished file was removed.',
  )
  await expect(writeAll(async () => 0, new Uint8Array(8), 12, 'kiosk.raw')).rejects.toThrow(
    'a write of nothing at offset 12',
  )
  const other = new Error('EIO')
  expect(asNoSpace(other, 'kiosk.raw', 0)).toBe(other)
})

test('a checkpoint is saved only after output and journal are flushed, for the finished front alone', async () => {
  const order: string[] = []
  const checkpoints = new Checkpoints(
    {
      write: async () => {},
      truncate: async () => {},
      sync: async () => void order.push('output flushed'),
      close: async () => {},
    },
    {
      bytes: 40,
      append: async (frames) => void order.push(`journal +${frames.length}`),
      close: async () => {},
    },
    0,
    async (mark) => void order.push(`saved ${mark.position}, ${mark.writtenBytes} written`),
  )
  const first = checkpoints.add(100, 10)
  const second = checkpoints.add(200, 10)
  second.done(new Uint8Array(1), 5)
  await checkpoints.room()
  expect(order).toEqual([])
  first.done(new Uint8Array(1), 7)
  await checkpoints.drain()
  expect(order).toEqual(['output flushed', 'journal +2', 'saved 200, 12 written'])
  checkpoints.add(300, 10)
  checkpoints.fail(new Error('a worker broke'))
  await expect(checkpoints.drain()).rejects.toThrow('a worker broke')
})

test('the reader waits when it is 48 MiB ahead of the last checkpoint', async () => {
  let save = (): void => {}
  const saved = new Promise<void>((resolve) => {
    save = resolve
  })
  const file = {
    write: async () => {},
    truncate: async () => {},
    sync: async () => {},
    close: async () => {},
  }
  const checkpoints = new Checkpoints(
    file,
    { bytes: 0, append: async () => {}, close: async () => {} },
    0,
    () => saved,
  )
  checkpoints.add(49 * mib, 49 * mib).done(new Uint8Array(), 0)
  let waited = true
  const room = checkpoints.room().then(() => {
    waited = false
  })
  await new Promise((resolve) => setTimeout(resolve, 20))
  expect(waited).toBe(true)
  save()
  await room
  expect(waited).toBe(false)
})

test('a manifest lists the blocks that hold something, and its root depends on them alone', () => {
  const ledger = new BlockLedger(3 * mib, grain)
  for (const block of [0, 1, 2]) ledger.touch(block)
  ledger.record(0, hash(1))
  ledger.record(2, hash(2))
  const source = {
    file: 'a.vmdk',
    format: 'streamOptimized',
    bytes: 9,
    sha256: 'ab',
    checkedAgainstManifest: true,
  }
  const head = {
    file: 'a.raw',
    imageFormat: 'raw',
    virtualBytes: 3 * mib,
    sizeBytes: 3 * mib,
    sha256: 'cd',
    source,
  }
  const written = JSON.parse([...manifestLines(head, ledger)].join(''))
  expect(written).toEqual({
    format: 'causeway-disk-manifest/1',
    ...head,
    blockBytes: mib,
    root: expect.stringMatching(/^[0-9a-f]{64}$/),
    blocks: [
      [0, '01'.repeat(32)],
      [2, '02'.repeat(32)],
    ],
  })
  const empty = JSON.parse([...manifestLines(head, new BlockLedger(mib, grain))].join(''))
  expect(empty.blocks).toEqual([])
})

test('progress says how fast it goes and how long it takes', () => {
  expect(rateSentence('a.raw', 45 * mib, 90 * mib, 15 * mib)).toBe(
    'a.raw: 50 % of 90 MiB, 15 MiB/s, 3 s left',
  )
  expect(rateSentence('a.raw', 0, 900_000 * mib, 100 * mib)).toBe(
    'a.raw: 0 % of 900,000 MiB, 100 MiB/s, 2.5 h left',
  )
  expect(silentProgress().signal.aborted).toBe(false)
})
