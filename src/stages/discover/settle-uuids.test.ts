import { expect, test } from 'vitest'
import type { Observation } from '../../model/observation.ts'
import { type LoadedSource, mergeEstate } from './merge.ts'

const uuid = (start: string, at: number) => `${start}0000-0000-4000-8000-${String(at).padStart(12, '0')}`
const centre = 'aaaaaaaa-0000-4000-8000-000000000001'

function source(
  id: string,
  rank: number,
  vms: readonly Omit<Observation & { kind: 'vm' }, 'kind' | 'place'>[],
): LoadedSource {
  return {
    id,
    description: { key: id, reader: id, label: id, rank },
    observedAt: '2026-09-01T08:00:00Z',
    observations: vms.map((vm) => ({ ...vm, kind: 'vm', place: { file: id } })),
  }
}

const live = (at: number) => ({
  key: `vm-${at}`,
  identities: [
    `instance:${uuid('5021', at)}`,
    `vc:${centre}/vm-${at}`,
    `smbios:${uuid('4221', at)}`,
    `name:C/vm${at}`,
  ],
  facts: { name: `vm${at}`, instanceUuid: uuid('5021', at), smbiosUuid: uuid('4221', at) },
})

/** An old sheet: its reader guessed `smbios` and was wrong, or right. */
const sheet = (start: string, at: number, name = `renamed${at}`) => ({
  key: name,
  identities: [`smbios:${uuid(start, at)}`, `uuid:${uuid(start, at)}`, `name:/${name}`],
  facts: { name, smbiosUuid: uuid(start, at), cpus: at },
})

test('the UUIDs of a sheet without a version mean what the other sources find again', () => {
  for (const [start, words] of [
    ['5021', 'instance UUIDs'],
    ['4221', 'SMBIOS UUIDs'],
  ] as const) {
    const merged = mergeEstate(
      [source('live', 40, [live(1), live(2)]), source('sheet', 30, [sheet(start, 1), sheet(start, 2)])],
      new Map(),
    )
    expect(
      merged.estate.vms.map(({ name, cpus, instanceUuid, smbiosUuid }) => ({
        name,
        cpus,
        instanceUuid,
        smbiosUuid,
      })),
    ).toEqual([
      { name: 'vm1', cpus: 1, instanceUuid: uuid('5021', 1), smbiosUuid: uuid('4221', 1) },
      { name: 'vm2', cpus: 2, instanceUuid: uuid('5021', 2), smbiosUuid: uuid('4221', 2) },
    ])
    expect(merged.decided).toHaveLength(1)
    expect(merged.decided[0]).toContain(`are read as ${words}: 2 of 2`)
  }
})

test('alone, the guess of the reader stands and its mark is gone', () => {
  const { estate, decided } = mergeEstate([source('sheet', 30, [sheet('5021', 1)])], new Map())
  expect(estate.vms.map(({ instanceUuid, smbiosUuid }) => [instanceUuid, smbiosUuid])).toEqual([
    [undefined, uuid('5021', 1)],
  ])
  expect(decided).toEqual([])
})

test('clones that share a UUID stay apart: within a source, across sources, and across two vCenters', () => {
  const other = 'bbbbbbbb-0000-4000-8000-000000000002'
  const copy = {
    ...live(1),
    key: 'vm-9',
    identities: [`instance:${uuid('5021', 1)}`, `vc:${other}/vm-9`, 'name:D/vm1'],
  }
  const clones = source('sheet', 30, [sheet('4221', 1, 'a'), sheet('4221', 1, 'b')])
  const { estate } = mergeEstate(
    [source('live', 40, [live(1)]), source('second', 40, [copy]), clones],
    new Map(),
  )
  expect(estate.vms.map(({ name }) => name)).toEqual(['a', 'b', 'vm1', 'vm1'])
  expect(new Set(estate.vms.map(({ id }) => id)).size).toBe(4)
})

test('the order of the sources changes nothing', () => {
  const all = [
    source('live', 40, [live(1), live(2)]),
    source('sheet', 30, [sheet('5021', 1), sheet('5021', 2)]),
  ]
  expect(mergeEstate(all.toReversed(), new Map())).toEqual(mergeEstate(all, new Map()))
})
