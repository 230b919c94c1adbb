import { expect, test } from 'vitest'
import type { Cluster } from '../../model/infrastructure.ts'
import type { Plan } from '../../model/plan.ts'
import { blocking, castAssessment, castFlow, castPlan, castSettings, castVm } from './cast.ts'
import { comparePlans } from './compare.ts'
import { explainVm } from './explain.ts'
import { makePlan } from './plan.ts'
import { planSettings, planTemplate } from './settings.ts'
import { proposedStart } from './start.ts'

/** Wave of each VM: `kind start-day`. */
function shape(plan: Plan): Record<string, string> {
  const found: Record<string, string> = {}
  for (const wave of plan.waves)
    for (const vm of wave.vms) found[vm] = `${wave.kind} ${wave.start.slice(0, 10)}`
  for (const { vm } of plan.unplanned) found[vm] = 'unplanned'
  return found
}

test('development before test before production from criticality 4 to 1, each in a window of its kind', () => {
  const plan = castPlan({
    vms: [
      castVm('crane', { criticality: 1 }),
      castVm('web', { criticality: 4 }),
      castVm('erp-dev', { environment: 'development' }),
      castVm('erp-uat', { environment: 'staging' }),
    ],
  })
  expect(
    plan.waves.map(({ id, kind, criticality, start, end, vms }) => ({
      id,
      kind,
      criticality,
      start,
      end,
      vms,
    })),
  ).toEqual([
    {
      id: 'wave-01',
      kind: 'development',
      start: '2026-11-10T19:00:00+01:00',
      end: '2026-11-11T01:00:00+01:00',
      vms: ['erp-dev'],
    },
    {
      id: 'wave-02',
      kind: 'test',
      start: '2026-11-12T19:00:00+01:00',
      end: '2026-11-13T01:00:00+01:00',
      vms: ['erp-uat'],
    },
    {
      id: 'wave-03',
      kind: 'production',
      criticality: 4,
      start: '2026-11-14T20:00:00+01:00',
      end: '2026-11-15T06:00:00+01:00',
      vms: ['web'],
    },
    {
      id: 'wave-04',
      kind: 'production',
      criticality: 1,
      start: '2026-11-21T20:00:00+01:00',
      end: '2026-11-22T06:00:00+01:00',
      vms: ['crane'],
    },
  ])
})

test('a shared disk holds VMs together whatever else is said of them', () => {
  const shared = {
    label: 'Hard disk 2',
    capacityBytes: 2 ** 30,
    path: '[QS-01] quorum.vmdk',
    sharing: 'multi-writer' as const,
  }
  const plan = castPlan({
    vms: [
      castVm('node-a', { application: 'Booking', disks: [shared] }),
      castVm('node-b', { application: 'Customs', disks: [shared], criticality: 1 }),
    ],
  })
  expect(plan.groups.map(({ vms, confidence, because }) => ({ vms, confidence, because }))).toEqual([
    {
      vms: ['node-a', 'node-b'],
      confidence: 'high',
      because: ['they share the disk [QS-01] quorum.vmdk', '1 of 2 belong to the application "Booking"'],
    },
  ])
})

test('a raw device, an affinity rule, a vApp and plan.yaml bind as well', () => {
  const cluster: Cluster = {
    kind: 'cluster',
    id: 'c',
    origins: [],
    from: {},
    conflicts: [],
    name: 'Prod',
    rules: [
      { kind: 'affinity', name: 'keep', vms: ['c', 'd'] },
      { kind: 'anti-affinity', name: 'part', vms: ['a', 'c'] },
    ],
  }
  const lun = {
    label: 'Hard disk 2',
    capacityBytes: 2 ** 30,
    rdm: { mode: 'physical' as const, lun: 'naa.6006' },
  }
  const plan = castPlan({
    vms: [
      castVm('a', { disks: [lun] }),
      castVm('b', { disks: [lun] }),
      castVm('c', { cluster: 'Prod' }),
      castVm('d', { cluster: 'Prod' }),
      castVm('e', { vApp: 'Tracking' }),
      castVm('f', { vApp: 'Tracking' }),
      castVm('g'),
      castVm('h'),
    ],
    estate: { clusters: [cluster] },
    settings: { together: [['g', 'h']] },
  })
  expect(plan.groups.map((group) => group.vms.join()).sort()).toEqual(['a,b', 'c,d', 'e,f', 'g,h'])
})

test('a VM that shares a disk with one that stays is held back with it', () => {
  const shared = { label: 'Hard disk 2', capacityBytes: 2 ** 30, path: '[QS-01] quorum.vmdk' }
  const plan = castPlan({
    vms: [castVm('node-a', { disks: [shared] }), castVm('node-b', { disks: [shared] })],
    assessments: [castAssessment('node-a', { findings: [blocking] })],
  })
  expect(plan.unplanned.map(({ why }) => why)).toEqual([
    'blocked by device.passthrough: A device belongs to the VM. Take it out.',
    'held back with node-a, which is not planned: they share the disk [QS-01] quorum.vmdk',
  ])
})

test('an application moves together, and flows join what no application names', () => {
  const plan = castPlan({
    vms: [
      castVm('erp-1', { application: 'ERP' }),
      castVm('erp-2', { application: 'ERP' }),
      castVm('edi-1'),
      castVm('spool-1'),
      castVm('lonely'),
    ],
    flows: [castFlow('edi-1', 'spool-1', 5432), castFlow('erp-1', 'erp-2', 1521)],
  })
  expect(
    plan.groups.map(({ vms, confidence, because }) => [vms.join(), confidence, because.join('; ')]).sort(),
  ).toEqual([
    ['edi-1,spool-1', 'medium', 'flows tie 1 pairs of them together; 0 lead out'],
    [
      'erp-1,erp-2',
      'high',
      '2 of 2 belong to the application "ERP"; flows tie 1 pairs of them together; 0 lead out',
    ],
    [
      'lonely',
      'low',
      'no flow of it was seen and nothing else ties it to another VM; that is no proof that it stands alone',
    ],
  ])
})

test('a client waits for its server, even one of higher criticality; across kinds the dependency becomes a bridge', () => {
  const plan = castPlan({
    vms: [
      castVm('portal', { application: 'Portal', criticality: 4 }),
      castVm('ledger', { application: 'Ledger', criticality: 1 }),
      castVm('sandbox', { application: 'Sandbox', environment: 'development' }),
    ],
    flows: [castFlow('portal', 'ledger', 1521), castFlow('sandbox', 'ledger', 1521)],
    settings: { maxVmsPerWave: 1 },
  })
  expect(shape(plan)).toEqual({
    sandbox: 'development 2026-11-10',
    ledger: 'production 2026-11-14',
    portal: 'production 2026-11-21',
  })
  expect(plan.bridges.map(({ why }) => why)).toEqual(['development moves before production'])
})

test('what everyone talks to ties nobody together, nor do name services and remote logins', () => {
  const many = Array.from({ length: 30 }, (_, index) => `vm-${String(index).padStart(2, '0')}`)
  const plan = castPlan({
    vms: [...many, 'hub', 'dns'].map((name) => castVm(name)),
    flows: [
      ...many.map((name) => castFlow(name, 'hub', 8443)),
      ...many.map((name) => castFlow(name, 'dns', 53)),
      castFlow('vm-00', 'vm-01', 22),
    ],
  })
  expect(plan.groups.every((group) => group.vms.length === 1 && group.needs.length === 0)).toBe(true)
})

test('a circle of groups goes into one wave, or is cut and said so when it is too large', () => {
  const ring = ['a', 'b', 'c'].map((name) => castVm(name, { application: name }))
  const flows = [castFlow('a', 'b'), castFlow('b', 'c'), castFlow('c', 'a')]
  expect(castPlan({ vms: ring, flows }).waves.map((wave) => wave.vms)).toEqual([['a', 'b', 'c']])
  const cut = castPlan({ vms: ring, flows, settings: { maxVmsPerWave: 1 } })
  expect(cut.waves.length).toBe(3)
  expect(cut.bridges.map(({ why }) => why)).toEqual([
    'they use each other in a circle too large for one wave',
  ])
})

test('a group larger than a wave is cut where its ties are thinnest', () => {
  const names = ['a1', 'a2', 'a3', 'b1', 'b2', 'b3']
  const inside = (x: string) => [
    castFlow(`${x}1`, `${x}2`, 5432),
    castFlow(`${x}2`, `${x}3`, 5432),
    castFlow(`${x}3`, `${x}1`, 5432),
  ]
  const plan = castPlan({
    vms: names.map((name) => castVm(name, { application: 'One' })),
    flows: [...inside('a'), ...inside('b'), castFlow('a1', 'b1', 9999)],
    settings: { maxVmsPerWave: 3 },
  })
  expect(plan.groups.map((group) => group.vms.join()).sort()).toEqual(['a1,a2,a3', 'b1,b2,b3'])
})

test('what can never fit is not planned, and the conflict says what would let it', () => {
  const plan = castPlan({
    vms: [
      castVm('whale', { usedMib: 8_000_000, disks: [{ label: 'Hard disk 1', capacityBytes: 9e12 }] }),
      castVm('fish'),
    ],
  })
  expect(plan.unplanned).toEqual([
    { vm: 'whale', why: '849 minutes of work, and its longest window leaves 480' },
  ])
  expect(plan.conflicts).toEqual([
    {
      what: 'whale cannot be moved: 849 minutes of work, and its longest window leaves 480',
      relax: 'open a window of 17.75 hours, or set copy to warm',
    },
  ])
  const warm = castPlan({
    vms: [castVm('whale', { usedMib: 8_000_000, disks: [{ label: 'Hard disk 1', capacityBytes: 9e12 }] })],
    settings: { copy: 'warm' },
  })
  expect(warm.waves.map(({ workMinutes, preCopy }) => [workMinutes, preCopy])).toEqual([
    [19, { start: '2026-11-13T10:30:00+01:00', minutes: 1827 }],
  ])
})

test('every reason not to be planned', () => {
  const plan = castPlan({
    vms: [
      castVm('vcls', {}),
      castVm('gold', { template: true }),
      castVm('vanished', { disks: [{ label: 'Hard disk 1' }] }),
      castVm('fax'),
      castVm('passthrough'),
      castVm('accepted'),
    ].map((vm) =>
      vm.name === 'vcls'
        ? { ...vm, platform: { kind: 'vcls' as const, reason: 'its name begins with vCLS' } }
        : vm,
    ),
    assessments: [
      castAssessment('fax', { disposition: { kind: 'retire', reasons: ['a candidate only'] } }),
      castAssessment('passthrough', { findings: [blocking] }),
    ],
  })
  expect(plan.unplanned).toEqual([
    { vm: 'fax', why: 'retire: a candidate only' },
    { vm: 'gold', why: 'a template: it is built again as a golden image of the target' },
    { vm: 'passthrough', why: 'blocked by device.passthrough: A device belongs to the VM. Take it out.' },
    { vm: 'vanished', why: 'its size is not known from these sources, so no window can be planned for it' },
    { vm: 'vcls', why: 'part of the platform (vcls): its name begins with vCLS' },
  ])
})

test('people overrule: decisions, accepted findings and pins', () => {
  const plan = castPlan({
    vms: [castVm('fax'), castVm('gpu'), castVm('erp'), castVm('late'), castVm('stays')],
    assessments: [
      castAssessment('fax', { disposition: { kind: 'retire', reasons: ['quiet'] } }),
      castAssessment('gpu', { findings: [blocking] }),
    ],
    settings: {
      decisions: {
        fax: { disposition: 'rehost', reason: 'the owner needs it' },
        stays: { disposition: 'retain', reason: 'leased' },
      },
      accept: ['device.passthrough'],
      pins: { erp: { kind: 'development' }, late: { notBefore: '2027-03-01' }, nobody: { criticality: 1 } },
    },
  })
  expect(shape(plan)).toEqual({
    erp: 'development 2026-11-10',
    fax: 'production 2026-11-14',
    gpu: 'production 2026-11-14',
    late: 'production 2027-03-06',
    stays: 'unplanned',
  })
  expect(plan.conflicts.map(({ what }) => what)).toEqual([
    'plan.yaml names "nobody", which is no VM of the estate',
  ])
})

test('freezes move waves, and a missed deadline says what would make it', () => {
  const vms = Array.from({ length: 4 }, (_, index) => castVm(`vm-${index}`))
  const settings = {
    maxVmsPerWave: 1,
    deadline: '2026-12-01',
    freezes: [{ from: '2026-11-20', to: '2026-11-23', why: 'audit' }],
  }
  const plan = castPlan({ vms, settings })
  expect(plan.waves.map((wave) => wave.start.slice(0, 10))).toEqual([
    '2026-11-14',
    '2026-11-28',
    '2026-12-05',
    '2026-12-12',
  ])
  expect(plan.conflicts).toEqual([
    {
      what: 'the deadline 2026-12-01 is missed: 2 of 4 waves with 2 VMs end after it, the last on 2026-12-13',
      relax:
        'move the deadline by 12 days to 2026-12-13; or let 2 waves run in parallel instead of 1; or ' +
        'open 5 windows a week instead of 3; or raise maxVmsPerWave to about 2 where data and windows allow',
    },
  ])
  const parallel = castPlan({ vms, settings: { ...settings, parallelWaves: 2 } })
  expect(parallel.waves.map((wave) => wave.start.slice(0, 10))).toEqual([
    '2026-11-14',
    '2026-11-14',
    '2026-11-28',
    '2026-11-28',
  ])
  expect(parallel.conflicts).toEqual([])
})

test('the pilot shows one of each with little risk', () => {
  const plan = castPlan({
    vms: [
      castVm('a-linux', { criticality: 4, firmware: 'bios' }),
      castVm('b-linux', { criticality: 4, firmware: 'bios' }),
      castVm('c-windows', { environment: 'test', firmware: 'efi' }),
      castVm('d-windows', { criticality: 1, firmware: 'efi' }),
    ],
    assessments: [
      castAssessment('c-windows', { os: { family: 'windows', label: 'Windows Server 2022' } }),
      castAssessment('d-windows', { os: { family: 'windows', label: 'Windows Server 2022' } }),
    ],
    settings: { pilot: { vms: 3 } },
  })
  expect(plan.waves[0]).toMatchObject({ kind: 'pilot', vms: ['a-linux', 'c-windows'] })
  expect(shape(plan)['d-windows']).toBe('production 2026-11-21')
})

test('no windows for a kind is a conflict, and its VMs are not lost', () => {
  const plan = castPlan({
    vms: [castVm('a')],
    settings: { windows: [{ day: 'monday', from: '08:00', hours: 2, for: ['test'] }] },
  })
  expect(plan.conflicts[0]?.what).toBe('no window in plan.yaml is open for production waves')
  expect(shape(plan)).toEqual({ a: 'unplanned' })
})

test('a wave over a clock change has a gate for it and its true length', () => {
  const plan = castPlan({ vms: [castVm('a')], settings: { start: '2027-03-27' } })
  const [wave] = plan.waves
  expect(wave?.window).toEqual({
    start: '2027-03-27T20:00:00+01:00',
    end: '2027-03-28T07:00:00+02:00',
    minutes: 600,
  })
  expect(wave?.gates.map((gate) => gate.id)).toEqual([
    'unchanged',
    'capacity',
    'network',
    'backup',
    'change-board',
    'clock-change',
    'verified',
  ])
})

test('gates name the teams, the findings and the wave before', () => {
  const plan = castPlan({
    vms: [
      castVm('a', { team: 'Finance', cpus: 4, memoryMib: 8192 }),
      castVm('b', { team: 'Customs', criticality: 1 }),
    ],
    assessments: [castAssessment('b', { findings: [{ ...blocking, id: 'disk.rdm', severity: 'act' }] })],
  })
  expect(plan.waves[1]?.gates.map(({ id, owner, text }) => `${id} (${owner}): ${text}`)).toEqual([
    'previous-wave (Migration lead): wave-01 is finished and accepted',
    'unchanged (Migration lead): no VM of the wave has changed since the plan was made',
    'findings (Migration lead): findings that need action are settled: disk.rdm on 1',
    'capacity (Platform team): the target has room for 1 VMs: 0 vCPUs, 0 GiB of memory, 0.04 TB to copy',
    'network (Network team): networks and change requests of the wave are in place',
    'backup (Platform team): every VM has a backup of the last 24 hours that can be restored',
    'approve-customs (Customs): Customs agrees to the cutover of b',
    'change-board (Change board): the change is approved',
    'verified (Migration lead): every check of the wave is green',
  ])
})

test('explain says why a VM is where it is', () => {
  const vms = [
    castVm('portal', { criticality: 4 }),
    castVm('ledger', { application: 'Ledger', criticality: 1 }),
    castVm('gold', { template: true }),
  ]
  const plan = castPlan({
    vms,
    flows: [castFlow('portal', 'ledger', 53), castFlow('portal', 'ledger', 9999)],
    settings: { maxVmsPerWave: 1 },
  })
  const [portal, , gold] = vms
  if (!portal || !gold) throw new Error('the cast is there')
  const ledger = plan.groups.find((group) => group.vms.includes('ledger'))?.id
  const settings = castSettings({ maxVmsPerWave: 1 })
  expect(explainVm(plan, portal, settings).reasons).toEqual([
    'its environment is production; its criticality is 4',
    expect.stringMatching(
      /^it moves alone \(group portal-[0-9a-f]{10}, confidence low\): its flows tie it to no other VM closely enough$/,
    ),
    'its criticality is 4, and it waits for the waves of criticality 1 because of what it needs',
    `it uses ${ledger} in wave-01, so it goes with them or later`,
    'wave-02 takes the first window that is open for production waves, long enough, and free after wave-01: 2026-11-21T20:00:00+01:00',
    'it is planned for 20 of 600 minutes; 80 % of a window may be planned full',
  ])
  expect(explainVm(plan, gold, settings).unplanned).toBe(
    'a template: it is built again as a golden image of the target',
  )
})

test('two plans are compared by where each VM goes', () => {
  const vms = [castVm('a'), castVm('b')]
  const before = castPlan({ vms })
  const after = castPlan({ vms, settings: { pins: { b: { notBefore: '2027-01-01' } } } })
  expect(comparePlans(before, after)).toEqual({
    same: false,
    moved: [
      {
        vm: 'b',
        from: 'production on 2026-11-14T20:00:00+01:00',
        to: 'production on 2027-01-02T20:00:00+01:00',
      },
    ],
    lastBefore: '2026-11-14T20:00:00+01:00',
    lastAfter: '2027-01-02T20:00:00+01:00',
  })
})

test('the first start is the Monday after the newest source, in the zone of the plan', () => {
  expect(proposedStart('2026-11-05T09:00:00Z', 'UTC')).toBe('2026-11-09')
  expect(proposedStart('2026-11-08T23:30:00Z', 'UTC')).toBe('2026-11-09')
  expect(proposedStart('2026-11-08T23:30:00Z', 'Europe/Berlin')).toBe('2026-11-16')
  expect(proposedStart('', 'UTC')).toBeUndefined()
})

test('without a start nothing is planned', () => {
  expect(() =>
    makePlan({
      estate: {
        vms: [],
        hosts: [],
        clusters: [],
        datastores: [],
        networks: [],
        resourcePools: [],
        folders: [],
        vcenters: [],
      },
      assessments: new Map(),
      flows: [],
      settings: planSettings.parse({}),
    }),
  ).toThrow('plan.yaml has no `start`')
})

test('the template shows every setting', () => {
  const text = planTemplate({ start: '2026-11-09', timezone: 'Europe/Berlin' })
  for (const key of Object.keys(planSettings.shape)) expect(text).toMatch(new RegExp(`^${key}:`, 'm'))
})
