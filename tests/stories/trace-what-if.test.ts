import { afterAll, beforeAll, expect, test } from 'vitest'
import type { AppContext } from '../../src/app/context.ts'
import { traceWhatIf } from '../../src/app/trace-what-if.ts'
import { traceVm } from '../../src/app/trace.ts'
import { traceWhatIfResult } from '../../src/contract/trace-lists.ts'
import { harbourContext } from './trace-context.ts'

let context: AppContext
let close: () => Promise<void>

beforeAll(async () => {
  const opened = await harbourContext('what-if')
  context = opened.context
  close = () => opened.close()
})

afterAll(() => close())

test('another address breaks every artefact that holds the old one, and no other; nets that cover both hold', async () => {
  const { references } = await traceVm(context, 'erp-db-01')
  const near = traceWhatIfResult.parse(
    await traceWhatIf(context, { subject: 'vm:erp-db-01', to: '10.20.30.200' }),
  )
  const far = await traceWhatIf(context, { subject: 'vm:erp-db-01', to: '192.0.2.200' })
  expect(near.breaks.length + near.holds).toBe(references.length)
  expect(far.breaks.length).toBeGreaterThanOrEqual(near.breaks.length)
  const holding = references
    .filter(({ strength, states }) => (strength === 'exact' || strength === 'range') && states === undefined)
    .map(({ file, line, role }) => `${file}:${line} ${role}`)
  const broken = near.breaks.map(({ file, line, role }) => `${file}:${line} ${role}`)
  expect(broken).toEqual(expect.arrayContaining(holding.filter((place) => !place.includes('berth-network'))))
  expect(near.breaks.filter(({ strength }) => strength === 'any' || strength === 'name')).toEqual([])
  for (const { why, vm } of near.breaks) expect([vm, why.length > 0]).toEqual(['erp-db-01', true])
  expect(near.teams.reduce((sum, { artefacts }) => sum + artefacts, 0)).toBeGreaterThan(0)
  expect(near.clients.length).toBeGreaterThan(0)
})

test('a VM that goes breaks what names it by name as well', async () => {
  const gone = await traceWhatIf(context, { subject: 'vm:erp-db-01' })
  const moved = await traceWhatIf(context, { subject: 'vm:erp-db-01', to: '192.0.2.9' })
  const named = gone.breaks.filter(({ strength }) => strength === 'name' || strength === 'name-derived')
  expect(named.length).toBeGreaterThan(0)
  expect(moved.breaks.filter(({ strength }) => strength.startsWith('name'))).toEqual([])
  expect(gone.change).toBe('erp-db-01 goes away')
})

test('a subnet is renumbered, a VLAN gets another number, and what cannot be said is refused', async () => {
  const subnet = await traceWhatIf(context, { subject: 'subnet:10.20.30.0/24', to: '10.20.130.0/24' })
  expect(subnet.vms.length).toBeGreaterThan(3)
  expect(new Set(subnet.breaks.map(({ vm }) => vm)).size).toBeGreaterThan(1)
  const vlan = await traceWhatIf(context, { subject: 'vlan:30', to: '31' })
  expect([vlan.change, vlan.breaks, vlan.vms.length > 0]).toEqual([
    'QS-ERP-DB-30 gets VLAN 31, addresses stay',
    [],
    true,
  ])
  const ends = await traceWhatIf(context, { subject: 'vlan:QS-ERP-DB-30' })
  expect(ends.breaks.length).toBeGreaterThan(0)
  for (const query of [
    { subject: 'host:esx-01' },
    { subject: 'vlan:4000' },
    { subject: 'subnet:nowhere' },
    { subject: 'vm:erp-db-01', to: 'soon' },
    { subject: 'vlan:30', to: '5000' },
    { subject: 'subnet:203.0.113.0/24' },
  ])
    await expect(traceWhatIf(context, query)).rejects.toMatchObject({ code: 'trace-change-wrong' })
})
