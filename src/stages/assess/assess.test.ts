import { expect, test } from 'vitest'
import type { VmFacts } from '../../model/vm.ts'
import { assessEstate } from './assess.ts'
import { castEstate, castVm } from './cast.ts'
import type { AssessContext } from './disposition.ts'
import { guestOsOf } from './guest-os.ts'
import { summarise } from './summary.ts'

const today: AssessContext = { asOf: '2026-11-02T08:00:00Z' }

function assess(facts: Partial<VmFacts>, context: Partial<AssessContext> = {}) {
  const [assessment] = assessEstate(castEstate({ vms: [castVm(facts)] }), { ...today, ...context })
  if (!assessment) throw new Error('one VM gives one assessment')
  return assessment
}

function disposition(facts: Partial<VmFacts>, context: Partial<AssessContext> = {}) {
  const { kind, reasons } = assess(facts, context).disposition
  return [kind, reasons.join(' | ')]
}

test('an ordinary VM is rehosted, and what nobody said of it is listed', () => {
  const one = assess({ guestId: 'rhel9_64Guest', power: 'on' })
  expect(one.disposition).toEqual({ kind: 'rehost', reasons: ['nothing speaks against moving it as it is'] })
  expect(one.fit).toEqual({ verdict: 'fits', reasons: [] })
  expect(one.os).toEqual({ family: 'linux', label: 'Red Hat Enterprise Linux 9' })
  expect(one.findings).toEqual([])
  expect(one.notAssessable).toContain('change-tracking.off: changeTracking is not known from these sources')
  expect(one.notAssessable.length).toBeGreaterThan(40)
})

test('a guest out of support is replatformed, measured against the newest source and not against the clock', () => {
  const facts = { guestId: 'windows9Server64Guest' }
  expect(disposition(facts)[0]).toBe('rehost')
  expect(disposition(facts, { asOf: '2027-02-01' })).toEqual([
    'replatform',
    'Windows Server 2016 is out of ordinary support since 2027-01-12: move it as it is, then upgrade to Windows Server 2025',
  ])
})

test('retire is a candidate only and needs two signs', () => {
  expect(disposition({ power: 'off', name: 'web-3' })[0]).toBe('rehost')
  expect(disposition({ power: 'off', name: 'web-old' })[0]).toBe('retire')
  expect(disposition({ power: 'on', name: 'web-old' })[0]).toBe('rehost')
  const silent = { flowDays: 30, flowsOf: () => 0, referencesOf: () => 0 }
  expect(disposition({ power: 'off', primaryAddress: '10.0.0.1' }, silent)[0]).toBe('retire')
  const standby = { power: 'off', name: 'web-old', standbyByDesign: true } as const
  expect(disposition(standby)[0]).toBe('rehost')
  expect(disposition({ power: 'off' }, silent)[0]).toBe('rehost')
  expect(disposition({ power: 'on', primaryAddress: '10.0.0.1', usage: { cpuMhz: 40 } }, silent)).toEqual([
    'retire',
    'a candidate only: the owner has to agree | no flow to or from it was seen in 30 days (which is not proof that there is none) | ' +
      'it uses 40 MHz of CPU, less than 100 | no firewall, DNS, balancer, monitor or document in the evidence names it',
  ])
  expect(
    disposition(
      { power: 'on', primaryAddress: '10.0.0.1', usage: { cpuMhz: 40 } },
      { flowDays: 7, flowsOf: () => 0 },
    )[0],
  ).toBe('rehost')
})

test('notes and applications propose refactor and repurchase, as whole words only', () => {
  expect(disposition({ application: 'Docker host' })[0]).toBe('refactor')
  expect(disposition({ annotation: 'Microsoft Exchange 2019, on site' })[0]).toBe('repurchase')
  expect(disposition({ annotation: 'talks to mysaasgateway' })[0]).toBe('rehost')
})

test('a decision beats every rule', () => {
  const decisions = new Map([['quay', { disposition: 'retain' as const, reason: 'leased until 2028' }]])
  expect(disposition({ power: 'off', name: 'quay' }, { decisions })).toEqual([
    'retain',
    'decided: leased until 2028',
  ])
})

test('fit: packet movers and devices are conditions, desktop pools and macOS are not for KubeVirt', () => {
  const verdicts = [
    assess({ annotation: 'DPDK forwarder' }),
    assess({ devices: [{ kind: 'pci-passthrough', model: 'VirtualPCIPassthrough' }] }),
    assess({ folder: 'Production/VDI', guestId: 'windows11_64Guest' }),
    assess({ guestId: 'darwin23_64Guest' }),
    assess({ name: 'vdipper' }),
  ].map(({ fit, disposition: { kind } }) => [fit.verdict, kind])
  expect(verdicts).toEqual([
    ['conditional', 'rehost'],
    ['conditional', 'rehost'],
    ['unfit', 'retain'],
    ['unfit', 'retain'],
    ['fits', 'rehost'],
  ])
})

test('a guest is recognised by what Tools say first, by version words before ids', () => {
  const seen = (facts: Partial<VmFacts>) => guestOsOf(castVm(facts))?.label
  expect(seen({ guestId: 'windows8Server64Guest' })).toBe('Windows Server 2012 or 2012 R2')
  expect(seen({ guestId: 'windows8_64Guest' })).toBe('Windows 8 or 8.1')
  expect(seen({ guestId: 'windows9_64Guest' })).toBe('Windows 10')
  expect(
    seen({ guestFullName: 'CentOS 4/5 or later (64-bit)', toolsGuestFullName: 'CentOS Linux 7 (Core)' }),
  ).toBe('CentOS 7')
  expect(seen({ toolsGuestFullName: 'Something new', guestId: 'ubuntu64Guest' })).toBe(
    'Ubuntu (version not said)',
  )
  expect(seen({ guestFullName: 'Harbour RTOS' })).toBe('Harbour RTOS')
  expect(seen({})).toBeUndefined()
})

test('the summary counts every VM once per list', () => {
  const estate = castEstate({
    vms: [castVm({ name: 'a', guestId: 'darwin' }), castVm({ name: 'b', changeTracking: false })],
  })
  const summary = summarise(assessEstate(estate, today))
  expect({ ...summary, notAssessable: undefined }).toEqual({
    vms: 2,
    dispositions: { retire: 0, retain: 1, rehost: 1, replatform: 0, refactor: 0, repurchase: 0 },
    fit: { fits: 1, conditional: 0, unfit: 1 },
    worst: { block: 1, act: 1, inform: 0, none: 0 },
    findings: { 'change-tracking.off': 1, 'os.unsupported': 1 },
    notAssessable: undefined,
  })
})

test('hostile names and notes stay inert text', () => {
  const one = assess({ name: '=cmd()\u202e\n<script>', annotation: 'x'.repeat(100_000) })
  expect(one.findings.find((finding) => finding.id === 'name.invalid')?.evidence).toContain('\\n<script>')
})
