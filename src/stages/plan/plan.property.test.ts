import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Cluster } from '../../model/infrastructure.ts'
import { emptyEstate } from '../../model/estate.ts'
import { blocking, castAssessment, castFlow, castSettings, castVm } from './cast.ts'
import { makePlan, type PlanInput } from './plan.ts'
import { portClass } from './ties.ts'

const vmArbitrary = fc.record({
  environment: fc.constantFrom('production', 'test', 'development', undefined),
  criticality: fc.constantFrom(1, 2, 3, 4, undefined),
  application: fc.constantFrom('ERP', 'Booking', 'Customs', undefined),
  gib: fc.integer({ min: 0, max: 4000 }),
  host: fc.constantFrom('esx-1', 'esx-2', undefined),
  disk: fc.constantFrom('[QS] q1.vmdk', '[QS] q2.vmdk', undefined, undefined, undefined, undefined),
  stays: fc.constantFrom('', '', '', '', 'template', 'retain', 'block', 'size'),
  notBefore: fc.constantFrom(undefined, undefined, undefined, '2027-02-01'),
})

const estateArbitrary = fc.array(vmArbitrary, { minLength: 0, maxLength: 40 }).chain((specs) =>
  fc.record({
    specs: fc.constant(specs),
    pairs: fc.array(
      fc.tuple(
        fc.nat(Math.max(0, specs.length - 1)),
        fc.nat(Math.max(0, specs.length - 1)),
        fc.constantFrom(8080, 1521, 53, 22),
      ),
      { maxLength: 60 },
    ),
    maxVmsPerWave: fc.integer({ min: 1, max: 12 }),
    maxTbPerWave: fc.constantFrom(1, 4, 20),
    parallelWaves: fc.constantFrom(1, 2),
    pilot: fc.constantFrom(0, 4),
    copy: fc.constantFrom('cold' as const, 'warm' as const),
    seed: fc.nat(),
  }),
)

type Spec = Parameters<Parameters<typeof estateArbitrary.map>[0]>[0]

function inputOf(spec: Spec): PlanInput {
  const names = spec.specs.map((_, index) => `vm-${String(index).padStart(2, '0')}`)
  const vms = spec.specs.map((one, index) => {
    const name = names[index] ?? ''
    const own = {
      label: 'Hard disk 1',
      ...(one.stays === 'size' ? {} : { capacityBytes: one.gib * 2 ** 30 }),
      path: `[QS] ${name}.vmdk`,
    }
    const shared =
      one.disk === undefined ? [] : [{ label: 'Hard disk 2', capacityBytes: 2 ** 30, path: one.disk }]
    const {
      environment: _environment,
      criticality: _criticality,
      ...vm
    } = castVm(name, { disks: [own, ...shared], cluster: 'Prod' })
    return {
      ...vm,
      ...(one.environment ? { environment: one.environment as 'production' | 'test' | 'development' } : {}),
      ...(one.criticality ? { criticality: one.criticality as 1 | 2 | 3 | 4 } : {}),
      ...(one.application ? { application: one.application } : {}),
      ...(one.host ? { host: one.host } : {}),
      ...(one.stays === 'template' ? { template: true } : {}),
    }
  })
  const cluster: Cluster = {
    kind: 'cluster',
    id: 'c',
    origins: [],
    from: {},
    conflicts: [],
    name: 'Prod',
    rules: [{ kind: 'affinity', name: 'keep', vms: names.slice(0, 2) }],
  }
  const pins = Object.fromEntries(
    spec.specs.flatMap((one, index) =>
      one.notBefore ? [[names[index] ?? '', { notBefore: one.notBefore }]] : [],
    ),
  )
  return {
    estate: { ...emptyEstate, vms, clusters: [cluster] },
    assessments: new Map(
      vms.map((vm, index) => {
        const stays = spec.specs[index]?.stays
        return [
          vm.id,
          castAssessment(vm.id, {
            ...(stays === 'retain' ? { disposition: { kind: 'retain' as const, reasons: ['leased'] } } : {}),
            ...(stays === 'block' ? { findings: [blocking] } : {}),
          }),
        ]
      }),
    ),
    flows: spec.pairs.map(([a, b, port]) => castFlow(names[a] ?? '', names[b] ?? '', port)),
    settings: castSettings({
      maxVmsPerWave: spec.maxVmsPerWave,
      maxTbPerWave: spec.maxTbPerWave,
      parallelWaves: spec.parallelWaves,
      pilot: { vms: spec.pilot },
      copy: spec.copy,
      pins,
      freezes: [{ from: '2026-12-18', to: '2027-01-03' }],
    }),
  }
}

/** A permutation that depends on the seed only. */
function shuffled<T>(list: readonly T[], seed: number): T[] {
  return list
    .map((item, index) => ({ item, key: ((index + 1) * 7919 + seed * 104_729) % 10_007 }))
    .sort((a, b) => a.key - b.key)
    .map(({ item }) => item)
}

test('property: every VM is in exactly one wave or in unplanned with a reason', () => {
  fc.assert(
    fc.property(estateArbitrary, (spec) => {
      const input = inputOf(spec)
      const plan = makePlan(input)
      const all = [...plan.waves.flatMap((wave) => wave.vms), ...plan.unplanned.map((one) => one.vm)]
      expect([...all].sort()).toEqual(input.estate.vms.map((vm) => vm.id))
      expect(plan.unplanned.every((one) => one.why.length > 5)).toBe(true)
      expect(plan.groups.flatMap((group) => group.vms).sort()).toEqual(
        plan.waves.flatMap((wave) => wave.vms).sort(),
      )
    }),
    { numRuns: 60 },
  )
})

test('property: waves keep their caps, their windows, their order and stay out of freezes', () => {
  fc.assert(
    fc.property(estateArbitrary, (spec) => {
      const plan = makePlan(inputOf(spec))
      const order = plan.waves.map((wave) =>
        ['pilot', 'development', 'test', 'production'].indexOf(wave.kind),
      )
      expect(order).toEqual([...order].sort((a, b) => a - b))
      plan.waves.forEach((wave, index) => {
        expect(wave.vms.length).toBeLessThanOrEqual(spec.maxVmsPerWave)
        expect(wave.bytes).toBeLessThanOrEqual(spec.maxTbPerWave * 1e12)
        expect(wave.workMinutes).toBeLessThanOrEqual(wave.window.minutes * 0.8)
        expect(wave.start >= '2026-11-09').toBe(true)
        expect(wave.end < '2026-12-18' || wave.start >= '2027-01-04').toBe(true)
        const before = plan.waves[index - 1]
        if (before) expect(Date.parse(wave.start)).toBeGreaterThanOrEqual(Date.parse(before.start))
        const together = plan.waves.filter(
          (one) =>
            Date.parse(one.start) < Date.parse(wave.end) && Date.parse(wave.start) < Date.parse(one.end),
        )
        expect(together.length).toBeLessThanOrEqual(spec.parallelWaves)
      })
    }),
    { numRuns: 60 },
  )
})

test('property: what a VM uses moves with it or before it, or is a bridge', () => {
  fc.assert(
    fc.property(estateArbitrary, (spec) => {
      const input = inputOf(spec)
      const plan = makePlan(input)
      const groupOf = new Map(plan.groups.flatMap((group) => group.vms.map((vm) => [vm, group.id] as const)))
      const bridged = new Set(plan.bridges.map((bridge) => `${bridge.client} ${bridge.server}`))
      const startOf = new Map(
        plan.waves.flatMap((wave) => wave.vms.map((vm) => [vm, Date.parse(wave.start)] as const)),
      )
      const peers = new Map<string, Set<string>>()
      for (const { client, server, port } of input.flows) {
        if (['infrastructure', 'administration'].includes(portClass(port)) || client === server) continue
        peers.set(client, (peers.get(client) ?? new Set()).add(server))
        peers.set(server, (peers.get(server) ?? new Set()).add(client))
      }
      for (const { client, server, port } of input.flows) {
        if (['infrastructure', 'administration'].includes(portClass(port))) continue
        if (Math.max(peers.get(client)?.size ?? 0, peers.get(server)?.size ?? 0) > 24) continue
        const [a, b] = [startOf.get(client), startOf.get(server)]
        if (a === undefined || b === undefined) continue
        expect(b <= a || bridged.has(`${groupOf.get(client)} ${groupOf.get(server)}`)).toBe(true)
      }
    }),
    { numRuns: 60 },
  )
})

test('property: VMs that share a disk move together or stay together', () => {
  fc.assert(
    fc.property(estateArbitrary, (spec) => {
      const plan = makePlan(inputOf(spec))
      const placeOf = new Map(plan.waves.flatMap((wave) => wave.vms.map((vm) => [vm, wave.id] as const)))
      for (const disk of ['[QS] q1.vmdk', '[QS] q2.vmdk']) {
        const places = spec.specs.flatMap((one, index) =>
          one.disk === disk ? [placeOf.get(`vm-${String(index).padStart(2, '0')}`) ?? 'stays'] : [],
        )
        expect(new Set(places).size).toBeLessThanOrEqual(1)
      }
    }),
    { numRuns: 60 },
  )
})

test('property: the same estate in any order gives the same bytes', () => {
  fc.assert(
    fc.property(estateArbitrary, (spec) => {
      const input = inputOf(spec)
      const mixed: PlanInput = {
        ...input,
        estate: { ...input.estate, vms: shuffled(input.estate.vms, spec.seed) },
        flows: shuffled([...input.flows], spec.seed),
        assessments: new Map(shuffled([...input.assessments], spec.seed)),
      }
      expect(JSON.stringify(makePlan(mixed))).toBe(JSON.stringify(makePlan(input)))
    }),
    { numRuns: 40 },
  )
})
