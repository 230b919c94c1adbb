import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type DiscoverResult, discoverResult, sourceRemoved } from '../../src/contract/discover.ts'
import { type VmResult, vmResult, type VmsResult, vmsResult } from '../../src/contract/vms.ts'
import { causeway, json, newFolder } from '../causeway.ts'
import { api, harbour, type Server, serve, sources } from './harbour.ts'

let folder: string
let server: Server
let first: DiscoverResult

async function vms(): Promise<VmsResult> {
  return vmsResult.parse(JSON.parse(await api(server, '/vms')))
}

async function vm(wanted: string): Promise<VmResult> {
  return vmResult.parse(JSON.parse(await api(server, `/vms/${encodeURIComponent(wanted)}`)))
}

beforeAll(async () => {
  folder = newFolder('two-sources')
  server = await serve(folder)
  first = discoverResult.parse(await json(['discover', ...sources], folder))
}, 240_000)

afterAll(async () => {
  await server.stop()
})

test('every source of Harbour is counted in and out', () => {
  expect(
    first.sources.map(({ kind, label, seen, kept, merged, rejected, changed }) => ({
      kind,
      label,
      seen,
      kept,
      merged,
      rejected,
      changed,
    })),
  ).toEqual([
    { kind: 'rvtools', label: 'rvtools.xlsx', seen: 186, kept: 186, merged: 0, rejected: [], changed: true },
    {
      kind: 'vcenter',
      label: 'vcsa-01.harbour.example',
      seen: 58,
      kept: 58,
      merged: 0,
      rejected: [],
      changed: true,
    },
    { kind: 'packages', label: 'ova/', seen: 2, kept: 2, merged: 0, rejected: [], changed: true },
    { kind: 'overlay', label: 'overlay.csv', seen: 109, kept: 109, merged: 0, rejected: [], changed: true },
  ])
  expect(first.estate).toEqual({
    vms: 121,
    templates: 4,
    hosts: 12,
    clusters: 3,
    datastores: 7,
    networks: 14,
    platform: 13,
    conflicts: 2,
  })
  expect(first.unattached).toEqual([
    {
      where: 'overlay.csv:111',
      name: 'berth-planner-01',
      why: 'no discovered VM is called "berth-planner-01"',
    },
  ])
  expect(first.skipped.map(({ file }) => file).sort()).toEqual([
    'gate-kiosk-01.ovf.in',
    'make.mjs',
    'tally-print-01.ovf.in',
  ])
  expect(first.sources[2]?.packages).toEqual({ files: 2, read: 2, copies: 0, rejected: 0, belonging: 0 })
  expect(first.folders).toEqual([
    { folder: 'ova/', files: 5, packages: 2, belonging: 0, others: 0, skipped: 3, hidden: 0, replaced: [] },
  ])
})

test('the memory of erp-app-01, which two sources give differently, shows both with where they stand', async () => {
  const found = await vm('erp-app-01')
  const [rvtools, vcenter] = first.sources
  expect(found.memoryMib).toBe(24576)
  expect(found.conflicts).toEqual([
    {
      field: 'memoryMib',
      chosen: 0,
      because: 'the source of higher rank, or the newer of equals',
      decided: false,
      values: [
        {
          source: vcenter?.source,
          label: 'vcsa-01.harbour.example',
          where: 'vcsa-01.harbour.example, vm-1003',
          observedAt: '2026-11-13T19:00:00Z',
          value: 24576,
        },
        {
          source: rvtools?.source,
          label: 'rvtools.xlsx',
          where: 'rvtools.xlsx, vInfo, row 4',
          observedAt: '2026-11-13T18:00:00Z',
          value: 16384,
        },
      ],
    },
  ])
  expect(found.evidence.find(({ field }) => field === 'memoryMib')).toEqual({
    field: 'memoryMib',
    source: vcenter?.source,
    label: 'vcsa-01.harbour.example',
    where: 'vcsa-01.harbour.example, vm-1003',
    observedAt: '2026-11-13T19:00:00Z',
  })
})

test('a VM is found by name, id, UUID and inventory path, and each is the same one', async () => {
  const named = await vm('erp-app-01')
  const { instanceUuid, smbiosUuid } = named.facts
  const ways = [named.id, String(instanceUuid), String(smbiosUuid), '/Quayside/vm/Production/ERP/erp-app-01']
  const found = await Promise.all(ways.map(vm))
  expect(found.map(({ id }) => id)).toEqual(ways.map(() => named.id))
})

test('the same sources a second time change no id, no count, no fact', async () => {
  const before = await vms()
  const again = discoverResult.parse(await json(['discover', ...sources], folder))
  expect(again.sources.map(({ changed }) => changed)).toEqual([false, false, false, false])
  expect(again.estate).toEqual(first.estate)
  expect(await vms()).toEqual(before)
}, 180_000)

test('a source taken out leaves what the others say, under the same ids; read again it is all there again', async () => {
  const before = await vms()
  const vcenter = first.sources[1]?.source ?? ''
  const without = sourceRemoved.parse(await json(['sources', 'remove', vcenter], folder))
  expect(without.estate).toEqual({ ...first.estate, conflicts: 0, platform: 12 })
  const after = await vms()
  expect(after.vms.map(({ id, name }) => [id, name])).toEqual(before.vms.map(({ id, name }) => [id, name]))
  const { memoryMib, conflicts } = await vm('erp-app-01')
  expect({ memoryMib, conflicts }).toEqual({ memoryMib: 16384, conflicts: [] })
  await json(['discover', join(harbour, 'vcenter')], folder)
  expect((await vms()).vms).toEqual(before.vms)
}, 180_000)

test('two VMs of one name are both named, and one that is unknown is answered with names alike; both exit 2', async () => {
  const twins = newFolder('twins')
  const tabs = join(twins, 'tabs')
  mkdirSync(tabs)
  writeFileSync(
    join(tabs, 'RVTools_tabvInfo.csv'),
    [
      'VM,Powerstate,Template,CPUs,Memory,Datacenter,Folder,VM ID,VM UUID,VI SDK Server,VI SDK UUID',
      'twin-01,poweredOn,False,2,4096,DC,/DC/vm/left,vm-1,42000000-0000-0000-0000-000000000001,vc,aaaaaaaa-0000-0000-0000-000000000001',
      'twin-01,poweredOn,False,2,4096,DC,/DC/vm/right,vm-2,42000000-0000-0000-0000-000000000002,vc,aaaaaaaa-0000-0000-0000-000000000001',
    ].join('\n'),
  )
  const served = await serve(twins)
  await json(['discover', tabs], twins)
  const { vms: both } = vmsResult.parse(await json(['vms'], twins))
  const ambiguous = await causeway(['vm', 'twin-01'], twins)
  expect([both.length, ambiguous.code, ambiguous.stdout]).toEqual([2, 2, ''])
  for (const one of both) expect(ambiguous.stderr).toContain(one.id)
  expect(ambiguous.stderr).toContain('2 VMs are called twin-01')
  const unknown = await causeway(['vm', 'twin-1', '--json'], twins)
  expect([unknown.code, unknown.stdout]).toEqual([2, ''])
  expect(JSON.parse(unknown.stderr)).toMatchObject({ error: { code: 'vm-unknown' } })
  expect(unknown.stderr).toContain('twin-01')
  await served.stop()
}, 180_000)
