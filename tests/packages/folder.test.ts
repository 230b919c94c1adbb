import { mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { checkSources } from '../../src/app/add-source.ts'
import type { AppContext } from '../../src/app/context.ts'
import { discover } from '../../src/app/discover.ts'
import { loadEstate } from '../../src/app/estate.ts'
import { moveToFiles } from '../../src/app/move.ts'
import { sourceArgument } from '../../src/app/source-argument.ts'
import { showSources } from '../../src/app/sources.ts'
import { discoverResult, type SourcesChecked, sourcesChecked } from '../../src/contract/discover.ts'
import { newFolder } from '../causeway.ts'
import { newContext } from '../context.ts'
import { archiveOf, configurationOf, descriptorOf, diskBytes, write, writeHome, writeOvf } from './exports.ts'

// The exports of Harbour: cranes as OVF, kiosks as OVA, the weighbridge as ESX keeps it.
let context: AppContext
let close: () => Promise<void>
let exports: string

beforeEach(async () => {
  const opened = await newContext('package-folder')
  context = opened.context
  close = () => opened.close()
  exports = join(newFolder('exports'), 'exports')
  mkdirSync(exports)
}, 120_000)

afterEach(() => close())

const read = (...names: readonly string[]) =>
  discover(
    context,
    names.map((name) => sourceArgument(name, { password: () => Promise.reject(new Error('none')) })),
  )

const machines = async () =>
  (await loadEstate(context)).vms.map(({ name, id, origins }) => ({
    name,
    id,
    files: origins.map(({ place }) => place.file),
  }))

const named = async () => (await machines()).map(({ name, files }) => [name, ...files])

test('a folder of cranes, kiosks and a weighbridge is one source, and every file is accounted for', async () => {
  writeOvf(join(exports, 'cranes'), 'crane-07')
  write(exports, 'kiosk-01.ova', archiveOf('kiosk-01'))
  writeHome(join(exports, 'quay-scale-01'))
  write(exports, 'spare.vmdk', diskBytes('spare'))
  write(exports, 'notes.txt', 'ask the crane team')
  write(exports, '.DS_Store', 'x')
  symlinkSync('/etc/passwd', join(exports, 'passwd.ova'))
  const { sources, folders, skipped, estate } = await read(exports)
  expect(sources).toMatchObject([
    {
      kind: 'packages',
      label: 'exports/',
      seen: 4,
      kept: 4,
      merged: 0,
      rejected: [],
      packages: { files: 4, read: 4, copies: 0, rejected: 0, belonging: 6 },
    },
  ])
  expect(folders).toEqual([
    {
      folder: 'exports/',
      files: 12,
      packages: 4,
      belonging: 6,
      others: 0,
      skipped: 2,
      hidden: 1,
      replaced: [],
    },
  ])
  expect(skipped).toEqual([
    { file: 'passwd.ova', why: 'symbolic links are not followed' },
    { file: 'notes.txt', why: 'no source reader recognises its content' },
  ])
  expect(estate.vms).toBe(4)
  expect(await named()).toEqual([
    ['crane-07', 'cranes/crane-07.ovf'],
    ['kiosk-01', 'kiosk-01.ova'],
    ['quay-scale-01', 'quay-scale-01/quay-scale-01.vmx'],
    ['spare', 'spare.vmdk'],
  ])
  expect((await showSources(context)).sources.map(({ label, packages }) => [label, packages?.read])).toEqual([
    ['exports/', 4],
  ])
  expect((await read(exports)).sources[0]?.changed).toBe(false)
}, 120_000)

test('a bad package is rejected with path and reason, and the machine that was read of it before stands', async () => {
  writeOvf(exports, 'crane-07')
  writeOvf(exports, 'crane-08')
  write(exports, 'kiosk-01.ova', archiveOf('kiosk-01'))
  await read(exports)
  const before = await machines()
  writeFileSync(join(exports, 'crane-07-disk1.vmdk'), 'torn')
  writeFileSync(join(exports, 'crane-08.ovf'), '')
  writeFileSync(join(exports, 'kiosk-01.ova'), archiveOf('kiosk-01').subarray(0, 100))
  write(exports, 'new.vmx', 'nothing of a machine')
  write(
    exports,
    'none.ovf',
    '<Envelope xmlns="http://schemas.dmtf.org/ovf/envelope/1"><References/></Envelope>',
  )
  writeOvf(exports, 'crane-09')
  const [source] = (await read(exports)).sources
  expect(source).toMatchObject({
    seen: 6,
    kept: 1,
    merged: 0,
    packages: { files: 6, read: 1, copies: 0, rejected: 5, belonging: 6 },
  })
  expect(source?.rejected.map(({ where, why }) => [where, why])).toEqual([
    ['crane-08.ovf', 'its content is not that of an .ovf file'],
    ['kiosk-01.ova', 'its content is not that of an .ova file'],
    ['new.vmx', 'its content is not that of an .vmx file'],
    ['crane-07.ovf', expect.stringContaining('crane-07-disk1.vmdk')],
    ['none.ovf', 'the package: found no machine, expected at least one'],
  ])
  expect(source?.missing.at(-1)).toMatch(/^3 objects stand as an earlier read saw them/)
  const after = await machines()
  expect(after.filter(({ name }) => name !== 'crane-09')).toEqual(before)
  expect(after).toHaveLength(4)
  // Taken away for good, what is still torn is no reason to keep it.
  for (const name of ['crane-07.ovf', 'crane-07-disk1.vmdk', 'crane-07.mf']) rmSync(join(exports, name))
  await read(exports)
  expect((await machines()).map(({ name }) => name)).toEqual(['crane-08', 'crane-09', 'kiosk-01'])
}, 120_000)

test('a package that is gone from the folder is gone; one that moved or was exported anew keeps its id', async () => {
  writeOvf(exports, 'crane-07')
  writeOvf(exports, 'crane-08')
  write(exports, 'kiosk-01.ova', archiveOf('kiosk-01'))
  await read(exports)
  const before = new Map((await machines()).map(({ name, id }) => [name, id]))
  rmSync(join(exports, 'kiosk-01.ova'))
  mkdirSync(join(exports, 'north'))
  for (const name of ['crane-07.ovf', 'crane-07-disk1.vmdk', 'crane-07.mf'])
    renameSync(join(exports, name), join(exports, 'north', name))
  writeOvf(exports, 'crane-08', descriptorOf('crane-08').replace('>4096<', '>8192<'))
  const [source] = (await read(exports)).sources
  expect(source).toMatchObject({ changed: true, kept: 2, packages: { files: 2, read: 2 } })
  expect(await machines()).toEqual([
    { name: 'crane-07', id: before.get('crane-07'), files: ['north/crane-07.ovf'] },
    { name: 'crane-08', id: before.get('crane-08'), files: ['crane-08.ovf'] },
  ])
  rmSync(exports, { recursive: true })
  mkdirSync(exports)
  await expect(read(exports)).rejects.toThrow('The folder exports/ is empty')
  expect(await machines()).toHaveLength(2)
  write(exports, 'notes.txt', 'all cranes have moved')
  expect((await read(exports)).sources).toMatchObject([{ seen: 0, packages: { files: 0 } }])
  expect(await machines()).toEqual([])
}, 120_000)

test('machines that share a name, a file name or a UUID stay apart; the same package twice is counted once', async () => {
  const uuid = { 'uuid.bios': '42 1f 00 11 22 33 44 55-66 77 88 99 aa bb cc dd' }
  write(exports, 'east/web.vmx', configurationOf('web'))
  write(exports, 'west/web.vmx', configurationOf('web', { memSize: '4096' }))
  write(exports, 'north/db.vmx', configurationOf('db', uuid))
  write(exports, 'south/db.vmx', configurationOf('db', uuid))
  write(exports, 'kiosk-01.ova', archiveOf('kiosk-01'))
  write(exports, 'old/kiosk-01.ova', archiveOf('kiosk-01'))
  const [source] = (await read(exports)).sources
  expect(source).toMatchObject({
    seen: 6,
    kept: 5,
    merged: 1,
    packages: { files: 6, read: 5, copies: 1, rejected: 0 },
    decided: [
      'old/kiosk-01.ova describes the same as kiosk-01.ova, word for word: its machines are counted once',
      'north/db.vmx, south/db.vmx give the same SMBIOS UUID 421f0011-2233-4455-6677-8899aabbccdd: they stay 2 machines',
    ],
  })
  const found = await machines()
  expect(found.map(({ name, files }) => [name, ...files])).toEqual(
    expect.arrayContaining([
      ['db', 'north/db.vmx'],
      ['db', 'south/db.vmx'],
      ['kiosk-01', 'kiosk-01.ova'],
      ['web', 'east/web.vmx'],
      ['web', 'west/web.vmx'],
    ]),
  )
  expect(new Set(found.map(({ id }) => id)).size).toBe(5)
  await read(exports)
  expect(await machines()).toEqual(found)
  // Another folder with a machine of the same name at the same place is another machine.
  const others = newFolder('others')
  write(others, 'east/web.vmx', configurationOf('web', { memSize: '1024' }))
  await read(others)
  expect((await named()).filter(([name]) => name === 'web')).toHaveLength(3)
}, 120_000)

test('a workspace that knows the files one by one knows them as a folder afterwards, under the same ids', async () => {
  writeOvf(exports, 'crane-07')
  write(exports, 'kiosk-01.ova', archiveOf('kiosk-01'))
  writeHome(join(exports, 'quay-scale-01'))
  write(exports, 'torn.ova', archiveOf('torn'))
  const elsewhere = newFolder('elsewhere')
  write(elsewhere, 'kiosk-02.ova', archiveOf('kiosk-02'))
  const files = ['crane-07.ovf', 'kiosk-01.ova', 'quay-scale-01/quay-scale-01.vmx', 'torn.ova']
  await read(...files.map((name) => join(exports, name)), join(elsewhere, 'kiosk-02.ova'))
  const before = await machines()
  expect((await showSources(context)).sources).toHaveLength(5)
  writeFileSync(join(exports, 'torn.ova'), 'torn')
  rmSync(join(exports, 'kiosk-01.ova'))
  const { folders } = await read(exports)
  expect(folders[0]?.replaced).toEqual(['crane-07.ovf', 'kiosk-01.ova', 'quay-scale-01.vmx'])
  // What cannot be read now is still known from the time it was read alone.
  expect((await showSources(context)).sources.map(({ label }) => label)).toEqual([
    'exports/',
    'kiosk-02.ova',
    'torn.ova',
  ])
  expect((await machines()).map(({ id }) => id)).toEqual(
    before.filter(({ name }) => name !== 'kiosk-01').map(({ id }) => id),
  )
  write(exports, 'torn.ova', archiveOf('torn'))
  expect((await read(exports)).folders[0]?.replaced).toEqual(['torn.ova'])
  expect((await machines()).map(({ id }) => id)).toEqual(
    before.filter(({ name }) => name !== 'kiosk-01').map(({ id }) => id),
  )
}, 120_000)

test('the disks of a machine of the folder are found by its name', async () => {
  writeOvf(join(exports, 'cranes'), 'crane-07')
  write(exports, 'kiosk-01.ova', archiveOf('kiosk-01'))
  await read(exports)
  for (const source of ['crane-07', 'kiosk-01']) {
    const { state, artifacts } = await moveToFiles(context, { source, out: newFolder('moved') })
    expect([state, artifacts.map(({ virtualBytes }) => virtualBytes)]).toEqual(['done', [1024 * 1024]])
  }
  rmSync(join(exports, 'kiosk-01.ova'))
  const out = newFolder('moved')
  await expect(moveToFiles(context, { source: 'kiosk-01', out })).rejects.toThrow('kiosk-01')
  writeHome(exports)
  await read(exports)
  await expect(moveToFiles(context, { source: 'quay-scale-01', out })).rejects.toThrow(
    "quay-scale-01.vmx: found a machine's configuration; expected an OVA, an OVF or one .vmdk of it",
  )
}, 120_000)

test('a folder with packages and sheets says which files are what, and a check keeps nothing', async () => {
  writeOvf(exports, 'crane-07')
  write(exports, 'kiosk-01.ova', archiveOf('kiosk-01'))
  write(exports, 'torn.ova', 'torn')
  write(exports, 'tabvInfo.csv', 'VM,Powerstate,Template,HW version\nerp-db-01,poweredOn,False,19\n')
  write(exports, 'tabvCPU.csv', 'VM,CPUs,Sockets,Cores p/s\nerp-db-01,4,2,2\n')
  write(exports, 'owners.csv', 'vm,owner\ncrane-07,Terminal Operations\n')
  write(exports, 'readme.md', '# Exports')
  const inputs = [sourceArgument(exports, { password: () => Promise.reject(new Error('none')) })]
  const told = {
    folder: 'exports/',
    files: 9,
    packages: 3,
    belonging: 2,
    others: 3,
    skipped: 1,
    hidden: 0,
    replaced: [],
  }
  const kinds = [
    ['packages', 'exports/', 3, 1],
    ['overlay', 'owners.csv', 1, 0],
    ['rvtools', 'tabvInfo.csv', 1, 0],
  ]
  const shown = (result: Pick<SourcesChecked, 'sources'>) =>
    result.sources.map(({ kind, label, seen, rejected }) => [kind, label, seen, rejected.length])
  const checked = sourcesChecked.parse(await checkSources(context, inputs))
  expect([shown(checked), checked.folders]).toEqual([kinds, [told]])
  expect((await showSources(context)).sources).toEqual([])
  const result = discoverResult.parse(await discover(context, inputs))
  expect([shown(result), result.folders]).toEqual([kinds, [told]])
  const crane = (await loadEstate(context)).vms.find(({ name }) => name === 'crane-07')
  expect(crane?.owner).toBe('Terminal Operations')
}, 120_000)

test('names that would harm elsewhere are names of files and nothing more', async () => {
  const names = [
    '=cmd()|x.ova',
    'line\nbreak.ova',
    '\u202eavo.ova',
    "it's a $(crane).ova",
    `${'long'.repeat(60)}.ova`,
  ]
  for (const [index, name] of names.entries()) write(exports, name, archiveOf(`crane-${index}`))
  writeFileSync(
    Buffer.concat([Buffer.from(`${exports}/crane-`), Buffer.from([0xff]), Buffer.from('.ova')]),
    'x',
  )
  let deep = exports
  for (let depth = 0; depth < 14; depth++) deep = join(deep, 'd')
  write(deep, 'deep.ova', archiveOf('deep'))
  write(exports, 'name.ovf', descriptorOf('name').replace('<Name>name', `<Name>${'N'.repeat(50_000)}`))
  const { sources, skipped } = await read(exports)
  expect(sources).toMatchObject([{ kept: 6, packages: { files: 7, read: 6, rejected: 1 } }])
  expect(sources[0]?.rejected[0]?.why).toContain('not UTF-8')
  expect(skipped).toEqual([{ file: Array(13).fill('d').join('/'), why: 'folders are followed 12 deep' }])
  const found = await named()
  expect(found.map(([, file]) => file).sort()).toEqual([...names, 'name.ovf'].sort())
  expect(found.map(([name]) => name?.length ?? 0)).toContain(200)
}, 120_000)
