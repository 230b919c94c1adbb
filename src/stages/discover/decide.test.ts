import { expect, test } from 'vitest'
import { type Decision, decider } from './decide.ts'
import { type LoadedSource, mergeEstate } from './merge.ts'

const said = [
  { label: 'vcsa-01.harbour.example', value: 'QS-PROD' },
  { label: 'rvtools-march.xlsx', value: 'OLD' },
]
const place = 'conflicts.yaml, line 3'

test.each<[string, Partial<Decision>, number | undefined]>([
  ['the label of a source', { source: 'rvtools-march.xlsx' }, 1],
  ['a part of a label', { source: 'RVTools*.xlsx' }, 1],
  ['a value', { value: 'OLD' }, 1],
  ['a source that says another value', { source: 'rvtools*', value: 'QS-PROD' }, undefined],
  ['a source that is gone', { source: 'rvtools-may.xlsx' }, undefined],
  ['another VM', { vm: 'web-*', source: 'rvtools*' }, undefined],
  ['this VM by a part of its name', { vm: 'erp-*-01', source: 'rvtools*' }, 1],
  ['every field', { field: '*', source: '*' }, 0],
  ['another field', { field: 'host', source: '*' }, undefined],
])('a decision that names %s', (_, decision, chosen) => {
  const decide = decider([{ field: 'cluster', place, ...decision }], ['vm-1', 'erp-db-01'])
  expect(decide?.('cluster', said)?.chosen).toBe(chosen)
})

test('a pattern of many stars costs no more than its length', () => {
  const decide = decider([{ field: '*', place, source: '*a'.repeat(5000) }], [''])
  expect(decide?.('cluster', [{ label: 'b'.repeat(100_000), value: 1 }])).toBeUndefined()
})

function sheet(id: string, rank: number, cluster: string): LoadedSource {
  return {
    id,
    description: { key: id, reader: id, label: id, rank },
    observedAt: '2026-09-01T08:00:00Z',
    observations: [
      {
        kind: 'vm',
        key: 'erp-db-01',
        identities: ['instance:50210000-0000-4000-8000-000000000001'],
        place: { file: id },
        facts: { name: 'erp-db-01', cluster, cpus: 4 },
      },
    ],
  }
}

test('what was decided counts, and is told as decided; the rest stays as it was', () => {
  const sources = [sheet('live', 40, 'QS-PROD'), sheet('old', 30, 'OLD')]
  const decisions = [{ vm: 'ERP-DB-01', field: 'cluster', source: 'old', because: 'it is moved back', place }]
  const [open] = mergeEstate(sources, new Map()).estate.vms
  const [vm] = mergeEstate(sources, new Map(), decisions).estate.vms
  expect(open).toMatchObject({ cluster: 'QS-PROD', conflicts: [{ field: 'cluster', chosen: 0 }] })
  expect(vm).toMatchObject({ id: open?.id, cluster: 'OLD', cpus: 4, from: { cluster: 1 } })
  expect(vm?.conflicts).toEqual([
    {
      ...open?.conflicts[0],
      chosen: 1,
      because: 'it is moved back (conflicts.yaml, line 3)',
      decided: true,
    },
  ])
})
