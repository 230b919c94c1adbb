import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parseAllDocuments } from 'yaml'
import { tarHeader, writeTar } from '../../src/formats/tar/write.ts'
import { writeHeader } from '../../src/adapters/vmdk/header.ts'
import { writeXlsx } from '../../src/formats/xlsx/write.ts'
import { entryBytes, memorySource, readZip } from '../../src/formats/zip/read.ts'
import { writeZip } from '../../src/formats/zip/write.ts'
import { reportResult } from '../../src/contract/report.ts'
import { discoverResult } from '../../src/contract/discover.ts'
import { vmsResult } from '../../src/contract/vms.ts'
import { causeway, json, newFolder } from '../causeway.ts'
import { api, demoWorkspace, type Server, serve } from './harbour.ts'

let around: string
let folder: string
let server: Server

beforeAll(async () => {
  around = newFolder('hostile')
  folder = join(around, 'inner', 'workspace')
  mkdirSync(folder, { recursive: true })
  server = await serve(folder)
}, 120_000)

afterAll(async () => {
  await server.stop()
})

const honest = writeXlsx([
  {
    name: 'vInfo',
    rows: [
      ['VM', 'Powerstate', 'Template', 'CPUs', 'Memory', 'VM ID', 'VM UUID', 'VI SDK Server', 'VI SDK UUID'],
      ['quiet-01', 'poweredOn', false, 2, 4096, 'vm-1', '42000000-0000-0000-0000-0000000000aa', 'vc', 'aaaa'],
    ],
  },
])

/** The honest workbook with its sheet replaced. */
async function workbook(change: (sheet: string) => Uint8Array): Promise<Uint8Array> {
  const zip = await readZip(memorySource(honest))
  const inputs = []
  for (const entry of zip.entries.values()) {
    const data = await entryBytes(zip, entry, 1_000_000)
    const sheet = entry.name.endsWith('sheet1.xml')
    inputs.push({ name: entry.name, data: sheet ? change(Buffer.from(data).toString('utf8')) : data })
  }
  return writeZip(inputs)
}

/** Runs a command that must not hang, eat memory, or end in a sentence that Causeway does not have. */
async function refused(args: readonly string[]): Promise<string> {
  const said = await causeway([...args, '--json'], folder, { NODE_OPTIONS: '--max-old-space-size=192' })
  expect([args[0], said.code, said.stdout]).toEqual([args[0], 1, ''])
  const last = said.stderr.split('\n').findLast((line) => line.startsWith('{'))
  const { error }: { error: { code: string; message: string } } = JSON.parse(
    last ?? '{"error":{"code":"none"}}',
  )
  return error.code
}

/** True for a character that a terminal acts on, or that turns the direction of text. */
function isActive(character: string): boolean {
  const code = character.codePointAt(0) ?? 0
  if (code === 0x0a) return false
  return code < 0x20 || (code >= 0x7f && code < 0xa0) || /[\u202a-\u202e\u2066-\u2069]/.test(character)
}

const escape = '\u001b'
const enough = 20_000 + 60_000 // the limit, and what a busy machine adds

test(
  'a workbook that unpacks into far more than it is, is refused',
  async () => {
    const file = join(folder, 'bomb.xlsx')
    writeFileSync(
      file,
      await workbook((sheet) => Buffer.concat([Buffer.from(sheet), Buffer.alloc(256 * 1024 * 1024, ' ')])),
    )
    expect(await refused(['discover', file])).toBe('rvtools-unreadable')
  },
  enough,
)

test(
  'a workbook with a DOCTYPE, and one with an external entity, is refused and nothing is fetched',
  async () => {
    const file = join(folder, 'doctype.xlsx')
    for (const doctype of [
      '<!DOCTYPE worksheet>',
      '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
    ]) {
      writeFileSync(file, await workbook((sheet) => Buffer.from(sheet.replace('?>', `?>${doctype}`))))
      expect(await refused(['discover', file])).toBe('rvtools-unreadable')
    }
  },
  enough * 2,
)

test(
  'a workbook of a million empty rows is read, and its one VM is there',
  async () => {
    const file = join(folder, 'empty-rows.xlsx')
    const rows = Buffer.from(Array.from({ length: 1_000_000 }, (_, at) => `<row r="${at + 3}"/>`).join(''))
    writeFileSync(
      file,
      await workbook((sheet) => {
        const at = sheet.indexOf('</sheetData>')
        return Buffer.concat([Buffer.from(sheet.slice(0, at)), rows, Buffer.from(sheet.slice(at))])
      }),
    )
    const { sources } = discoverResult.parse(
      await json(['discover', file], folder, { NODE_OPTIONS: '--max-old-space-size=192' }),
    )
    expect(sources.map(({ seen, kept, merged, rejected }) => seen - kept - merged - rejected.length)).toEqual(
      [0],
    )
    expect(vmsResult.parse(JSON.parse(await api(server, '/vms'))).vms.map(({ name }) => name)).toEqual([
      'quiet-01',
    ])
  },
  enough,
)

test(
  'a CSV with NUL bytes is refused or its rows are counted, as a source and as evidence',
  async () => {
    const file = join(folder, 'nulls.csv')
    writeFileSync(file, 'vm,owner\nquiet-01,\0\0team\0\n\0\0\0,x\n')
    const source = await causeway(['discover', file, '--json'], folder)
    if (source.code === 0) {
      const [read] = discoverResult.parse(JSON.parse(source.stdout)).sources
      expect((read?.seen ?? 0) - (read?.kept ?? 0) - (read?.merged ?? 0) - (read?.rejected.length ?? 0)).toBe(
        0,
      )
    } else expect([source.code, source.stderr.includes('no sentence for')]).toEqual([1, false])
    const evidence = await causeway(['evidence', 'add', file, '--json'], folder)
    expect([[0, 1].includes(evidence.code ?? -1), evidence.stderr.includes('no sentence for')]).toEqual([
      true,
      false,
    ])
    expect(await api(server, '/vms')).not.toContain('\\u0000')
  },
  enough,
)

test(
  'an OVA whose members are named to leave the folder is refused, and nothing is written outside',
  async () => {
    const file = join(folder, 'traversal.ova')
    const evil = '../../escaped.vmdk'
    const descriptor = `<?xml version="1.0"?><Envelope xmlns="http://schemas.dmtf.org/ovf/envelope/1" xmlns:ovf="http://schemas.dmtf.org/ovf/envelope/1"><References><File ovf:href="${evil}" ovf:id="f1"/></References><DiskSection><Disk ovf:diskId="d1" ovf:fileRef="f1" ovf:capacity="1048576"/></DiskSection><VirtualSystem ovf:id="escape"><Name>escape</Name></VirtualSystem></Envelope>`
    writeFileSync(
      file,
      writeTar([
        { name: 'escape.ovf', bytes: Buffer.from(descriptor) },
        { name: evil, bytes: Buffer.alloc(512) },
        { name: '/tmp/escaped-absolute.vmdk', bytes: Buffer.alloc(512) },
      ]),
    )
    expect(await refused(['discover', file])).toBe('package-refused')
    expect(await refused(['move', file, '--to', 'files', '--out', join(folder, 'out')])).toBe(
      'package-refused',
    )
    // A member that is a link out of the folder.
    writeFileSync(file, Buffer.concat([tarHeader('escape.ovf', 0, '2'), Buffer.alloc(1024)]))
    expect(await refused(['move', file, '--to', 'files', '--out', join(folder, 'out')])).toMatch(
      /^(package|disk|move)-/,
    )
    expect([readdirSync(around), readdirSync(join(around, 'inner'))]).toEqual([['inner'], ['workspace']])
  },
  enough * 2,
)

test(
  'a VMDK that claims 100 TB in a few bytes is refused, and no image is left',
  async () => {
    const file = join(folder, 'huge.vmdk')
    const header = writeHeader({
      version: 1,
      flags: 3,
      capacitySectors: (100 * 1024 ** 4) / 512,
      grainSectors: 128,
      descriptorOffsetSectors: 1,
      descriptorSectors: 1,
      tableEntries: 512,
      directorySectors: 2,
      overheadSectors: 128,
    })
    const descriptor = Buffer.alloc(512)
    descriptor.write(
      '# Disk DescriptorFile\nversion=1\nCID=fffffffe\nparentCID=ffffffff\ncreateType="monolithicSparse"\nRW 214748364800 SPARSE "huge.vmdk"\n',
    )
    writeFileSync(file, Buffer.concat([header, descriptor, Buffer.alloc(64 * 1024)]))
    expect(await refused(['move', file, '--to', 'files', '--out', join(folder, 'huge')])).toMatch(/^disk-/)
    const left = execFileSync('find', [folder, '-name', '*.raw*'], { encoding: 'utf8' })
    expect(left).toBe('')
  },
  enough,
)

test('hostile names are inert wherever they come out: terminal, page, YAML, Markdown, CSV and commits', async () => {
  const estate = await demoWorkspace('hostile-names')
  const served = await serve(estate)
  const { vms } = vmsResult.parse(JSON.parse(await api(served, '/vms')))
  const hostile = vms.filter(({ name }) => /[<>=]|\.\.\/|^(yes|1e3)$/.test(name) || [...name].some(isActive))
  expect(hostile.length).toBeGreaterThanOrEqual(4)
  const terminal = await causeway(['vms'], estate)
  const single = await causeway(['vm', hostile[0]?.id ?? ''], estate)
  const wrong = await causeway(['vm', '\u001b[2J\u202Egnp.exe'], estate)
  for (const said of [terminal, single, wrong]) {
    expect([...(said.stdout + said.stderr)].filter(isActive)).toEqual([])
  }
  expect(terminal.stdout).toContain('\\x1b[2Jclear')

  const { files } = reportResult.parse(
    await json(['report', ...hostile.map(({ id }) => id), '--out', join(estate, 'pages')], estate),
  )
  expect(
    files.map(
      ({ file }) =>
        file.startsWith(`${join(estate, 'pages')}/`) && !file.slice(estate.length + 7).includes('/'),
    ),
  ).toEqual(hostile.map(() => true))
  for (const { file } of files) {
    const html = readFileSync(file, 'utf8')
    expect([html.match(/<script|<img|<b>/gi), html.includes(escape)]).toEqual([null, false])
  }

  const repository = join(estate, 'repository')
  const tracked = execFileSync('git', ['-C', repository, 'ls-files', '-z'], { encoding: 'utf8' })
    .split('\0')
    .filter(Boolean)
  expect(
    tracked.filter((name) => !/^[A-Za-z0-9][A-Za-z0-9./_-]*$/.test(name) || name.includes('..')),
  ).toEqual([])
  const text = new Map(tracked.map((name) => [name, readFileSync(join(repository, name), 'utf8')]))
  expect(
    [...text].filter(([, body]) => body.includes(escape) || body.includes('\u202e')).map(([name]) => name),
  ).toEqual([])
  expect(
    [...text]
      .filter(([name, body]) => name.endsWith('.md') && /(?<!\\)<(script|b|img)|\]\(javascript:/i.test(body))
      .map(([name]) => name),
  ).toEqual([])
  const named = [...text]
    .filter(
      ([name]) => name.includes('/vms/') && !name.endsWith('kustomization.yaml') && name.endsWith('.yaml'),
    )
    .flatMap(([, body]) =>
      parseAllDocuments(body).map((document) =>
        String(document.getIn(['metadata', 'annotations', 'causeway.dev/source-name'])),
      ),
    )
  const planned = hostile.filter(({ wave }) => wave !== undefined).map(({ name }) => name)
  expect(planned.length).toBeGreaterThan(0)
  expect(planned.filter((name) => !named.includes(name))).toEqual([])
  const log = execFileSync('git', ['-C', repository, 'log', '--all', '--format=%an%ae%B'], {
    encoding: 'utf8',
  })
  expect([log.match(/<|^=/gm), log.includes(escape)]).toEqual([null, false])
  expect(await served.stop()).toBe(0)
}, 240_000)
