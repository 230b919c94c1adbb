import { expect, test } from 'vitest'
import { formatSpan } from '../../lib/ip.ts'
import { columnOf, literalLines } from './literal/lines.ts'
import { literalsIn, spanOfLiteral } from './literals.ts'

const names = {
  hostNames: new Set(['till', 'till-01', 'till-01.corner.example', 'db_7']),
  domains: new Set(['corner.example']),
  hardwareAddresses: new Set(['a8:20:66:20:15:31']),
}

/** `column strength span-or-host`, one for each literal. */
function told(line: string): string {
  return literalsIn(line, names)
    .map((literal) => {
      const { column, strength, host } = literal
      const span = spanOfLiteral(literal)
      return `${column} ${strength} ${span ? formatSpan(span) : (host ?? '*')}`
    })
    .join(', ')
}

test.each([
  ['10.0.0.5', '1 exact 10.0.0.5'],
  ['a=10.0.0.5,10.0.0.6;', '3 exact 10.0.0.5, 12 exact 10.0.0.6'],
  ['to 10.0.0.5.', '4 exact 10.0.0.5'],
  ['ssh -v 10.0.0.5', '8 exact 10.0.0.5'],
  ['node_id=10.0.0.5', '9 exact 10.0.0.5'],
  ['(10.0.0.5:8443)', '2 exact 10.0.0.5'],
  ['http://10.0.0.5/24', '8 exact 10.0.0.5'],
  ['10.0.0.0/24', '1 subnet 10.0.0.0/24'],
  ['from 10.0.0.1 to 10.9.0.0/16', '6 exact 10.0.0.1, 18 subnet 10.9.0.0/16'],
  ['ethernet 00:50:56:20:15:31;', '10 name 00:50:56:20:15:31'],
  ['00-0C-29-20-15-3A', '1 name 00:0c:29:20:15:3a'],
  ['mac-address 0050.5620.15af.', '13 name 00:50:56:20:15:af'],
  ['000c.2920.1531 001c.1420.1531', '1 name 00:0c:29:20:15:31, 16 name 00:1c:14:20:15:31'],
  ['pxelinux.cfg/01-00-50-56-20-15-31', '17 name 00:50:56:20:15:31'],
  ['a8:20:66:20:15:31 10.0.0.5', '1 name a8:20:66:20:15:31, 19 exact 10.0.0.5'],
  ['10.0.0.0/255.255.255.0', '1 subnet 10.0.0.0/24'],
  ['10.0.0.5/24', '1 exact 10.0.0.5, 1 subnet 10.0.0.0/24'],
  ['10.0.0.5/32', '1 exact 10.0.0.5'],
  ['10.0.0.0 255.255.255.0', '1 subnet 10.0.0.0/24'],
  ['10.0.0.0               255.255.255.0           md5', '1 subnet 10.0.0.0/24'],
  ['10.0.0.0 netmask 255.255.0.0', '1 subnet 10.0.0.0/16'],
  ['10.0.0.0 0.0.0.255', '1 subnet 10.0.0.0/24'],
  ['10.0.0.5 255.255.255.0', '1 exact 10.0.0.5'],
  ['10.0.0.5-9', '1 range 10.0.0.5-10.0.0.9'],
  ['10.0.0.5-10.0.1.9', '1 range 10.0.0.5-10.0.1.9'],
  ['10.0.0.5 – 10.0.1.9', '1 range 10.0.0.5-10.0.1.9'],
  ['10.0.0.5 to 10.0.1.9', '1 range 10.0.0.5-10.0.1.9'],
  ['10.0.0.5..10.0.1.9', '1 range 10.0.0.5-10.0.1.9'],
  ["'shop'@'10.20.%'", '9 subnet 10.20.0.0/16'],
  ["'shop'@'10.%'", '9 subnet 10.0.0.0/8'],
  ['10.20.30.*', '1 subnet 10.20.30.0/24'],
  ['10.20.*.*', '1 subnet 10.20.0.0/16'],
  ['0.0.0.0/0', '1 any *'],
  ['2001:db8::1', '1 exact 2001:db8::1'],
  ['[2001:db8::1]:443', '2 exact 2001:db8::1'],
  ['2001:db8:1:2:3:4:5:6', '1 exact 2001:db8:1:2:3:4:5:6'],
  ['20fa:a:a:a:a:a:a:a', '1 exact 20fa:a:a:a:a:a:a:a'],
  ['fd00::/8', '1 subnet fd00::/8'],
  ['2001:db8::1/64', '1 exact 2001:db8::1, 1 subnet 2001:db8::/64'],
  ['2001:db8::1-2001:db8::9', '1 range 2001:db8::1-2001:db8::9'],
  ['::ffff:10.0.0.5', '8 exact 10.0.0.5'],
  ['TILL-01.corner.example.', '1 name till-01.corner.example'],
  ['other.corner.example', '1 name other.corner.example'],
  ['till-01', '1 name till-01'],
  ['host=till', '6 name till'],
  ['db_7', '1 name db_7'],
  ['https://pay.elsewhere.example/v1', '9 name pay.elsewhere.example'],
])('%s', (line, found) => {
  expect(told(line)).toBe(found)
  // Wherever it stands: every second byte is looked at.
  expect(literalsIn(` ${line}`, names).map(({ column }) => column - 1)).toEqual(
    literalsIn(line, names).map(({ column }) => column),
  )
})

test.each([
  'version 1.2.3.4',
  'app.version=10.2.0.1',
  '"Version": "10.2.0.1"',
  '<shop.version>10.2.0.1</shop.version>',
  '[assembly: AssemblyVersion("1.2.3.4")]',
  'v1.2.3.4',
  'build.number = "10.64.0.12"',
  'versionCode: 10.64.0.12',
  '>= ^1.2.3.4',
  'libs/shop-1.2.3.4/lib',
  'shop_1.2.3.4.exe',
  'shop/10.2.0.1-SNAPSHOT',
  'image: corner/shop:10.2.0.1',
  'Mozilla/5.0 Chrome/120.0.0.0 Safari/537.36',
  '/u01/app/oracle/product/19.3.0.0/dbhome_1',
  '1.3.6.1.4.1.311',
  '.1.3.6.1',
  '2026.11.02.1',
  '01.02.03.04',
  '10.0.0.256',
  '10.0.0',
  '1.2.3.4.5',
  'Section 4.1.2.3',
  '§ 4.1.2.3',
  '### 4.1.2.3 Scope',
  '4.1.2.3 Scope of this review',
  'Sect. 4.1.2.3',
  '255.255.255.0',
  '127.0.0.1 and 224.0.0.1 and 169.254.1.1 and 0.0.0.0',
  '3c:ec:ef:20:15:31',
  '3c-ec-ef-20-15-31',
  '3cec.ef20.1531',
  '00:50:56:20:15:31:07 07:00:50:56:20:15:31 00:50:56:20:15 x00:50:56:20:15:31 00:50:56:20:15:311',
  '00-50-56-20:15:31 0050.5620-1531 00:50:56:20:15:3g 10050.5620.1531 0050.5620.1531.1',
  '20:00:00:25:b5:20:11:22',
  '2026-11-02T23:59:59',
  'fe80::1 ::1 ff02::1',
  'std::vector::add',
  'corner.example.jar',
  'com.corner.example.Main',
  'the till is open',
  '/till-01/x',
  'till-012 xtill-01',
  '10.5%',
  '1.2.*',
])('%s names nothing', (line) => {
  expect(told(line)).toBe('')
})

test('lines of a text, with columns as editors count them', () => {
  const text = `# äö\nx\n\u{1f600} 10.0.0.5 and till-01\n${'-'.repeat(70_000)}\n\n10.0.0.6\nlast 10.0.0.7`
  const bytes = new TextEncoder().encode(text)
  const found = [...literalLines(bytes, names)].map(
    ({ number, start, hits }) => `${number}: ${hits.map(({ at }) => columnOf(bytes, start, at)).join(' ')}`,
  )
  expect(found).toEqual(['3: 4 17', '6: 1', '7: 6'])
})

test.each(['10.0.0.5-', '1.', '10.0.0.1/', 'a:', '2001:', 'till-01.', '10.0.0.1 255.', '10.0.0.1 to '])(
  'a megabyte of %s is read in linear time',
  (piece) => {
    const started = performance.now()
    literalsIn(piece.repeat(1_000_000 / piece.length), names)
    expect(performance.now() - started).toBeLessThan(5000)
  },
)
