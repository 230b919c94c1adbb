import fc from 'fast-check'
import { expect, test } from 'vitest'
import { vlanOf } from './to-model/networks.ts'
import { guestIdOf } from './to-model/guest-id.ts'
import { folderOf, morefOf, poolPathOf } from './to-model/paths.ts'
import {
  parseDate,
  parseList,
  parseMac,
  parseNumber,
  parseTruth,
  parseUuid,
} from '../../formats/cells/values.ts'

test('a whole number comes back from every locale that groups it', () => {
  const locales = ['en-US', 'de-DE', 'fr-FR', 'de-CH', 'sv-SE']
  fc.assert(
    fc.property(fc.integer({ min: -1, max: 999_999_999 }), fc.constantFrom(...locales), (value, locale) => {
      const text = new Intl.NumberFormat(locale).format(value).replace('\u2212', '-')
      expect(parseNumber(text, true)).toBe(value)
    }),
  )
})

test('fractions, percentages, exponents and things that are no numbers', () => {
  const read = (text: string) => [parseNumber(text, true), parseNumber(text, false)]
  expect(read('1,234')).toEqual([1234, 1.234])
  expect(read('1.234,5')).toEqual([1234.5, 1234.5])
  expect(read('1,234.5')).toEqual([1234.5, 1234.5])
  expect(read('0.125')).toEqual([0.125, 0.125])
  expect(read('49 %')).toEqual([49, 49])
  expect(read('1.2E+3')).toEqual([1200, 1200])
  expect(read('-1')).toEqual([-1, -1])
  for (const text of ['', 'n/a', '12 GB', '1e999', '--1', '0x10', '9'.repeat(41)])
    expect(read(text)).toEqual([undefined, undefined])
})

test('dates of xlsx, English, German, ISO and nonsense', () => {
  const cases: [Date | number | string, string | undefined][] = [
    [46_266.56762731, '2026-09-01T13:37:23Z'],
    [new Date('2026-09-01T13:37:23Z'), '2026-09-01T13:37:23Z'],
    ['04.08.2026 20:37:23', '2026-08-04T20:37:23Z'],
    ['8/4/2026 8:37:23 PM', '2026-08-04T20:37:23Z'],
    ['12/31/2026 12:05 AM', '2026-12-31T00:05:00Z'],
    ['04/08/2026 20:37:23', '2026-08-04T20:37:23Z'],
    ['2026/08/04 20:37:23', '2026-08-04T20:37:23Z'],
    ['2026-08-04T20:37:23+02:00', '2026-08-04T18:37:23Z'],
    ['46266,5', '2026-09-01T12:00:00Z'],
    ['31.02.2026', undefined],
    ['tomorrow', undefined],
    [0, undefined],
    [1e12, undefined],
  ]
  expect(cases.map(([value]) => parseDate(value))).toEqual(cases.map(([, expected]) => expected))
})

test('truth in six languages, ids in every spelling, placeholders are nothing', () => {
  expect(['True', 'FALSE', 'Yes', '0', 'Wahr', 'faux', 'perhaps'].map(parseTruth)).toEqual([
    true,
    false,
    true,
    false,
    true,
    false,
    undefined,
  ])
  expect(parseUuid('{4221AABB-CCDD-EEFF-0011-223344556677}')).toBe('4221aabb-ccdd-eeff-0011-223344556677')
  expect(parseUuid('42 21 aa bb cc dd ee ff-00 11 22 33 44 55 66 77')).toBe(
    '4221aabb-ccdd-eeff-0011-223344556677',
  )
  expect(['VM', '00000000-0000-0000-0000-000000000000', ''].map(parseUuid)).toEqual([
    undefined,
    undefined,
    undefined,
  ])
  expect(['00-50-56-AB-CD-EF', '0050.56ab.cdef', 'none'].map(parseMac)).toEqual([
    '00:50:56:ab:cd:ef',
    '00:50:56:ab:cd:ef',
    undefined,
  ])
  expect(['vm-12', 'domain-c8', 'dvportgroup-44', '12', 'group-v22', 'VM', 'vm-x', ''].map(morefOf)).toEqual([
    'vm-12',
    'domain-c8',
    'dvportgroup-44',
    '12',
    'group-v22',
    undefined,
    undefined,
    undefined,
  ])
  expect(parseList(' a, b;a\n c ')).toEqual(['a', 'b', 'c'])
})

test('folders and pools lose the parts that vSphere hides', () => {
  const folders = [
    '/DC1/vm/Prod/Web',
    'Prod/Web',
    '/DC1/vm',
    'vm',
    'DC1/vm/Prod',
    'Discovered virtual machine',
  ]
  expect(folders.map((text) => folderOf(text, 'DC1'))).toEqual([
    'Prod/Web',
    'Prod/Web',
    '',
    '',
    'Prod',
    'Discovered virtual machine',
  ])
  expect(['/DC1/C1/Resources/Gold/A', '/C1/Resources', 'Gold'].map(poolPathOf)).toEqual([
    'Gold/A',
    undefined,
    'Gold',
  ])
})

test('VLANs as RVTools prints them', () => {
  const cases = [
    '0',
    '120',
    'VLAN 120',
    '0-4094',
    '10-20, 30',
    '4095',
    '101 (isolated)',
    'pvlan 100, 101',
    'many',
    '5000',
  ]
  expect(cases.map(vlanOf)).toEqual([
    { kind: 'none' },
    { kind: 'access', id: 120 },
    { kind: 'access', id: 120 },
    { kind: 'trunk', ranges: [{ from: 0, to: 4094 }] },
    {
      kind: 'trunk',
      ranges: [
        { from: 10, to: 20 },
        { from: 30, to: 30 },
      ],
    },
    { kind: 'trunk', ranges: [{ from: 0, to: 4094 }] },
    { kind: 'private', secondary: 101, type: 'isolated' },
    { kind: 'private', primary: 100, secondary: 101 },
    undefined,
    undefined,
  ])
})

test('names of guests become their ids', () => {
  const names = [
    'Microsoft Windows Server 2022 (64-bit)',
    'red hat enterprise linux 8 (64 bit)',
    'AlmaLinux (64-bit)',
    'CentOS 4/5 or later (64-bit)',
    'Other 5.x or later Linux (64-bit)',
    'BeOS',
  ]
  expect(names.map(guestIdOf)).toEqual([
    'windows2019srvNext_64Guest',
    'rhel8_64Guest',
    'almalinux_64Guest',
    'centos64Guest',
    'other5xLinux64Guest',
    undefined,
  ])
})
