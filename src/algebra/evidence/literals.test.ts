import { expect, test } from 'vitest'
import { formatSpan, ipv4Key } from '../../lib/ip.ts'
import { columnOf, literalLines } from './literal/lines.ts'
import { literalsIn, spanOfLiteral } from './literals.ts'
import { processorMs } from '../../../tests/process-time.ts'

const names = {
  hostNames: new Set(['till', 'till-01', 'till-01.corner.example', 'db_7', 'till-03', 'db-b.corner.example']),
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
  ['allow = ^10\\.22\\.0\\.8$', '10 exact 10.22.0.8'],
  ['"10\\\\.22\\\\.0\\\\.8"', '2 exact 10.22.0.8'],
  ['/^10\\.22\\.0\\./', '3 subnet 10.22.0.0/24'],
  ['~ ^10\\.22\\.0\\.', '4 subnet 10.22.0.0/24'],
  ['\\b10\\.22\\.\\d+\\.\\d{1,3}\\b', '3 subnet 10.22.0.0/16'],
  ['(10\\.22\\.0\\.8|10\\.22\\.0\\.9)', '2 exact 10.22.0.8, 15 exact 10.22.0.9'],
  ['10\\.22\\.0\\.(?:1[0-9]|20)$', '1 subnet 10.22.0.0/24'],
  ['10\\.22\\.0\\.1\\d', '1 subnet 10.22.0.0/24'],
  ['10\\.[0-9]+\\.[0-9]+\\.[0-9]+', '1 subnet 10.0.0.0/8'],
  ['^10\\.22\\..*$', '2 subnet 10.22.0.0/16'],
  ['10[.]22[.]0[.]8', '1 exact 10.22.0.8'],
  ['10.0.0.[1:9]', '1 range 10.0.0.1-10.0.0.9'],
  ['10.0.0.[01:09:2] x', '1 range 10.0.0.1-10.0.0.9'],
  ['10.0.0.{1..9}:22', '1 range 10.0.0.1-10.0.0.9'],
  ['10.0.0.[0-9]+', '1 subnet 10.0.0.0/24'],
  ['till-[01:50]', '1 name till-01, 1 name till-03'],
  ['till-[01-50] ansible_user=x', '1 name till-01, 1 name till-03'],
  ['till-{01..50}', '1 name till-01, 1 name till-03'],
  ['DB-[a:c].corner.example:22', '1 name db-b.corner.example'],
  ['<add ipAddress="10.0.0.0" subnetMask="255.255.255.0"/>', '17 subnet 10.0.0.0/24'],
  ['<add ipAddress="10.0.0.0" allowed="true" subnetMask="255.255.0.0"/>', '17 subnet 10.0.0.0/16'],
  ['<ip>10.0.0.0</ip><netmask>255.255.255.0</netmask>', '5 subnet 10.0.0.0/24'],
  ['{"mask": "255.255.255.0", "network": "10.0.0.0"}', '39 subnet 10.0.0.0/24'],
  ['network=10.0.0.16, prefixLength=28', '9 subnet 10.0.0.16/28'],
  ['ip=10.0.0.5 netmask=255.255.255.0', '4 exact 10.0.0.5'],
  [
    '{"ip": "10.0.0.0"}, {"ip": "10.1.0.0", "mask": "255.255.0.0"}',
    '9 exact 10.0.0.0, 29 subnet 10.1.0.0/16',
  ],
  ['ip=10.0.0.0 gateway=10.1.0.1 mask=255.255.255.0', '4 exact 10.0.0.0, 21 exact 10.1.0.1'],
  ['deploy release 4.2.0.1 to 10.22.0.8', '27 exact 10.22.0.8'],
  ['the agent at Agent 10.1.2.3 and upgrade to 10.0.0.9', '20 exact 10.1.2.3, 44 exact 10.0.0.9'],
  ['docker run --add-host db:10.0.0.5 nginx', '26 exact 10.0.0.5'],
  ['image: 10.0.0.5:5000/shop/app:10.2.3.4', '8 exact 10.0.0.5'],
  ['connections from db:10.0.0.5', '21 exact 10.0.0.5'],
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
  '<bindingRedirect oldVersion="0.0.0.0-13.0.0.0" newVersion="13.0.0.0"/>',
  '<assemblyIdentity assemblyVersion="4.0.0.0"/>',
  'image: nginx:1.25.3.1',
  'FROM --platform=linux/amd64 nginx:10.25.3.1 AS base',
  'FROM registry.other.example:5000/shop/app:10.2.3.4',
  'docker pull repo/app:10.2.3.4',
  'podman pull -q nginx:10.2.3.4',
  'COPY --from=nginx:10.2.3.4 /x /x',
  'Pulling image "shop/app:10.2.3.4"',
  'we upgraded from 8.0.1.5 to 8.0.2.100',
  'upgrade to 8.0.2.100',
  'version 10\\.2\\.0\\.1',
  '1\\.3\\.6\\.1\\.4 and 127\\.0\\.0\\.1 and 8\\.0\\.22\\.10\\.in-addr',
  'x10\\.22\\.0\\.8 10\\.22\\.0\\.300 010\\.1\\.1\\.1',
  '10.0.0.[9:1] 10.0.0.[1:300] 10.0.0.[1,9] 10.0.0.[1:9]x',
  'till-[04:50] till-[x',
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

test('what may be a version is told and said to be unsure', () => {
  const unsure = [
    'Agent 10.1.2.3',
    'upgrade to 10.0.0.9',
    'updated the driver to 8.8.8.8',
    '^10\\.15\\.',
    'Server 10.0.0.1',
  ].map((line) => literalsIn(line).map((literal) => literal.unsure === true))
  expect(unsure).toEqual([[true], [true], [true], [true], [false]])
})

test.each([
  ['address: 10.0.0.0\nnetmask: 255.255.255.0', '1: 10.0.0.0/24'],
  ['  "ip": "10.0.0.0",\r\n  "subnetMask": "255.255.0.0"\r\n', '1: 10.0.0.0/16'],
  ['<ip>10.0.0.0</ip>\n<mask>255.255.255.0</mask>', '1: 10.0.0.0/24'],
  ['ADDRESS0=10.0.0.0\nNETMASK0=255.255.255.0\nGATEWAY0=10.0.1.1', '1: 10.0.0.0/24, 3: 10.0.1.1'],
  ['"netmask": "255.255.255.0",\n"network": "10.0.0.0"', '2: 10.0.0.0/24'],
  ['mask: 24\nip: 10.0.0.0\nmask: 16\nip: 10.1.0.0\nmask: 8', '2: 10.0.0.0/24, 4: 10.1.0.0/16'],
  ['ip: 10.0.0.0\nmask: 24\nip: 10.1.0.0\nmask: 16', '1: 10.0.0.0/24, 3: 10.1.0.0/16'],
  ['ip: 10.0.0.5\nmask: 255.255.255.0', '1: 10.0.0.5'],
  ['ip: 10.0.0.0\n\nmask: 255.255.255.0', '1: 10.0.0.0'],
  ['ip: 10.0.0.0 and more of it\nmask: 255.255.255.0', '1: 10.0.0.0'],
  ['ip: 10.0.0.0\nnetmask: 255.255.255.0 is meant', '1: 10.0.0.0'],
])('an address and a mask on two lines: %j', (text, expected) => {
  const found = [...literalLines(new TextEncoder().encode(text))].flatMap(({ number, hits }) =>
    hits.map(
      ({ low = 0, high = 0 }) => `${number}: ${formatSpan({ low: ipv4Key(low), high: ipv4Key(high) })}`,
    ),
  )
  expect(found.join(', ')).toBe(expected)
})

test('a list of networks without masks is read in linear time', () => {
  const bytes = new TextEncoder().encode('ip: 10.0.0.0\n'.repeat(80_000))
  const started = processorMs()
  expect([...literalLines(bytes)].length).toBe(80_000)
  expect(processorMs() - started).toBeLessThan(5000)
})

test.each([
  '10\\.0\\.',
  '10\\.(',
  '10[.]',
  '1.1.1.[0:255]',
  'till-[0:99999]',
  'a{1..9}',
  'upgrade to 10.0.0.1 ',
  'ip="10.0.0.0" mask',
  'image: a/b:1.1.1.1 ',
  '0.0.0.0-version 1.1.1.1-',
  '10.0.0.5-',
  '1.',
  '10.0.0.1/',
  'a:',
  '2001:',
  'till-01.',
  '10.0.0.1 255.',
  '10.0.0.1 to ',
])('a megabyte of %s is read in linear time', (piece) => {
  const started = processorMs()
  literalsIn(piece.repeat(1_000_000 / piece.length), names)
  expect(processorMs() - started).toBeLessThan(5000)
})
