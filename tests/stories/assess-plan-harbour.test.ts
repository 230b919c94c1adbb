import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { assessAll, assessOne } from '../../src/app/assess.ts'
import type { AppContext } from '../../src/app/context.ts'
import { discover } from '../../src/app/discover.ts'
import { addEvidence } from '../../src/app/evidence.ts'
import { explainPlan, makePlan, whatIf } from '../../src/app/plan.ts'
import { tasks } from '../../src/app/tasks.ts'
import { type AssessResult, assessResult } from '../../src/contract/assess.ts'
import { planExplanation, type PlanResult, planResult, planWhatIf } from '../../src/contract/plan.ts'
import { forkliftRules } from '../../src/stages/assess/index.ts'
import { newContext } from '../context.ts'

const harbour = join(import.meta.dirname, '../estates/harbour')

/** Each of the 29 concerns: a machine of Harbour on which it fires, and one that was looked at and is free of it. */
const concerns: Readonly<Record<string, readonly [fires: string, silent: string]>> = {
  'change-tracking.off': ['cargo-api-04', 'cargo-batch-01'],
  'change-tracking.disk-off': ['cargo-rac-01', 'tpl-win2022'],
  'disk.consolidation-needed': ['cargo-api-03', 'cargo-api-01'],
  'cpu.affinity': ['license-01', 'cargo-batch-01'],
  'hotplug.enabled': ['erp-app-01', 'erp-db-01'],
  'disk.datastore-missing': ['lost-disk-01', 'erp-db-01'],
  'disk.too-many': ['media-archive-01', 'erp-db-01'],
  'disk.independent': ['gate-cam-01', 'erp-db-01'],
  'disk.serial-truncated': ['fin-app-01', 'erp-db-01'],
  'disk.capacity-invalid': ['test-cargo-01', 'erp-db-01'],
  'cluster.dpm': ['dev-erp-db-01', 'erp-db-01'],
  'cluster.drs': ['erp-db-01', 'crane-ctl-01'],
  'fault-tolerance.on': ['crane-ctl-01', 'erp-db-01'],
  'guest.free-space': ['crane-hmi-01', 'cargo-api-03'],
  'guest.disk-key-missing': ['tally-2008', 'erp-db-01'],
  'host-affinity': ['license-01', 'erp-db-01'],
  'guest.host-name-empty': ['dev-erp-app-01', 'erp-db-01'],
  'guest.host-name-default': ['vrouter-01', 'erp-db-01'],
  'guest.address-missing': ['cargo-api-04', 'erp-db-01'],
  'name.invalid': ['WEB 01 (old)', 'erp-db-01'],
  'numa.affinity': ['cargo-rac-01', 'cargo-batch-01'],
  'device.passthrough': ['cad-gpu-01', 'cargo-batch-01'],
  'disk.rdm': ['fin-sql-01', 'erp-db-01'],
  'disk.shared': ['cargo-rac-01', 'erp-db-01'],
  'snapshot.present': ['erp-batch-01', 'erp-db-01'],
  'device.sriov': ['vrouter-01', 'erp-db-01'],
  'tpm.present': ['ca-01', 'cargo-batch-01'],
  'device.usb': ['crane-hmi-01', 'cargo-batch-01'],
  'os.unsupported': ['tally-2008', 'erp-web-01'],
}

let context: AppContext
let close: () => Promise<void>
let assessed: AssessResult
let plan: PlanResult

beforeAll(async () => {
  const opened = await newContext('plan')
  close = () => opened.close()
  context = {
    ...opened.context,
    // The same tasks, in this thread: the story is about what they find.
    workers: {
      async run<Output>(name: string, input: unknown): Promise<Output> {
        const task = tasks[name]
        if (!task) throw new Error(`no task ${name}`)
        const result: unknown = await task(context, input)
        return result as Output
      },
    },
  }
  await discover(context, [
    { kind: 'file', path: join(harbour, 'rvtools.xlsx'), name: 'rvtools.xlsx' },
    { kind: 'folder', path: join(harbour, 'vcenter'), name: 'vcenter' },
    { kind: 'file', path: join(harbour, 'overlay.csv'), name: 'overlay.csv' },
  ])
  await addEvidence(context, [join(harbour, 'evidence')])
  assessed = assessResult.parse(await assessAll(context))
  plan = planResult.parse(await makePlan(context))
})

afterAll(() => close())

function assessmentOf(name: string): AssessResult['vms'][number] {
  const found = assessed.vms.find((one) => one.vm === name)
  if (!found) throw new Error(`Harbour has no ${name}`)
  return found
}

function waveOf(name: string): PlanResult['waves'][number] | undefined {
  return plan.waves.find((wave) => wave.vms.includes(name))
}

test('the table names the 29 concerns, no more and no fewer', () => {
  expect(Object.keys(concerns).sort()).toEqual(forkliftRules.map((rule) => rule.id).sort())
})

test.each(Object.entries(concerns))(
  'at Harbour %s fires where it should and is silent where it looked',
  (id, [fires, silent]) => {
    const found = assessmentOf(fires).findings.find((finding) => finding.id === id)
    expect(found?.alias).toMatch(/^vmware\./)
    expect(found?.evidence.length).toBeGreaterThan(3)
    const { findings, notAssessable } = assessmentOf(silent)
    expect(findings.map((finding) => finding.id)).not.toContain(id)
    expect(notAssessable.filter((line) => line.startsWith(`${id}:`))).toEqual([])
  },
)

test('what a live vCenter described leaves none of the 29 open', () => {
  const ids = new Set(forkliftRules.map((rule) => rule.id))
  const open = [
    'ca-01',
    'cad-gpu-01',
    'cargo-batch-01',
    'cargo-rac-01',
    'customs-gw-01',
    'erp-app-01',
    'fin-sql-01',
    'license-01',
    'partner-edi-01',
    'vrouter-01',
  ]
    .flatMap((name) => assessmentOf(name).notAssessable.map((line) => `${name} ${line}`))
    .filter((line) => ids.has(line.slice(line.indexOf(' ') + 1, line.indexOf(':'))))
  expect(open).toEqual([])
})

test('what only the workbook described says which facts no column carries', () => {
  const open = assessmentOf('erp-db-01').notAssessable.map((line) => line.slice(0, line.indexOf(':')))
  expect(open).toEqual(
    expect.arrayContaining(['cpu.affinity', 'numa.affinity', 'tpm.present', 'device.passthrough']),
  )
  expect(open).not.toContain('change-tracking.off')
})

test('fit and dispositions of the machines that Harbour is known for', () => {
  const shown = [
    'erp-db-01',
    'vrouter-01',
    'vdi-001',
    'vcsa-01',
    'fax-01',
    'mq-old-01',
    'tpl-ol8',
    'cad-gpu-01',
  ].map((name) => {
    const { fit, disposition } = assessmentOf(name)
    return [name, fit.verdict, disposition.kind]
  })
  expect(shown).toEqual([
    ['erp-db-01', 'fits', 'rehost'],
    ['vrouter-01', 'conditional', 'rehost'],
    ['vdi-001', 'unfit', 'retain'],
    ['vcsa-01', 'fits', 'retain'],
    ['fax-01', 'conditional', 'replatform'],
    ['mq-old-01', 'conditional', 'retire'],
    ['tpl-ol8', 'fits', 'replatform'],
    ['cad-gpu-01', 'conditional', 'replatform'],
  ])
  expect(assessmentOf('mq-old-01').disposition.reasons[0]).toBe('a candidate only: the owner has to agree')
})

test('every VM and template of Harbour is in one wave or unplanned with a reason', () => {
  const all = [...plan.waves.flatMap((wave) => wave.vmIds), ...plan.unplanned.map((one) => one.id)]
  expect([...all].sort()).toEqual(assessed.vms.map((one) => one.id).sort())
  expect(plan.unplanned.every((one) => one.why.length > 10)).toBe(true)
  expect(['vcsa-01', 'nsx-mgr-01', 'vbr-proxy-01', 'vro-01', 'erp-web-01-dr'].map(waveOf)).toEqual(
    Array(5).fill(undefined),
  )
})

test('waves run from the pilot to production, sharers together, each in its window', () => {
  expect([...new Set(plan.waves.map((wave) => wave.kind))]).toEqual(['pilot', 'development', 'production'])
  const levels = plan.waves.map((wave) => wave.criticality).filter((level) => level !== undefined)
  expect(levels).toEqual([...levels].sort((a, b) => b - a))
  expect(waveOf('cargo-rac-01')?.id).toBe(waveOf('cargo-rac-02')?.id)
  expect(waveOf('fin-sql-01')?.id).toBe(waveOf('fin-sql-02')?.id)
  const windows = plan.waves.map((wave) => [wave.start, wave.window.minutes])
  expect(windows.slice(0, 3)).toEqual([
    ['2026-11-17T19:00:00+00:00', 360],
    ['2026-11-19T19:00:00+00:00', 360],
    ['2026-11-21T20:00:00+00:00', 600],
  ])
})

test('the first plan writes its start, keeps the comments, and the next ones are the same', async () => {
  const text = readFileSync(context.workspace.planFile, 'utf8')
  expect(text).toContain('start: 2026-11-16\n')
  expect(text).toContain('# Weekly windows.')
  expect((await makePlan(context)).hash).toBe(plan.hash)
  writeFileSync(
    context.workspace.planFile,
    text.replace('maxVmsPerWave: 50', 'maxVmsPerWave: 5 # small steps'),
  )
  const small = await makePlan(context)
  expect(small.waves.every((wave) => wave.vms.length <= 5)).toBe(true)
  writeFileSync(context.workspace.planFile, text)
  expect((await makePlan(context)).hash).toBe(plan.hash)
})

test.each([
  ['start: null # not yet', 'start: 2026-11-16 # not yet'],
  ['start:   # not yet', 'start: 2026-11-16   # not yet'],
])('an empty start is filled in with comments kept: %s', async (empty, filled) => {
  const text = readFileSync(context.workspace.planFile, 'utf8')
  writeFileSync(context.workspace.planFile, text.replace('start: 2026-11-16', empty))
  await makePlan(context)
  expect(readFileSync(context.workspace.planFile, 'utf8')).toBe(text.replace('start: 2026-11-16', filled))
  writeFileSync(context.workspace.planFile, text)
})

test('a wrong plan.yaml is refused with its line', async () => {
  const text = readFileSync(context.workspace.planFile, 'utf8')
  writeFileSync(context.workspace.planFile, text.replace('timezone: UTC', 'timezone: Mars/Olympus'))
  const line = text.split('\n').findIndex((one) => one.startsWith('timezone:')) + 1
  await expect(makePlan(context)).rejects.toThrow(
    `plan.yaml, line ${line}: timezone: found "Mars/Olympus". expected an IANA time zone, for example Europe/Berlin.`,
  )
  writeFileSync(context.workspace.planFile, `${text}colour: blue\n`)
  await expect(makePlan(context)).rejects.toMatchObject({ code: 'plan-settings-wrong' })
  writeFileSync(context.workspace.planFile, text)
})

test('erp-db-01 is explained, and what-if stores nothing', async () => {
  const explained = planExplanation.parse(await explainPlan(context, 'erp-db-01'))
  expect(explained.wave?.kind).toBe('production')
  expect(explained.group?.vms).toContain('erp-db-02')
  expect(explained.reasons[0]).toBe('its environment is production; its criticality is 1')
  const changed = planWhatIf.parse(await whatIf(context, { maxVmsPerWave: 5 }))
  expect(changed.after.waves).toBeGreaterThan(changed.before.waves)
  expect(changed.moved).toBeGreaterThan(10)
  expect((await makePlan(context)).hash).toBe(plan.hash)
  await expect(whatIf(context, { start: 'tomorrow' })).rejects.toMatchObject({ code: 'plan-change-wrong' })
})

test('assess of one VM, and a page of all, say the same', async () => {
  const one = assessResult.parse(await assessOne(context, 'erp-db-01'))
  expect(one.vms).toEqual([assessmentOf('erp-db-01')])
  const first = await assessAll(context, { limit: 100 })
  const second = await assessAll(context, {
    limit: 100,
    ...(first.next === undefined ? {} : { after: first.next }),
  })
  expect([...first.vms, ...second.vms]).toEqual(assessed.vms)
  expect(second.next).toBeUndefined()
})
