import { expect, test } from 'vitest'
import { memoryReader } from '../../lib/byte-reader.ts'
import { describeDisk } from './describe.ts'

const describe = (bytes: Uint8Array) => describeDisk(memoryReader('pump.vmdk', bytes))
const words = (parent: string, encoding = '') =>
  `# Disk DescriptorFile\nversion=1\n${encoding}CID=1\nparentCID=2\ncreateType="vmfsSparse"\nparentFileNameHint="${parent}"\nRW 2048 VMFSSPARSE "pump-000001-delta.vmdk"\n`

test('the name of a parent has its letters in each encoding that a disk may name', async () => {
  const utf8 = await describe(Buffer.from(words('Schleuse-Süd.vmdk', 'encoding="UTF-8"\n')))
  const western = await describe(
    Buffer.from(words('Schleuse-Süd.vmdk', 'encoding="windows-1252"\n'), 'latin1'),
  )
  const unnamed = await describe(Buffer.from(words('Schleuse-Süd.vmdk'), 'latin1'))
  const japanese = await describe(
    Buffer.concat([
      Buffer.from('encoding="windows-932"\n'),
      ...words('@', '')
        .split('@')
        .flatMap((part, at) => [
          ...(at === 0 ? [] : [Buffer.from([0x83, 0x7c, 0x83, 0x93, 0x83, 0x76])]),
          Buffer.from(part),
        ]),
    ]),
  )
  expect([utf8, western, unnamed, japanese].map(({ parentHint }) => parentHint)).toEqual([
    'Schleuse-Süd.vmdk',
    'Schleuse-Süd.vmdk',
    'Schleuse-Süd.vmdk',
    'ポンプ',
  ])
})

test('a disk of partitions counts all its stretches, those of nothing too', async () => {
  const text =
    '# Disk DescriptorFile\ncreateType="partitionedDevice"\nRW 63 FLAT "pump-pt.vmdk" 0\nRW\t1985 ZERO\nRD 2048 FLAT "/dev/sda" 63 partitionUUID abc\n'
  expect(await describe(Buffer.from(text))).toMatchObject({
    createType: 'partitionedDevice',
    virtualBytes: 4096 * 512,
  })
})
