import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { silentProgress } from '../../lib/progress.ts'
import type { Observation, ReadReport } from '../../model/observation.ts'
import { overlayReader } from './index.ts'

const folder = mkdtempSync(join(tmpdir(), 'overlay-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function readText(text: string | Uint8Array, name = 'owners.csv') {
  const path = join(folder, name)
  writeFileSync(path, text)
  const input = { kind: 'file', path, name } as const
  const observations: Observation[] = []
  let report: ReadReport | undefined
  for await (const reading of overlayReader.read(input, silentProgress())) {
    for await (const observation of reading.observations) observations.push(observation)
    report = reading.report()
  }
  return { sure: await overlayReader.recognises(input), observations, report }
}

test('owners of three VMs, named three ways, in a German spreadsheet', async () => {
  const text =
    'VM;UUID;Besitzer;Umgebung;Kritikalität;Farbe\r\nerp-db-01;;Inés;Prod;Tier 1;rot\r\n;4221AAAA-bbbb-cccc-dddd-eeeeffff0001;Bo;lila;;\r\n'
  const { sure, observations, report } = await readText(Buffer.from(text, 'latin1'))
  expect(sure).toBe(0.6)
  expect(observations).toEqual([
    {
      kind: 'vm',
      key: 'overlay:name:erp-db-01',
      identities: ['overlay:name:erp-db-01'],
      place: { file: 'owners.csv', line: 2 },
      facts: { name: 'erp-db-01', owner: 'Inés', environment: 'production', criticality: 1 },
    },
    {
      kind: 'vm',
      key: 'overlay:uuid:4221aaaa-bbbb-cccc-dddd-eeeeffff0001',
      identities: ['overlay:uuid:4221aaaa-bbbb-cccc-dddd-eeeeffff0001'],
      place: { file: 'owners.csv', line: 3 },
      facts: { name: '4221aaaa-bbbb-cccc-dddd-eeeeffff0001', owner: 'Bo' },
    },
  ])
  expect(report).toEqual({
    seen: 2,
    kept: 2,
    merged: 0,
    rejected: [],
    unknown: ['column Farbe', 'column Umgebung: 1 value not understood, the first is "lila" in line 3'],
    missing: [],
    coverage: [
      {
        part: 'overlay',
        rows: 2,
        known: ['VM', 'UUID', 'Besitzer', 'Umgebung', 'Kritikalität'],
        missing: [],
        unknown: ['Farbe'],
      },
    ],
  })
})

test('an address beside a name is a fact, alone it is the key', async () => {
  const { observations } = await readText(
    'vm,ip,fqdn,owner\nweb,10.0.0.7,WEB.example.,Ann\n,10.0.0.8,,Ben\n,,Db.example,Cy\n',
  )
  expect(observations.map(({ identities, facts }) => ({ identities, facts }))).toEqual([
    {
      identities: ['overlay:name:web', 'overlay:dns:web.example', 'overlay:address:10.0.0.7'],
      facts: { name: 'web', owner: 'Ann', primaryAddress: '10.0.0.7', guestHostName: 'web.example' },
    },
    { identities: ['overlay:address:10.0.0.8'], facts: { name: '10.0.0.8', owner: 'Ben' } },
    {
      identities: ['overlay:dns:db.example', 'overlay:name:db.example'],
      facts: { name: 'db.example', owner: 'Cy' },
    },
  ])
})

test('every row is counted: the same again, a contradiction, no VM, a NUL', async () => {
  const { report, observations } = await readText(
    'vm,owner,team\na,Ann,\na,,Ops\na,Bob,\n,Ben,\nb\u0000,Eve,\n',
  )
  expect(observations.map(({ facts }) => facts)).toEqual([{ name: 'a', owner: 'Ann', team: 'Ops' }])
  expect(report).toMatchObject({
    seen: 5,
    kept: 1,
    merged: 1,
    rejected: [
      { where: { file: 'owners.csv', line: 4 }, name: 'a', why: 'line 2 says another owner of the same VM' },
      { where: { file: 'owners.csv', line: 5 }, why: expect.stringContaining('names no VM') },
      { where: { file: 'owners.csv', line: 6 }, why: 'the row holds NUL characters' },
    ],
  })
})

test('other tables are left to other readers, and broken ones say where', async () => {
  const path = join(folder, 'flows.csv')
  writeFileSync(path, 'src,dst,port\n1,2,3\n')
  expect(await overlayReader.recognises({ kind: 'file', path, name: 'flows.csv' })).toBe(0)
  await expect(readText('vm,owner\n"a,b\n')).rejects.toThrow(
    'The overlay owners.csv cannot be read: line 2 has a quote without end',
  )
  await expect(readText('colour,owner\nred,Ann\n')).rejects.toThrow(
    'has no column that names a VM; its columns are: colour, owner',
  )
})
