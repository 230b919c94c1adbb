import { expect, test } from 'vitest'
import type { VmFacts } from '../../model/vm.ts'
import { mergeEstate } from './merge.ts'

const place = { file: 'f' }

function source(id: string, rank: number, vms: readonly { facts: VmFacts; identities: readonly string[] }[]) {
  return {
    id,
    description: { key: id, reader: id, label: id, rank },
    observedAt: '2026-09-01T08:00:00Z',
    observations: vms.map(
      ({ facts, identities }, at) => ({ kind: 'vm', key: `${id}${at}`, identities, place, facts }) as const,
    ),
  }
}

const known = (name: string, at: number) => ({
  facts: { name, cpus: 4, instanceUuid: `i${at}` },
  identities: [`instance:i${at}`, `name:C/${name}`],
})
const listed = (name: string, facts: Partial<VmFacts> = {}) => ({
  facts: { name, ...facts },
  identities: [`overlay:name:${name.toLowerCase()}`, `name:/${name}`],
})

test('a machine of a list completes the VM that is known better, and is one of its own where none is', () => {
  const list = source('list', 8, [listed('WEB', { owner: 'Ann', cpus: 2 }), listed('mail', { cpus: 1 })])
  const overlay = source('overlay', 10, [
    { facts: { name: 'mail', team: 'Ops' }, identities: ['overlay:name:mail'] },
  ])
  const { estate, unattached } = mergeEstate(
    [source('rvtools', 30, [known('web', 1)]), list, overlay],
    new Map(),
  )
  expect(estate.vms.map(({ name, cpus, owner, team }) => ({ name, cpus, owner, team }))).toEqual([
    { name: 'mail', cpus: 1, owner: undefined, team: 'Ops' },
    { name: 'web', cpus: 4, owner: 'Ann', team: undefined },
  ])
  expect(unattached).toEqual([])
})

test('several VMs of that name, or several rows of one list, are told and not guessed', () => {
  const twins = source('rvtools', 30, [known('web', 1), known('web', 2), known('db', 3)])
  const twice = [
    listed('web'),
    listed('db'),
    { facts: { name: 'DB' }, identities: ['overlay:name:db', 'name:/DB'] },
  ]
  const { estate, unattached } = mergeEstate([twins, source('list', 8, twice)], new Map())
  expect(estate.vms.map(({ name }) => name)).toEqual(['db', 'web', 'web'])
  expect(unattached.map(({ name, why }) => [name, why])).toEqual([
    ['web', '2 VMs are called "web"; add a column uuid or path'],
    ['DB', 'another row of the same list speaks of that VM'],
  ])
})
