import fc from 'fast-check'
import { expect, test } from 'vitest'
import { FormatError } from '../../lib/format-error.ts'
import { entryBytes, memorySource, readZip, type ZipLimits } from './read.ts'
import { writeZip } from './write.ts'

const text = (value: string): Uint8Array => Buffer.from(value, 'utf8')

async function unpack(bytes: Uint8Array, limits: Partial<ZipLimits> = {}): Promise<Record<string, string>> {
  const zip = await readZip(memorySource(bytes), limits)
  const files: Record<string, string> = {}
  for (const entry of zip.entries.values()) {
    files[entry.name] = Buffer.from(await entryBytes(zip, entry, 2 ** 30)).toString('utf8')
  }
  return files
}

async function refusal(bytes: Uint8Array, limits: Partial<ZipLimits> = {}): Promise<string> {
  try {
    await unpack(bytes, limits)
  } catch (error) {
    expect(error).toBeInstanceOf(FormatError)
    return error instanceof Error ? error.message : ''
  }
  throw new Error('it was accepted')
}

/** Rewrites the single entry of an archive the way other writers do: sizes behind the data, or in ZIP64 fields. */
function rewritten(bytes: Uint8Array, form: 'descriptor' | 'zip64'): Uint8Array {
  const old = Buffer.from(bytes)
  const endAt = old.length - 22
  const directoryAt = old.readUInt32LE(endAt + 16)
  const local = Buffer.from(old.subarray(0, directoryAt))
  const central = Buffer.from(old.subarray(directoryAt, endAt))
  if (form === 'descriptor') {
    local.writeUInt16LE(0x0808, 6)
    for (const field of [14, 18, 22]) local.writeUInt32LE(0, field)
    const descriptor = Buffer.concat([Buffer.from('504b0708', 'hex'), central.subarray(16, 28)])
    const end = Buffer.from(old.subarray(endAt))
    end.writeUInt32LE(local.length + descriptor.length, 16)
    return Buffer.concat([local, descriptor, central, end])
  }
  const extra = Buffer.alloc(28)
  extra.writeUInt16LE(1, 0)
  extra.writeUInt16LE(24, 2)
  extra.writeBigUInt64LE(BigInt(central.readUInt32LE(24)), 4)
  extra.writeBigUInt64LE(BigInt(central.readUInt32LE(20)), 12)
  for (const field of [20, 24, 42]) central.writeUInt32LE(0xffff_ffff, field)
  central.writeUInt16LE(28, 30)
  const record = Buffer.alloc(56)
  record.writeUInt32LE(0x0606_4b50, 0)
  record.writeBigUInt64LE(44n, 4)
  record.writeBigUInt64LE(1n, 24)
  record.writeBigUInt64LE(1n, 32)
  record.writeBigUInt64LE(BigInt(central.length + 28), 40)
  record.writeBigUInt64LE(BigInt(directoryAt), 48)
  const locator = Buffer.alloc(20)
  locator.writeUInt32LE(0x0706_4b50, 0)
  locator.writeBigUInt64LE(BigInt(directoryAt + central.length + 28), 8)
  locator.writeUInt32LE(1, 16)
  const end = Buffer.from(old.subarray(endAt))
  end.fill(0xff, 8, 20)
  return Buffer.concat([local, central, extra, record, locator, end])
}

test('any files come back from the archive as they went in', async () => {
  const file = fc.record({
    name: fc.stringMatching(/^[a-z0-9/ é.]{1,12}[a-z]$/),
    data: fc.uint8Array({ maxLength: 2000 }),
  })
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(file, { selector: (one) => one.name, maxLength: 5 }),
      fc.boolean(),
      async (files, stored) => {
        const kept = files.filter(({ name }) => !name.startsWith('/') && !/(^|\/)\.\.(\/|$)/.test(name))
        const bytes = writeZip(kept.map((one) => ({ ...one, method: stored ? 'store' : 'deflate' })))
        const zip = await readZip(memorySource(bytes))
        const back = []
        for (const entry of zip.entries.values()) {
          back.push({ name: entry.name, data: new Uint8Array(await entryBytes(zip, entry, 2000)) })
        }
        expect(back).toEqual(kept)
      },
    ),
    { numRuns: 50 },
  )
})

test('an archive is the same bytes on every day', () => {
  const make = () => writeZip([{ name: 'a', data: text('hello') }])
  expect(Buffer.from(make()).equals(Buffer.from(make()))).toBe(true)
})

test.each(['descriptor', 'zip64'] as const)('an archive with %s sizes is read', async (form) => {
  const bytes = rewritten(writeZip([{ name: 'a.xml', data: text('<a/>'.repeat(50)) }]), form)
  expect(await unpack(bytes)).toEqual({ 'a.xml': '<a/>'.repeat(50) })
})

test('a comment at the end and bytes that look like an end in it do not mislead', async () => {
  const bytes = Buffer.from(writeZip([{ name: 'a', data: text('x') }]))
  bytes.writeUInt16LE(4, bytes.length - 2)
  expect(await unpack(Buffer.concat([bytes, Buffer.from('504b0506', 'hex')]))).toEqual({ a: 'x' })
})

test('a bomb is refused before a byte of it is inflated', async () => {
  const bomb = writeZip([{ name: 'sheet.xml', data: new Uint8Array(16 * 2 ** 20) }])
  expect(await refusal(bomb)).toMatch(
    /^zip: found a compression ratio of \d+, expected at most 100 \(a zip bomb\?\) at "sheet\.xml"$/,
  )
})

test('small and large entries come back, deflated and stored', async () => {
  const large = Buffer.from(Array.from({ length: 200_000 }, (_, at) => (at * at) % 251))
  const parts = [10, 60_000, 70_000, 200_000].flatMap((length) =>
    (['store', 'deflate'] as const).map((method) => ({ name: `${method}-${length}`, method, length })),
  )
  const zip = await readZip(
    memorySource(writeZip(parts.map((part) => ({ ...part, data: large.subarray(0, part.length) })))),
  )
  for (const { name, length } of parts) {
    const entry = zip.entries.get(name)
    if (entry === undefined) throw new Error(`${name} is not there`)
    expect(Buffer.from(await entryBytes(zip, entry, length)).equals(large.subarray(0, length))).toBe(true)
  }
})

// Up to 256 KiB are inflated at once, more in a stream.
test.each([1000, 300_000])(
  'an entry that lies about its %i bytes is refused when it goes beyond',
  async (said) => {
    const lying = Buffer.from(writeZip([{ name: 'a', data: new Uint8Array(4 * 2 ** 20) }]))
    lying.writeUInt32LE(said, lying.length - 22 - 47 + 24)
    expect(await refusal(lying)).toBe(
      `zip: found more than ${said} bytes, expected the declared size at "a", offset 0`,
    )
  },
)

test('limits on entries, entry size and total size hold', async () => {
  const bytes = writeZip([
    { name: 'a', data: text('12345') },
    { name: 'b', data: text('12345') },
  ])
  expect(await refusal(bytes, { entries: 1 })).toBe('zip: found 2 entries, expected at most 1')
  expect(await refusal(bytes, { entryBytes: 4 })).toBe(
    'zip: found 5 bytes, expected at most 4 per entry at "a"',
  )
  expect(await refusal(bytes, { totalBytes: 9 })).toBe('zip: found 10 bytes in all, expected at most 9')
})

test.each(['../up', 'a/../../b', '/etc/passwd', 'C:\\x', 'a\\..\\b', 'a\u0000b'])(
  'the name %j is refused',
  async (name) => {
    expect(await refusal(writeZip([{ name, data: text('x') }]))).toContain(
      'a name that leads out of the archive',
    )
  },
)

test('two entries of one name, overlapping entries and passwords are refused', async () => {
  expect(
    await refusal(
      writeZip([
        { name: 'a', data: text('x') },
        { name: 'a', data: text('y') },
      ]),
    ),
  ).toContain('two entries of one name')
  const overlap = Buffer.from(
    writeZip([
      { name: 'a', data: text('x'), method: 'store' },
      { name: 'b', data: text('y'), method: 'store' },
    ]),
  )
  const second = overlap.length - 22 - 47
  overlap.writeUInt32LE(0, second + 42)
  expect(await refusal(overlap)).toContain('an entry that overlaps the next')
  const locked = Buffer.from(writeZip([{ name: 'a', data: text('x') }]))
  locked.writeUInt16LE(1, locked.length - 22 - 47 + 8)
  expect(await refusal(locked)).toContain('an encrypted entry')
})

test('broken bytes are named: no archive, cut off, changed, old workbook', async () => {
  const good = Buffer.from(writeZip([{ name: 'a', data: text('hello'), method: 'store' }]))
  expect(await refusal(text('VM,Powerstate'))).toContain('found a file that starts with')
  expect(await refusal(new Uint8Array())).toContain('found an empty file')
  expect(await refusal(good.subarray(0, good.length - 30))).toContain('found a ZIP archive without an end')
  expect(await refusal(Buffer.from('d0cf11e0a1b11ae1', 'hex'))).toContain('workbook with a password')
  const changed = Buffer.from(good)
  changed.writeUInt8(0x48, 31)
  expect(await refusal(changed)).toContain('checksum')
})

test('random damage ends in a FormatError or in the original bytes, never in another error', async () => {
  const good = Buffer.from(
    writeZip([
      { name: 'a.xml', data: text('<a>hello</a>'.repeat(40)) },
      { name: 'b', data: text('b') },
    ]),
  )
  await fc.assert(
    fc.asyncProperty(fc.nat(good.length - 1), fc.integer({ min: 1, max: 255 }), async (at, flip) => {
      const damaged = Buffer.from(good)
      damaged.writeUInt8((damaged[at] ?? 0) ^ flip, at)
      try {
        await unpack(damaged)
      } catch (error) {
        expect(error).toBeInstanceOf(FormatError)
      }
    }),
    { numRuns: 150 },
  )
})
