import { writeFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { AppContext } from '../../src/app/context.ts'
import { effortText } from '../../src/app/effort-file.ts'
import { makePlan } from '../../src/app/plan.ts'
import { traceScope } from '../../src/app/trace-scope.ts'
import { traceVm } from '../../src/app/trace.ts'
import { scopeResult } from '../../src/contract/trace-scope.ts'
import { harbourContext } from './trace-context.ts'

let context: AppContext
let close: () => Promise<void>

beforeAll(async () => {
  const opened = await harbourContext('scopes')
  context = opened.context
  close = () => opened.close()
})

afterAll(() => close())

test('a subnet costs less together than its VMs one by one: what several share is changed once', async () => {
  const scope = scopeResult.parse(await traceScope(context, { subnet: '10.20.30.0/24' }))
  expect(scope.total).toBeGreaterThan(3)
  let alone = 0
  for (const { id, addresses, hours } of scope.vms) {
    expect(addresses.some((address) => address.startsWith('10.20.30.'))).toBe(true)
    const { modes } = await traceVm(context, id)
    expect(hours['re-ip']).toBe(modes['re-ip'].hours)
    alone += modes['re-ip'].hours
  }
  expect(scope.modes['re-ip'].hours).toBeLessThan(alone)
  expect(scope.modes['re-ip'].hours).toBeCloseTo(
    scope.modes['re-ip'].changeRequests.reduce((sum, { hours }) => sum + hours, 0),
    1,
  )
  const carried = scope.modes['keep-ip'].changeRequests.filter(({ device }) => device === 'QS-ERP-DB-30')
  expect(carried.map(({ artefacts }) => artefacts)).toEqual(carried.map(() => 1))
})

test('one VM as a scope costs what its trace says', async () => {
  const scope = await traceScope(context, { vm: 'erp-db-01' })
  const { modes } = await traceVm(context, 'erp-db-01')
  for (const mode of ['keep-ip', 're-ip'] as const) {
    const { artefacts, hours, days, teams } = scope.modes[mode]
    expect({ artefacts, hours, days, teams }).toEqual({
      artefacts: modes[mode].artefacts,
      hours: modes[mode].hours,
      days: modes[mode].days,
      teams: modes[mode].teams,
    })
  }
})

test('the estate: networks that cannot be kept have alternatives, mixed is possible and no dearer than re-ip', async () => {
  const estate = scopeResult.parse(await traceScope(context, {}))
  const not = estate.networks.filter(({ keepable }) => !keepable)
  expect(not.map(({ name }) => name)).toEqual(['NSX-CUSTOMS-120', 'QS-PARTNER-110', 'QS-TRUNK'])
  for (const { alternatives } of not) expect(alternatives.length).toBeGreaterThan(1)
  const { 'keep-ip': keep, 're-ip': change, mixed } = estate.modes
  expect([keep.impossible.length, change.impossible, mixed.impossible]).toEqual([1, [], []])
  expect(mixed.hours).toBeLessThanOrEqual(change.hours)
  expect(estate.recommended).toBe('mixed')
  const renamed = estate.vms.filter(({ mixed: mode }) => mode === 're-ip')
  expect(renamed.map(({ networks }) => networks)).toEqual(renamed.map(() => ['NSX-CUSTOMS-120']))
  for (const { because } of estate.vms) expect(because).not.toBe('')
})

test('a wave: each request has its window, and the waves together have every VM once', async () => {
  const { waves } = await makePlan(context)
  const [first] = waves
  const scope = await traceScope(context, { wave: first?.id ?? '' })
  expect(scope.vms.map(({ id }) => id).sort()).toEqual([...(first?.vmIds ?? [])].sort())
  for (const { window } of scope.modes['re-ip'].changeRequests)
    expect(window).toEqual({ wave: first?.id, start: first?.window.start, end: first?.window.end })
  await expect(traceScope(context, { wave: 'wave-99' })).rejects.toMatchObject({ code: 'scope-empty' })
})

test('what cannot be asked is refused with what there is', async () => {
  await expect(traceScope(context, { application: 'ERQ' })).rejects.toMatchObject({
    code: 'scope-empty',
    values: { known: expect.stringMatching(/^of \d+ applications ERP.* begins? alike$/) },
  })
  await expect(traceScope(context, { subnet: '10.20.300.0/24' })).rejects.toMatchObject({
    code: 'option-wrong',
  })
  await expect(traceScope(context, { subnet: '10.20.30.0/24', wave: 'wave-01' })).rejects.toMatchObject({
    code: 'option-wrong',
  })
})

test('effort.yaml changes the hours, what it leaves out stays, and a mistake is named with its line', async () => {
  const { effortFile } = context.workspace
  const before = await traceVm(context, 'erp-db-01')
  writeFileSync(effortFile, effortText(context.workspace))
  expect(await traceVm(context, 'erp-db-01')).toEqual(before)
  writeFileSync(effortFile, 'rework: 1.5\n')
  const dearer = await traceVm(context, 'erp-db-01')
  expect(dearer.modes['re-ip'].hours).toBeCloseTo(before.modes['re-ip'].hours * 2, 1)
  const { effort } = await traceScope(context, { vm: 'erp-db-01' })
  expect(effort).toBe('effort.yaml of the workspace')
  writeFileSync(effortFile, 'rework: 0\nguest:\n  each: many\n')
  await expect(traceVm(context, 'erp-db-01')).rejects.toMatchObject({
    code: 'effort-wrong',
    values: { line: 3, seen: 'guest.each' },
  })
  writeFileSync(effortFile, 'reworks: 0\n')
  await expect(traceVm(context, 'erp-db-01')).rejects.toMatchObject({ code: 'effort-wrong' })
})
