import fc from 'fast-check'
import { expect, test } from 'vitest'
import { scaledFlows, scaledOwners, scaledReferences, scaledSources, shapeOf } from './index.ts'

const small = { vms: 340, seed: 1 }

test('the generated estate of 45,000 machines has the shape that the benches count on', () => {
  expect(shapeOf({ vms: 45_000, seed: 1 })).toEqual({
    vms: 45_000,
    seed: 1,
    flows: 1_000_000,
    vcenters: 3,
    clusters: 100,
    hosts: 1500,
    networks: 225,
    datastores: 563,
    applications: 10_589,
    teams: 71,
  })
})

test('one seed gives one estate, another seed another', () => {
  const machines = (seed: number) =>
    [...scaledSources({ ...small, seed })].flatMap((source) => [...source.observations])
  expect(machines(1)).toEqual(machines(1))
  expect(machines(2)).not.toEqual(machines(1))
})

test('every machine, address and identity of a generated estate is there once, and every place it stands in exists', () => {
  const seen = {
    vm: 0,
    host: 0,
    cluster: 0,
    datastore: 0,
    network: 0,
    'resource-pool': 0,
    folder: 0,
    vcenter: 0,
  }
  const names = {
    host: new Set<string>(),
    cluster: new Set<string>(),
    network: new Set<string>(),
    datastore: new Set<string>(),
  }
  const strongest = new Set<string>()
  const addresses = new Set<string>()
  const missing: string[] = []
  for (const source of scaledSources(small)) {
    for (const { kind, facts, identities } of source.observations) {
      seen[kind]++
      strongest.add(identities[0] ?? '')
      if (kind === 'vm') {
        if (facts.primaryAddress) addresses.add(facts.primaryAddress)
        if (!names.host.has(facts.host ?? '')) missing.push(facts.name)
        if (!names.cluster.has(facts.cluster ?? '')) missing.push(facts.name)
        for (const nic of facts.nics ?? [])
          if (!names.network.has(nic.network ?? '')) missing.push(facts.name)
        for (const disk of facts.disks ?? [])
          if (!names.datastore.has(disk.datastore ?? '')) missing.push(facts.name)
      } else if (kind !== 'resource-pool' && kind !== 'folder' && kind !== 'vcenter')
        names[kind].add(facts.name)
    }
    expect(source.report()).toMatchObject({ seen: 340 + 12 + 1 + 5 + 2, rejected: [] })
  }
  expect(seen).toMatchObject({ vm: 340, host: 12, cluster: 1, datastore: 5, network: 2 })
  expect(strongest.size).toBe(360)
  expect(addresses.size).toBeGreaterThan(300)
  expect(missing).toEqual([])
})

test('a generated estate has as many distinct flows as asked for', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 10, max: 200 }),
      fc.integer({ min: 0, max: 30 }),
      fc.integer(),
      (vms, each, seed) => {
        const flows = vms * each
        const seen = new Set<string>()
        for (const flow of scaledFlows(shapeOf({ vms, seed, flows }))) {
          expect(flow.client).not.toBe(flow.server)
          expect((flow.firstSeen ?? '') <= (flow.lastSeen ?? '')).toBe(true)
          seen.add(`${flow.client} ${flow.server} ${flow.port} ${flow.protocol}`)
        }
        expect(seen.size).toBe(flows)
      },
    ),
    { numRuns: 8 },
  )
})

test('references and owners of a generated estate point at its machines', () => {
  const shape = shapeOf(small)
  const kinds = new Map<string, number>()
  for (const reference of scaledReferences(shape))
    kinds.set(reference.kind, (kinds.get(reference.kind) ?? 0) + 1)
  expect([...kinds.keys()].sort()).toEqual([
    'balancer-member',
    'config-literal',
    'dns-record',
    'firewall-rule',
    'monitor-target',
  ])
  expect(kinds.get('dns-record')).toBe(680)
  expect([...scaledOwners(shape)].length).toBeGreaterThan(200)
})

test('an impossible size is refused', () => {
  expect(() => shapeOf({ vms: 3, seed: 1 })).toThrow(new RangeError('3 VMs: expected 10 to 1000000'))
  expect(() => shapeOf({ vms: 45_000, seed: 0.5 })).toThrow(RangeError)
  expect(() => shapeOf({ vms: 10, seed: 1, flows: 9999 })).toThrow(
    new RangeError('9999 flows: expected 0 to 200 for each VM'),
  )
})
