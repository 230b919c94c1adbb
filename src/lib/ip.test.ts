import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  contains,
  everyAddress,
  everyIpv4,
  formatAddress,
  formatIpv4,
  formatSpan,
  ipv4Key,
  isSelfOrGroup,
  parseAddress,
  parseAddressRange,
  parseCidr,
  parseIpv4,
  parseSpan,
  prefixOfSpan,
} from './ip.ts'

const words = fc.array(fc.integer({ min: 0, max: 0xffff }), { minLength: 8, maxLength: 8 })

test('an address of either family survives writing and reading, and keys order as numbers do', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 0xffffffff }), fc.integer({ min: 0, max: 0xffffffff }), (a, b) => {
      expect(parseIpv4(formatIpv4(a))).toBe(a)
      expect(formatAddress(ipv4Key(a))).toBe(formatIpv4(a))
      expect(ipv4Key(a) < ipv4Key(b)).toBe(a < b)
    }),
  )
  fc.assert(
    fc.property(words, (groups) => {
      const key = groups.map((group) => group.toString(16).padStart(4, '0')).join('')
      expect(parseAddress(formatAddress(key))).toBe(key)
      expect(parseAddress(groups.map((group) => group.toString(16)).join(':'))).toBe(key)
    }),
  )
})

test('a prefix contains its base and is written back as the same prefix', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 0xffffffff }), fc.integer({ min: 0, max: 32 }), (base, bits) => {
      const span = parseCidr(`${formatIpv4(base)}/${bits}`)
      if (span === undefined) throw new Error('a valid CIDR was refused')
      expect(contains(span, ipv4Key(base))).toBe(true)
      expect(prefixOfSpan(span)).toBe(bits)
      expect(parseSpan(formatSpan(span))).toEqual(span)
    }),
  )
  fc.assert(
    fc.property(words, fc.integer({ min: 1, max: 128 }), (groups, bits) => {
      const span = parseCidr(`${groups.map((group) => group.toString(16)).join(':')}/${bits}`)
      if (span === undefined) throw new Error('a valid CIDR was refused')
      expect(parseSpan(formatSpan(span))).toEqual(span)
    }),
  )
})

test('what only looks like an address is none', () => {
  const none = [
    '1.2.3',
    '1.2.3.4.5',
    '01.2.3.4',
    '256.1.1.1',
    '1.2.3.4a',
    '::1::',
    'abcd',
    '1:2',
    ':::',
    '',
    '12:34:56',
  ]
  expect(none.map(parseAddress)).toEqual(none.map(() => undefined))
  expect(['10.0.0.0/33', '10.0.0.0/255.0.255.0', 'x/8', '10.0.0.1/'].map(parseCidr)).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ])
  expect(parseAddressRange('10.0.0.9-10.0.0.5')).toBeUndefined()
})

test('ranges, masks, zones and the written forms of any', () => {
  expect(formatSpan(parseAddressRange('10.0.0.5-9') ?? everyAddress)).toBe('10.0.0.5-10.0.0.9')
  expect(parseCidr('10.20.1.15/255.255.255.0')).toEqual(parseCidr('10.20.1.0/24'))
  expect(parseCidr('0.0.0.0/0')).toEqual(everyIpv4)
  expect(parseCidr('::/0')).toEqual(everyAddress)
  expect(formatAddress(parseAddress('[2001:DB8:0:0:1:0:0:1]') ?? '')).toBe('2001:db8::1:0:0:1')
  expect(parseAddress('fe80::1%eth0')).toBe(parseAddress('fe80::1'))
  expect(parseAddress('::ffff:10.0.0.1')).toBe(parseAddress('10.0.0.1'))
  expect(
    ['127.0.0.1', '169.254.1.1', '::1', 'ff02::1', '0.0.0.0'].map((a) =>
      isSelfOrGroup(parseAddress(a) ?? ''),
    ),
  ).toEqual([true, true, true, true, true])
  expect(isSelfOrGroup(parseAddress('10.20.1.15') ?? '')).toBe(false)
})
