import { expect, test } from 'vitest'
import { memoryReader } from '../../lib/byte-reader.ts'
import type { DiskBatch } from '../../ports/disk.ts'
import { parseDescriptor } from './descriptor.ts'
import { parseHeader, writeHeader } from './header.ts'
import { openDisk, readHead } from './read.ts'
import { writeStreamOptimized } from './write.ts'

const mib = 1024 * 1024
const grain = 64 * 1024

/** A disk whose grain n is filled with n + 1, for the grains listed. */
function disk(virtualBytes: number, grains: readonly number[]): Uint8Array {
  const source = {
    virtualBytes,
    grain: (at: number, length: number) =>
      grains.includes(at / grain) ? new Uint8Array(length).fill(at / grain + 1) : undefined,
  }
  return new Uint8Array(
    Buffer.concat([...writeStreamOptimized(source, { file: 'kiosk.vmdk', contentId: '1234abcd' })]),
  )
}

async function batchesOf(bytes: Uint8Array, from = 0): Promise<DiskBatch[]> {
  const source = await openDisk(memoryReader('kiosk.vmdk', bytes))
  const batches: DiskBatch[] = []
  for await (const batch of source.batches({ from, takeBuffer: () => new ArrayBuffer(source.bufferBytes) }))
    batches.push(batch)
  return batches
}

test('the first bytes of a VMware export, as they stand in a file', () => {
  const header = parseHeader(disk(3 * mib, [0]).subarray(0, 512), 0, 'kiosk.vmdk')
  expect(header).toEqual({
    version: 3,
    flags: 0x30001,
    capacitySectors: 6144,
    grainSectors: 128,
    descriptorOffsetSectors: 1,
    descriptorSectors: 20,
    tableEntries: 512,
    directorySectors: undefined,
    overheadSectors: 128,
    compressed: true,
    markers: true,
    zeroedGrains: false,
  })
  expect(Buffer.from(writeHeader(header).subarray(0, 80)).toString('hex')).toBe(
    '4b444d56' +
      '03000000' +
      '01000300' +
      '0018000000000000' +
      '8000000000000000' +
      '0100000000000000' +
      '1400000000000000' +
      '00020000' +
      '0000000000000000' +
      'ffffffffffffffff' +
      '8000000000000000' +
      '00' +
      '0a200d0a' +
      '0100' +
      '00',
  )
})

test('grains carry their place on the disk and in the file', async () => {
  const batches = await batchesOf(disk(40 * mib, [0, 1, 600]))
  const pieces = batches.flatMap((batch) => batch.pieces)
  expect(
    pieces.map((piece) => [piece.diskOffsetBytes, piece.diskLengthBytes, piece.inputOffsetBytes]),
  ).toEqual([
    [0, grain, 65_536 + 12],
    [grain, grain, 65_536 + 512 + 12],
    // Behind the first grain table: its marker and four sectors.
    [600 * grain, grain, 65_536 + 1024 + 512 + 2048 + 12],
  ])
  expect(batches.at(-1)?.nextOffset).toBe(disk(40 * mib, [0, 1, 600]).length)
})

test('a read that begins at the end of a batch sees exactly the rest', async () => {
  const grains = Array.from({ length: 512 }, (_, index) => index)
  const source = {
    virtualBytes: 32 * mib,
    grain: (at: number, length: number) => new Uint8Array(length).fill(1 + ((at / grain) % 255)),
  }
  const bytes = new Uint8Array(
    Buffer.concat([...writeStreamOptimized(source, { file: 'kiosk.vmdk', level: 0 })]),
  )
  const all = await batchesOf(bytes)
  expect(all.length).toBeGreaterThan(5)
  expect(all.flatMap((batch) => batch.pieces.map((piece) => piece.diskOffsetBytes / grain))).toEqual(grains)
  // Batches end where a block of 1 MiB ends, so that it is hashed from memory.
  expect(
    all.slice(0, -1).every((batch) => ((batch.pieces.at(-1)?.diskOffsetBytes ?? 0) + grain) % mib === 0),
  ).toBe(true)
  for (const [index, batch] of all.entries()) {
    const rest = await batchesOf(bytes, batch.nextOffset)
    const expected = all
      .slice(index + 1)
      .flatMap((later) => later.pieces.map((piece) => piece.inputOffsetBytes))
    expect(rest.flatMap((later) => later.pieces.map((piece) => piece.inputOffsetBytes))).toEqual(expected)
  }
})

test('a descriptor with CRLF, any letter case and quotes is read', () => {
  expect(
    parseDescriptor(
      'version=1\r\nCID=0a\r\nParentCID=FFFFFFFF\r\ncreateType="streamOptimized"\r\nRW 6144 SPARSE "k.vmdk"\r\nddb.adapterType = "lsilogic"\r\n\0junk=1',
    ),
  ).toEqual({
    createType: 'streamOptimized',
    contentId: '0a',
    parentContentId: 'ffffffff',
    parentHint: undefined,
    extents: [{ access: 'RW', sectors: 6144, type: 'SPARSE', file: 'k.vmdk' }],
    database: { adaptertype: 'lsilogic' },
  })
})

/** The same disk with some bytes changed. */
function with_(change: (bytes: Uint8Array, view: DataView) => void): Uint8Array {
  const bytes = disk(3 * mib, [0, 7])
  change(bytes, new DataView(bytes.buffer))
  return bytes
}

function withText(from: string, to: string): Uint8Array {
  return with_((bytes) => {
    const text = Buffer.from(bytes.buffer, 512, 20 * 512)
    const changed = text.toString('latin1').replace(from, to).slice(0, text.length)
    text.write(changed, 'latin1')
  })
}

test.each<readonly [string, Uint8Array, string]>([
  ['no VMDK at all', with_((bytes) => bytes.fill(0, 0, 4)), 'at offset 0 there is the first bytes 00000000'],
  [
    'a version from the future',
    with_((_, view) => view.setUint32(4, 9, true)),
    'at offset 4 the disk image has version 9',
  ],
  [
    'line ends that a transfer changed',
    with_((bytes) => bytes.fill(0x20, 73, 77)),
    'at offset 73 there is line ends 20202020',
  ],
  [
    'a claim of 100 TB',
    with_((_, view) => view.setBigUint64(12, BigInt(100e12 / 512), true)),
    'at offset 12 the disk image has a capacity of 100000000000000 bytes',
  ],
  [
    'a grain of 4 GiB',
    with_((_, view) => view.setBigUint64(20, 0x80_0000n, true)),
    'at offset 20 the disk image has a grain of 8388608 sectors',
  ],
  ['a grain of 100 sectors', with_((_, view) => view.setBigUint64(20, 100n, true)), 'a grain of 100 sectors'],
  [
    'another compression',
    with_((_, view) => view.setUint16(77, 7, true)),
    'at offset 77 the disk image has compression 7',
  ],
  [
    'huge grain tables',
    with_((_, view) => view.setUint32(44, 0xffff_ffff, true)),
    '4294967295 entries in a grain table',
  ],
  [
    'a descriptor of 2 GiB',
    with_((_, view) => view.setBigUint64(36, 0x40_0000n, true)),
    'at offset 28 the disk image has a descriptor of 2147483648 bytes',
  ],
  [
    'a parent',
    withText('ddb.virtualHWVersion = "19"', 'parentFileNameHint="/etc/pa"'),
    'the parent "/etc/pa"',
  ],
  ['a parent by content id', withText('parentCID=ffffffff', 'parentCID=deadbeef'), 'the parent "deadbeef"'],
  [
    'a flat extent of a host file',
    withText('RW 6144 SPARSE "kiosk.vmdk"', 'RW 6144 FLAT "/etc/hosts"  '),
    'an extent RW FLAT',
  ],
  [
    'an extent in another folder',
    withText('"kiosk.vmdk"', '"../x.vmdk"'),
    'an extent in the file "../x.vmdk"',
  ],
  [
    'a type of several files',
    withText('createType="streamOptimized"', 'createType="monolithicFlat" '),
    'the type "monolithicFlat"',
  ],
  ['an extent that is smaller', withText('RW 6144', 'RW 6143'), 'an extent of 6143 sectors'],
])('a disk with %s is refused with the offset', async (_, bytes, sentence) => {
  await expect(readHead(memoryReader('kiosk.vmdk', bytes))).rejects.toThrow(sentence)
})

test('a text descriptor is refused before any name in it is looked at', async () => {
  const text = new TextEncoder().encode(
    '# Disk DescriptorFile\nversion=1\ncreateType="monolithicFlat"\nRW 1 FLAT "/etc/passwd" 0\n',
  )
  await expect(readHead(memoryReader('leak.vmdk', text))).rejects.toThrow(
    'leak.vmdk: at offset 0 the disk image has a text descriptor, which names other files',
  )
})

test('every truncation of a disk is noticed, and says where the file ends', async () => {
  const bytes = disk(3 * mib, [0, 7, 9])
  for (let length = 0; length < bytes.length; length += 256) {
    const cut = memoryReader('kiosk.vmdk', bytes.subarray(0, length))
    await expect(openDisk(cut), `cut to ${length}`).rejects.toThrow(/kiosk\.vmdk: at offset \d+/)
  }
})

test('the capacity that the descriptor outside claims must be the disk’s', async () => {
  const reader = memoryReader('kiosk.vmdk', disk(3 * mib, [0]))
  await expect(openDisk(reader, { virtualBytes: 4 * mib, descriptor: 'kiosk.ovf' })).rejects.toThrow(
    'kiosk.vmdk: at offset 12 the disk says it holds 3145728 bytes; the descriptor kiosk.ovf says 4194304 bytes.',
  )
})

/** Offset of the first grain's marker, and of the grain's bytes. */
const marker = 65_536

test.each<readonly [string, Uint8Array, RegExp]>([
  [
    'a grain beyond the capacity',
    with_((_, view) => view.setBigUint64(marker, 6144n, true)),
    /at offset 65536 there is a grain for sector 6144/,
  ],
  [
    'a grain between two grains',
    with_((_, view) => view.setBigUint64(marker, 5n, true)),
    /at offset 65536 there is a grain for sector 5/,
  ],
  [
    'a stored grain of 4 GiB',
    with_((_, view) => view.setUint32(marker + 8, 0xffff_ffff, true)),
    /at offset 65544 there is a stored grain of 4294967295 bytes/,
  ],
  [
    'a marker of an unknown kind',
    with_((bytes) => bytes.set([1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 9, 0, 0, 0], marker)),
    /at offset 65548 there is a marker of type 9/,
  ],
])('a stream with %s is refused with the offset', async (_, bytes, sentence) => {
  await expect(batchesOf(bytes)).rejects.toThrow(sentence)
})
