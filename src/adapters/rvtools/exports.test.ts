import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { writeCsv } from '../../formats/csv/write.ts'
import { writeXlsx, type XlsxValue } from '../../formats/xlsx/write.ts'
import { writeZip } from '../../formats/zip/write.ts'
import { silentProgress } from '../../lib/progress.ts'
import { columnsOf, tabs } from './header.ts'
import { rvtoolsReader } from './index.ts'
import {
  facts,
  inFolder,
  instance,
  only,
  readBytes,
  readInput,
  readSheets,
  smbios,
  vcenter,
} from './reading.fixture.ts'
import { processorMs } from '../../../tests/process-time.ts'

test('two vCenters in one workbook are two sources, and the same VM id in both stays apart', async () => {
  const second = '11111111-2222-3333-4444-555555555555'
  const head = ['VM', 'VM ID', 'VI SDK Server', 'VI SDK UUID']
  const reads = await readSheets({
    vInfo: [head, ['a', 'vm-1', 'vc1', vcenter], ['a', 'vm-1', 'vc2', second]],
    vCPU: [
      [...head, 'CPUs'],
      ['a', 'vm-1', 'vc1', vcenter, 2],
      ['a', 'vm-1', 'vc2', second, 8],
    ],
    vMetaData: [
      ['RVTools version', 'xlsx creation datetime', 'Server'],
      ['4.8.1.0', new Date('2026-09-01T08:00:00Z'), 'vc1'],
    ],
  })
  expect(
    reads.map(({ description, observations }) => ({
      description,
      facts: observations.map((one) => one.facts),
    })),
  ).toEqual([
    {
      description: {
        key: `rvtools:${vcenter}`,
        reader: 'rvtools',
        label: 'estate.xlsx (vc1)',
        observedAt: '2026-09-01T08:00:00Z',
        rank: 30,
      },
      facts: [{ name: 'a', moref: 'vm-1', vcenter, cpus: 2 }],
    },
    {
      description: {
        key: `rvtools:${second}`,
        reader: 'rvtools',
        label: 'estate.xlsx (vc2)',
        observedAt: '2026-09-01T08:00:00Z',
        rank: 30,
      },
      facts: [{ name: 'a', moref: 'vm-1', vcenter: second, cpus: 8 }],
    },
  ])
})

test('a vCenter that is named late is the one that the first rows spoke of', async () => {
  const read = await only({
    vInfo: [
      ['VM', 'VI SDK Server'],
      ['a', 'vc1'],
    ],
    vCPU: [
      ['VM', 'CPUs', 'VI SDK Server', 'VI SDK UUID'],
      ['a', 2, 'VC1', vcenter],
    ],
  })
  expect(facts(read, 'vm')).toEqual([{ name: 'a', vcenter, cpus: 2 }])
})

test.each([
  ['4.2.2.0', instance, 'smbiosUuid'],
  ['4.3.1.0', smbios, 'instanceUuid'],
  [null, instance, 'instanceUuid'],
  [null, smbios, 'smbiosUuid'],
])('VM UUID of version %s with the value %s is the %s', async (version, uuid, field) => {
  const read = await only({
    vInfo: [
      ['VM', 'VM UUID'],
      ['a', uuid],
    ],
    vMetaData: [
      ['RVTools version', 'Server'],
      [version, 'vc'],
    ],
  })
  expect(facts(read, 'vm')).toEqual([{ name: 'a', [field]: uuid }])
})

test('rows are kept, merged or rejected, and namesakes stay apart', async () => {
  const read = await only({
    vInfo: [
      ['VM', 'VM ID', 'Host', 'CPUs'],
      ['a', 'vm-1', 'h1', 1],
      ['a', 'vm-2', 'h1', 2],
      ['a', 'vm-1', 'h1', 1],
      [null, 'vm-3', 'h1', 3],
      ['bad\u0000', 'vm-4', 'h1', 4],
      ['x'.repeat(1001), 'vm-5', 'h1', 5],
    ],
    vMemory: [
      ['VM', 'VM ID', 'Host', 'Size MiB'],
      ['a', 'vm-2', 'h1', 2048],
      ['a', null, 'h1', 99],
      ['orphan', 'vm-9', 'h1', 512],
    ],
  })
  expect(facts(read, 'vm')).toEqual([
    { name: 'a', moref: 'vm-1', host: 'h1', cpus: 1 },
    { name: 'a', moref: 'vm-2', host: 'h1', cpus: 2, memoryMib: 2048 },
    { name: 'orphan', moref: 'vm-9', host: 'h1', memoryMib: 512 },
  ])
  expect({
    ...read.report,
    rejected: read.report.rejected.map(({ where, why }) => [where.part, where.row, why]),
  }).toMatchObject({
    seen: 9,
    kept: 4,
    merged: 1,
    rejected: [
      ['vInfo', 5, 'the row names no VM'],
      ['vInfo', 6, 'the row holds NUL characters: the file is damaged'],
      ['vInfo', 7, 'its name has 1001 characters, at most 1000 are read'],
      ['vMemory', 3, 'several VMs have this name, and the row carries no id that decides'],
    ],
  })
})

test('what the reader does not know is named: sheets, columns, values', async () => {
  const read = await only({
    Notes: [['hello']],
    vInfo: [
      ['VM', 'Memory', 'Colour', 'Template'],
      ['a', 'lots', 'red', 'maybe'],
      ['b', 'many', null, 'False'],
    ],
    vHealth: [[null]],
  })
  expect(read.report.unknown).toEqual([
    'sheet "Notes"',
    'vHealth: no header row was found',
    'vInfo column Colour',
    'vInfo column Template: 1 value not understood, the first is "maybe" in row 2',
    'vInfo column Memory: 2 values not understood, the first is "lots" in row 2',
  ])
  expect(facts(read, 'vm')).toEqual([
    { name: 'a', attributes: { Colour: 'red' } },
    { name: 'b', template: false },
  ])
})

test('placeholders of a sanitised workbook join nothing', async () => {
  const read = await only({
    vInfo: [
      ['VM', 'VM ID', 'VM UUID', 'SMBIOS UUID'],
      ['a', 'VM', 'VM', 'VM'],
      ['b', 'VM', 'VM', 'VM'],
      ['c', 'vm-1', instance, smbios],
      ['d', 'vm-1', instance, smbios],
    ],
  })
  expect(read.observations.map(({ key, identities }) => [key, identities])).toEqual([
    ['//a', ['name:/a']],
    ['//b', ['name:/b']],
    ['//c', [`smbios:${smbios}`, 'name:/c']],
    ['//d', [`smbios:${smbios}`, 'name:/d']],
  ])
})

test('hostile names go through as inert text', async () => {
  const names = [
    '=cmd()',
    '../../etc',
    '<script>',
    '__proto__',
    'yes',
    '1e3',
    'a\nb',
    '\u202egnp.exe',
    '\u001b[31m',
  ]
  const read = await only({
    vInfo: [
      ['VM', 'Annotation', '__proto__', 'Datacenter'],
      ...names.map((name): XlsxValue[] => [name, name, 'x', null]),
    ],
  })
  expect(facts(read, 'vm')).toEqual(names.map((name) => ({ name, annotation: name })))
})

test('a folder of CSV files is one export; among other files its first tab brings the rest', async () =>
  inFolder(async (folder) => {
    const csv = join(folder, 'export')
    mkdirSync(csv)
    const write = (file: string, rows: (string | number)[][]) =>
      writeFileSync(join(csv, file), writeCsv(rows, ';'))
    write('RVTools_tabvInfo.csv', [
      ['VM', 'VM ID', 'PowerOn', 'VI SDK UUID'],
      ['a', 'vm-1', '04.08.2026 20:37:23', vcenter],
    ])
    write('RVTools_tabvMemory.csv', [
      ['VM', 'VM ID', 'Size MiB'],
      ['a', 'vm-1', '8.192'],
    ])
    const whole = { kind: 'folder', path: csv, name: 'export' } as const
    expect(await rvtoolsReader.recognises(whole)).toBe(0.9)
    const [read] = await readInput(whole)
    expect(read?.observations).toEqual([
      {
        kind: 'vm',
        key: 'vm-1',
        identities: [`vc:${vcenter}/vm-1`, 'name:/a'],
        place: { file: 'export/RVTools_tabvInfo.csv', line: 2 },
        facts: { name: 'a', moref: 'vm-1', vcenter, poweredOnAt: '2026-08-04T20:37:23Z', memoryMib: 8192 },
      },
    ])
    writeFileSync(join(csv, 'owners.csv'), 'vm,owner\na,Ann\n')
    expect(await rvtoolsReader.recognises(whole)).toBe(0)
    const file = (name: string) => ({ kind: 'file', path: join(csv, name), name: `export/${name}` }) as const
    expect(await readInput(file('RVTools_tabvInfo.csv'))).toEqual([read])
    expect(await rvtoolsReader.recognises(file('RVTools_tabvMemory.csv'))).toBe(0.9)
    expect(await readInput(file('RVTools_tabvMemory.csv'))).toEqual([])
    expect(await rvtoolsReader.recognises(file('owners.csv'))).toBe(0)
  }))

test('a bomb, a document type, a password and a workbook of others are refused with a sentence', async () => {
  const bomb = writeZip([{ name: 'xl/workbook.xml', data: new Uint8Array(8 * 2 ** 20) }])
  await expect(readBytes(bomb)).rejects.toThrow(
    /^The RVTools export estate\.xlsx cannot be read: "xl\/workbook\.xml" has a compression ratio of \d+; at most 100 \(a zip bomb\?\) was expected/,
  )
  const evil = writeZip([
    {
      name: 'xl/workbook.xml',
      data: Buffer.from('<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><workbook>&e;</workbook>'),
    },
  ])
  await expect(readBytes(evil)).rejects.toThrow(
    'a document type declaration; elements and text only was expected',
  )
  await expect(readBytes(Buffer.from('d0cf11e0a1b11ae1', 'hex'))).rejects.toThrow('workbook with a password')
})

test('workbooks are told by their content: another one is left alone, a broken one is ours to explain', async () =>
  inFolder(async (folder) => {
    const sure = async (name: string, bytes: Uint8Array) => {
      const path = join(folder, name)
      writeFileSync(path, bytes)
      return rvtoolsReader.recognises({ kind: 'file', path, name })
    }
    const book = (title: string, header: string[]) => writeXlsx([{ name: title, rows: [header] }])
    expect(await sure('no-ending', book('vInfo', ['VM']))).toBe(0.95)
    expect(await sure('list.xlsx', book('List', ['VM', 'Powerstate', 'Template', 'CBT']))).toBe(0.6)
    expect(await sure('budget.xlsx', book('Budget', ['Item', 'Cost']))).toBe(0)
    expect(await sure('broken.xlsx', Buffer.from('PK\u0003\u0004broken'))).toBe(0.5)
    expect(await sure('disk.ova', Buffer.from('disk.ovf'))).toBe(0)
    const path = join(folder, 'budget.xlsx')
    await expect(readInput({ kind: 'file', path, name: 'budget.xlsx' })).rejects.toThrow(
      'has only the sheets "Budget"; a tab that RVTools writes was expected',
    )
  }))

test('a stop in mid-read ends it', async () =>
  inFolder(async (folder) => {
    const path = join(folder, 'stop.xlsx')
    const rows = Array.from({ length: 5000 }, (_, at) => [`vm-${at}`])
    writeFileSync(path, writeXlsx([{ name: 'vInfo', rows: [['VM'], ...rows] }]))
    const stop = new AbortController()
    stop.abort(new Error('stopped'))
    const readings = rvtoolsReader.read(
      { kind: 'file', path, name: 'stop.xlsx' },
      silentProgress(stop.signal),
    )
    const first = async () => {
      for await (const reading of readings) return reading
      return undefined
    }
    await expect(first()).rejects.toThrow('stopped')
  }))

test('any values in any column of any tab are kept, merged or rejected, and no text is left that a database refuses', async () => {
  const cell = fc.oneof(
    fc.constantFrom<XlsxValue>(
      null,
      'vm-1',
      'a',
      'True',
      '10.0.0.1',
      '\u0000',
      '\ud800x',
      '1.234,5',
      '[x] y',
      1e300,
      -1,
      true,
    ),
    fc.string({ unit: 'grapheme', maxLength: 12 }),
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.date({ noInvalidDate: true }),
  )
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...tabs), fc.infiniteStream(cell), async (tab, cells) => {
      const columns = [...Object.keys(columnsOf(tab).used), ...columnsOf(tab).other]
      const rows = Array.from({ length: 4 }, () => columns.map((): XlsxValue => cells.next().value ?? null))
      for (const read of await readSheets({
        [tab]: [columns, ...rows],
        vRP: [['Resource Pool name'], ['x']],
      })) {
        for (const observation of read.observations)
          expect(JSON.stringify(observation)).not.toMatch(/\\u0000|\\ud[89a-f]/)
      }
    }),
    { numRuns: 100 },
  )
})

test('a damaged row that names its vCenter with NUL brings none of it into what is kept', async () => {
  const readings = await readSheets({
    vMultiPath: [
      ['Host', 'VI SDK UUID'],
      ['esx-1', '\u0000'],
    ],
    vRP: [['Resource Pool name'], ['x']],
  })
  const kept = readings.flatMap(({ observations }) => [...observations])
  expect(kept.length).toBeGreaterThan(0)
  expect(JSON.stringify(kept)).not.toContain('\\u0000')
})

test('names that were blanked out, and one object with all the complaints, cost no more than others', async () => {
  const ids = Array.from({ length: 20_000 }, (_, at) => `vm-${at}`)
  const started = processorMs()
  const read = await only({
    vInfo: [['VM', 'VM ID', 'Host'], ...ids.map((id) => ['VM', id, 'h'])],
    vMemory: [['VM', 'VM ID', 'Size MiB'], ...ids.map((id) => ['VM', id, 1024]), ['VM', null, 1]],
    vHealth: [['Name', 'Message'], ...ids.map((id) => [`[DS] ${id}/old.vmdk`, 'Possibly a zombie file'])],
  })
  expect(processorMs() - started).toBeLessThan(15_000)
  expect(facts(read, 'vm')).toHaveLength(20_000)
  expect(facts(read, 'vm').every((vm) => 'memoryMib' in vm && vm.memoryMib === 1024)).toBe(true)
  const [centre] = facts(read, 'vcenter')
  expect(centre && 'health' in centre && centre.health?.length).toBe(5000)
  expect(read.report.rejected).toHaveLength(15_001)
})
