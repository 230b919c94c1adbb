import { expect, test } from 'vitest'
import type { Vm } from '../../model/vm.ts'
import { fieldChanges } from './changes.ts'

const merged = { id: 'vm-1', origins: [], from: {}, conflicts: [], kind: 'vm' as const }
const disk = (label: string, gib: number) => ({ label, capacityBytes: gib * 1024 ** 3 })
const erpDb: Vm = {
  ...merged,
  name: 'erp-db-01',
  cpus: 8,
  annotation: 'Oracle',
  disks: [disk('Hard disk 1', 100), disk('Hard disk 2', 400)],
  nics: [{ label: 'Network adapter 1', network: 'QS-ERP-DB-30', addresses: ['10.20.30.41'] }],
  usage: { cpuMhz: 900 },
  tags: [{ category: 'tier', name: 'gold' }],
}

test('the same reading again is no change, however its fields are ordered, and restless ones are not told', () => {
  const again = { ...erpDb, usage: { cpuMhz: 1200 }, usedMib: 5, from: { cpus: 2 }, id: 'vm-1' }
  expect(fieldChanges(erpDb, again)).toEqual([])
})

test('changes stand at the part of the list that they belong to', () => {
  const { annotation: _, ...rest } = erpDb
  const later: Vm = {
    ...rest,
    cpus: 16,
    disks: [disk('Hard disk 2', 500), disk('Hard disk 3', 10)],
    nics: [
      { label: 'Network adapter 1', network: 'QS-ERP-DB-30', addresses: ['10.20.30.41', '10.20.30.42'] },
    ],
    tags: [{ category: 'tier', name: 'silver' }],
    owner: 'Nina',
  }
  expect(fieldChanges(erpDb, later)).toEqual([
    { field: 'cpus', old: 8, new: 16 },
    { field: 'annotation', old: 'Oracle' },
    { field: 'disks[Hard disk 1]', old: disk('Hard disk 1', 100) },
    { field: 'disks[Hard disk 2].capacityBytes', old: 400 * 1024 ** 3, new: 500 * 1024 ** 3 },
    { field: 'disks[Hard disk 3]', new: disk('Hard disk 3', 10) },
    { field: 'nics[Network adapter 1].addresses', old: ['10.20.30.41'], new: ['10.20.30.41', '10.20.30.42'] },
    { field: 'tags[gold]', old: { category: 'tier', name: 'gold' } },
    { field: 'tags[silver]', new: { category: 'tier', name: 'silver' } },
    { field: 'owner', new: 'Nina' },
  ])
})

test('a novel in a field is told by its length', () => {
  const [change] = fieldChanges(erpDb, { ...erpDb, annotation: 'x'.repeat(5000) })
  expect(change).toEqual({ field: 'annotation', old: 'Oracle', new: '5002 characters' })
})
