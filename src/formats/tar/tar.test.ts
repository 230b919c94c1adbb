import fc from 'fast-check'
import { expect, test } from 'vitest'
import { memoryReader, readBytes } from '../../lib/byte-reader.ts'
import { parseTarHeader } from './header.ts'
import { tarMembers } from './read.ts'
import { tarHeader, writeTar } from './write.ts'

async function membersOf(bytes: Uint8Array, limits?: Parameters<typeof tarMembers>[1]) {
  const found = []
  for await (const member of tarMembers(memoryReader('kiosk.ova', bytes), limits)) found.push(member)
  return found
}

const text = (value: string) => new TextEncoder().encode(value)

/** A member of any type, with its padding. */
function entry(name: string, type: string, bytes = new Uint8Array()): Uint8Array {
  const padded = new Uint8Array(Math.ceil(bytes.length / 512) * 512)
  padded.set(bytes)
  return Buffer.concat([tarHeader(name, bytes.length, type), padded])
}

test('members come with their place, in the order of the archive', async () => {
  const archive = writeTar([
    { name: 'kiosk.ovf', bytes: text('<Envelope/>') },
    { name: 'kiosk.vmdk', bytes: new Uint8Array(600) },
  ])
  expect(await membersOf(archive)).toEqual([
    { name: 'kiosk.ovf', offsetBytes: 512, sizeBytes: 11 },
    { name: 'kiosk.vmdk', offsetBytes: 1536, sizeBytes: 600 },
  ])
})

test('a disk above 8 GiB has a base-256 size', () => {
  const size = 9 * 1024 ** 3 + 5
  expect(parseTarHeader(tarHeader('big.vmdk', size), 0, 'kiosk.ova')).toEqual({
    name: 'big.vmdk',
    sizeBytes: size,
    type: '0',
    mode: 0o644,
  })
})

test('pax and GNU long names replace the short one', async () => {
  const long = `${'harbour-'.repeat(20)}disk.vmdk`
  const record = `path=${long}\n`
  const length = record.length + 4
  const archive = Buffer.concat([
    entry('PaxHeader', 'x', text(`${length} ${record}`)),
    entry('short.vmdk', '0', text('a')),
    entry('././@LongLink', 'L', text(`${long}2\0`)),
    entry('short2.vmdk', '0', text('b')),
    new Uint8Array(1024),
  ])
  expect((await membersOf(archive)).map((member) => member.name)).toEqual([long, `${long}2`])
})

test.each([
  ['a name that climbs out', entry('../../etc/cron.d/x', '0'), /member name "\.\.\/\.\.\/etc/],
  ['an absolute name', entry('/etc/passwd', '0'), /member name "\/etc\/passwd"/],
  ['a drive letter', entry('C:kiosk.vmdk', '0'), /member name "C:kiosk/],
  ['a symbolic link', entry('kiosk.vmdk', '2'), /a link "kiosk\.vmdk".*plain files only at offset 0/],
  ['a hard link', entry('kiosk.vmdk', '1'), /a link/],
  ['a device', entry('sda', '4'), /a device/],
  ['one name twice', Buffer.concat([entry('a', '0'), entry('a', '0')]), /a second member "a".*offset 512/],
])('an archive with %s is refused', async (_, archive, sentence) => {
  await expect(membersOf(archive)).rejects.toThrow(sentence)
})

test('an archive that is cut off, damaged or endless says where', async () => {
  const archive = writeTar([{ name: 'kiosk.vmdk', bytes: new Uint8Array(5000) }])
  await expect(membersOf(archive.subarray(0, 3000))).rejects.toThrow(
    'kiosk.ova: found the end of the file after 3000 bytes, expected a member of 5000 bytes from offset 512 on (is the file cut off?) at offset 3000',
  )
  const flipped = Uint8Array.from(archive)
  flipped[3] = 0x41
  await expect(membersOf(flipped)).rejects.toThrow(/a tar header with checksum \d+, expected \d+/)
  const many = Buffer.concat(Array.from({ length: 40 }, (_, index) => entry(`f${index}`, '0')))
  await expect(membersOf(many, { maxMembers: 10, maxHeaderBytes: 1000 })).rejects.toThrow(
    'more than 10 members',
  )
  await expect(
    membersOf(entry('p', 'x', new Uint8Array(2000)), { maxMembers: 10, maxHeaderBytes: 1000 }),
  ).rejects.toThrow('an extended header of 2000 bytes')
})

test('what is written is read back, and noise never hangs or leaks', async () => {
  const names = fc.uniqueArray(fc.stringMatching(/^[a-z][a-z0-9._-]{0,30}$/), { maxLength: 6 })
  const bytes = fc.uint8Array({ maxLength: 1500 })
  await fc.assert(
    fc.asyncProperty(names, fc.array(bytes, { minLength: 6, maxLength: 6 }), async (list, contents) => {
      const members = list.map((name, index) => ({ name, bytes: contents[index] ?? new Uint8Array() }))
      const archive = memoryReader('x.ova', writeTar(members))
      const back = []
      for await (const { name, offsetBytes, sizeBytes } of tarMembers(archive)) {
        back.push({ name, bytes: await readBytes(archive, offsetBytes, sizeBytes) })
      }
      expect(back).toEqual(members)
    }),
    { numRuns: 50 },
  )
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ minLength: 512, maxLength: 4096 }), async (noise) => {
      await membersOf(noise).catch((error: unknown) => expect(error).toBeInstanceOf(Error))
    }),
    { numRuns: 50 },
  )
})
