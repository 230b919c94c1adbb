import fc from 'fast-check'
import { expect, test } from 'vitest'
import { contains, formatAddress, formatIpv4, ipv4Key, parseAddress } from '../../lib/ip.ts'
import type { Flow, Reference } from '../../model/evidence.ts'
import { openAddressBook, packAddressBook } from './address-book.ts'
import { decodeColumns, encodeColumns } from './codec.ts'
import { collectFlows, openFlows } from './flow-table.ts'
import { mergeReferences } from './merge-references.ts'
import { nameOf, spanOf } from './reference-fields.ts'
import { referenceChunks } from './pack-references.ts'
import { openReferences } from './reference-table.ts'

// Few addresses, so that they meet.
const address = fc.integer({ min: 1, max: 40 }).map((last) => formatIpv4(0x0a000000 + last))
const matched = fc.oneof(
  address,
  fc.tuple(address, fc.integer({ min: 24, max: 31 })).map(([base, bits]) => `${base}/${bits}`),
  fc.constant('2001:db8::5'),
)
const host = fc.constantFrom('till-01', 'till-02.corner.example', 'a')
const reference: fc.Arbitrary<Reference> = fc
  .record({
    matched,
    line: fc.integer({ min: 1, max: 5 }),
    named: fc.option(host, { nil: undefined }),
    leadsTo: fc.option(host, { nil: undefined }),
    ttl: fc.option(fc.integer({ min: 0, max: 86_400 }), { nil: undefined }),
    any: fc.boolean(),
    disabled: fc.boolean(),
    hidden: fc.boolean(),
  })
  .map(({ matched, line, named, leadsTo, ttl, any, disabled, hidden }) => ({
    kind: 'firewall-rule',
    device: 'fw',
    file: 'fw.set',
    line,
    text: `line ${line} é`,
    matched: any ? 'any' : matched,
    strength: any ? 'any' : matched.includes('/') ? 'subnet' : 'exact',
    role: 'source',
    path: ['group', matched],
    ...(named === undefined ? {} : { host: named }),
    ...(leadsTo === undefined ? {} : { leadsTo }),
    ...(ttl === undefined ? {} : { ttlSeconds: ttl }),
    ...(disabled ? { disabled } : {}),
    ...(hidden ? { shadowedBy: `rule ${line}`, redundant: true } : {}),
  }))

function sorted(references: readonly Reference[]): readonly string[] {
  return references.map((one) => JSON.stringify(one, Object.keys(one).sort())).sort()
}

test('chunks of references answer an address and a name as a scan of all rows would', () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(reference, { maxLength: 20 }), { maxLength: 3 }),
      address,
      host,
      (files, asked, name) => {
        const key = parseAddress(asked) ?? ''
        const all = files.flat()
        const perFile = files.flatMap((file) =>
          [...referenceChunks(file)].map(({ data }) => openReferences(data)),
        )
        const merged = [...mergeReferences(perFile)].map(({ data }) => openReferences(data))
        for (const tables of [perFile, merged]) {
          expect(sorted(tables.flatMap((table) => table.covering(key)))).toEqual(
            sorted(all.filter((one) => contains(spanOf(one) ?? { low: 'g', high: '' }, key))),
          )
          const named = all.filter((one) => nameOf(one) === name || one.leadsTo === name)
          expect(sorted(tables.flatMap((table) => table.named(name)))).toEqual(sorted(named))
        }
      },
    ),
    { numRuns: 30 },
  )
})

const flow: fc.Arbitrary<Flow> = fc.record({
  client: address,
  server: fc.oneof(address, fc.constant('2001:db8::5')),
  port: fc.constantFrom(443, 1521),
  protocol: fc.constantFrom('tcp' as const, 'udp' as const),
  bytes: fc.integer({ min: 0, max: 1e9 }),
  connections: fc.integer({ min: 1, max: 9 }),
  firstSeen: fc.constantFrom('2026-10-01T00:00:00Z', '2026-10-02T00:00:00Z'),
  lastSeen: fc.constantFrom('2026-10-03T00:00:00Z', '2026-10-04T00:00:00Z'),
})

test('flows keep their bytes in both orders and are found by either end', () => {
  fc.assert(
    fc.property(fc.array(flow, { maxLength: 60 }), address, (flows, asked) => {
      const collector = collectFlows()
      for (const one of flows) expect(collector.add(one)).toBe(true)
      const chunks = [...collector.chunks()]
      const sum = (list: readonly Flow[]): number => list.reduce((total, { bytes }) => total + bytes, 0)
      for (const order of ['client', 'server'] as const) {
        const tables = chunks.filter((chunk) => chunk.order === order).map(({ data }) => openFlows(data))
        const found = tables.flatMap((table) => table.ofAddress(parseAddress(asked) ?? ''))
        expect(sum(found)).toBe(sum(flows.filter((one) => one[order] === asked)))
        expect(
          new Set(found.map((one) => `${one.client} ${one.server} ${one.port} ${one.protocol}`)).size,
        ).toBe(found.length)
      }
    }),
    { numRuns: 30 },
  )
})

test('flows of days that follow each other add up, and an address that is none is refused', () => {
  const collector = collectFlows()
  const base = {
    client: '10.0.0.1',
    server: '10.0.0.2',
    port: 443,
    protocol: 'tcp',
    bytes: 1,
    connections: 2,
  } as const
  collector.add({ ...base, firstSeen: '2026-10-01T00:00:00Z', lastSeen: '2026-10-15T00:00:00Z', days: 15 })
  collector.add({ ...base, firstSeen: '2026-10-16T00:00:00Z', lastSeen: '2026-10-30T00:00:00Z', days: 15 })
  expect(collector.add({ ...base, client: 'nowhere' })).toBe(false)
  const [chunk] = collector.chunks()
  expect(chunk ? openFlows(chunk.data).flowAt(0) : undefined).toEqual({
    ...base,
    bytes: 2,
    connections: 4,
    firstSeen: '2026-10-01T00:00:00Z',
    lastSeen: '2026-10-30T00:00:00Z',
    days: 30,
  })
})

test('the address book names every VM of an address', () => {
  const book = openAddressBook(
    packAddressBook([
      { key: ipv4Key(5), id: 'vm-b', name: 'b' },
      { key: ipv4Key(4), id: 'vm-a', name: 'a' },
      { key: ipv4Key(5), id: 'vm-c', name: 'c' },
    ]),
  )
  expect([4, 5, 6].map((last) => book.at(ipv4Key(last)).map(({ name }) => name))).toEqual([
    ['a'],
    ['b', 'c'],
    [],
  ])
})

test('columns come back from bytes that lie anywhere, and other bytes are refused', () => {
  const columns = {
    small: Uint8Array.of(1, 2, 3),
    wide: Float64Array.of(1.5),
    words: Uint32Array.of(7),
    shorts: Uint16Array.of(9),
  }
  const bytes = encodeColumns(columns)
  const shifted = new Uint8Array(bytes.length + 3)
  shifted.set(bytes, 3)
  expect(decodeColumns(shifted.subarray(3))).toEqual(columns)
  expect(() => decodeColumns(new Uint8Array(16))).toThrow(RangeError)
  expect(formatAddress(ipv4Key(1))).toBe('0.0.0.1')
})
