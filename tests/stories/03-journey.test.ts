import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parseAllDocuments } from 'yaml'
import { z } from 'zod'
import { type AssessResult, assessResult } from '../../src/contract/assess.ts'
import { type PlanResult, planResult } from '../../src/contract/plan.ts'
import { type TranslateResult, translateResult } from '../../src/contract/translate.ts'
import { causeway, json, newFolder } from '../causeway.ts'
import { demoWorkspace, harbour, type Server, serve, sources } from './harbour.ts'

const object = z.looseObject({
  kind: z.string(),
  metadata: z.looseObject({ name: z.string(), annotations: z.record(z.string(), z.string()).optional() }),
  spec: z
    .looseObject({
      runStrategy: z.string().optional(),
      running: z.unknown().optional(),
      source: z.unknown().optional(),
    })
    .optional(),
})
interface Found {
  readonly file: string
  readonly object: z.infer<typeof object>
}

let folder: string
let repository: string
let server: Server

beforeAll(async () => {
  folder = await demoWorkspace('journey')
  repository = join(folder, 'repository')
  server = await serve(folder)
}, 240_000)

afterAll(async () => {
  await server.stop()
})

function git(...args: readonly string[]): string {
  return execFileSync('git', ['-C', repository, ...args], { encoding: 'utf8' })
}

async function translate(): Promise<TranslateResult & { readonly code: number | null }> {
  const said = await causeway(['translate', '--out', repository, '--check', '--json'], folder)
  return { ...translateResult.parse(JSON.parse(said.stdout)), code: said.code }
}

function files(below: string): readonly string[] {
  return readdirSync(below, { withFileTypes: true }).flatMap((entry) => {
    if (entry.name === '.git') return []
    const path = join(below, entry.name)
    return entry.isDirectory() ? files(path) : [path]
  })
}

function objects(): readonly Found[] {
  return files(repository)
    .filter((file) => file.endsWith('.yaml') && !file.endsWith('kustomization.yaml'))
    .flatMap((file) =>
      parseAllDocuments(readFileSync(file, 'utf8')).map((document) => ({
        file: relative(repository, file),
        object: object.parse(document.toJS()),
      })),
    )
}

let assessed: AssessResult

test('assess --all asks the 29 concerns of Forklift, and --fail-on block ends with 3', async () => {
  const said = await causeway(['assess', '--all', '--fail-on', 'block', '--json'], folder)
  expect(said.code).toBe(3)
  assessed = assessResult.parse(JSON.parse(said.stdout))
  const aliases = new Set(
    assessed.vms.flatMap(({ findings }) => findings.flatMap(({ alias }) => alias ?? [])),
  )
  expect(aliases.size).toBe(29)
  expect([...aliases].filter((alias) => !/^vmware\./.test(alias))).toEqual([])
  const { summary } = assessed
  const sum = (counts: Readonly<Record<string, number>>): number =>
    Object.values(counts).reduce((a, b) => a + b, 0)
  expect([
    assessed.vms.length,
    summary.vms,
    sum(summary.dispositions),
    sum(summary.fit),
    sum(summary.worst),
  ]).toEqual(Array(5).fill(assessed.vms.length))
  expect((await causeway(['assess', 'dns-01', '--fail-on', 'block'], folder)).code).toBe(0)
}, 180_000)

test('the plan has one hash, here twice and in a workspace that read the sources in another order', async () => {
  const plan = planResult.parse(await json(['plan'], folder))
  expect(planResult.parse(await json(['plan'], folder))).toEqual(plan)
  const other = newFolder('other-order')
  const served = await serve(other)
  await json(['evidence', 'add', join(harbour, 'evidence')], other)
  await json(['discover', ...[...sources].reverse()], other)
  const again = planResult.parse(await json(['plan'], other))
  expect(again).toEqual(plan)
  await served.stop()
}, 300_000)

test('every VM is in one wave or unplanned with a reason, exactly once, and platform VMs are in none', async () => {
  const plan: PlanResult = planResult.parse(await json(['plan'], folder))
  const placed = [...plan.waves.flatMap(({ vmIds }) => vmIds), ...plan.unplanned.map(({ id }) => id)]
  expect(placed.length).toBe(125)
  expect(new Set(placed).size).toBe(125)
  expect(plan.unplanned.filter(({ why }) => why.trim().length < 10)).toEqual([])
  const unplanned = plan.unplanned.map(({ vm }) => vm)
  expect(
    ['vcsa-01', 'nsx-mgr-01', 'vbr-proxy-01', 'vro-01'].filter((name) => !unplanned.includes(name)),
  ).toEqual([])
})

test('translating what did not change commits nothing, and nothing would be refused', async () => {
  const head = git('rev-parse', 'HEAD')
  const { commit, changed, problems, conflicts, checked, code } = await translate()
  expect({ commit, changed, problems, conflicts, checked, code }).toEqual({
    commit: null,
    changed: 0,
    problems: [],
    conflicts: [],
    checked: true,
    code: 0,
  })
  expect([git('rev-parse', 'HEAD'), git('status', '--porcelain')]).toEqual([head, ''])
}, 120_000)

test('nothing in the repository starts a machine, makes an empty disk or deletes anything', () => {
  const all = objects()
  const kinds = new Map<string, number>()
  for (const {
    object: { kind },
  } of all)
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1)
  expect(kinds.get('VirtualMachine')).toBe(85)
  expect([...kinds.keys()].sort()).toEqual([
    'Application',
    'DataVolume',
    'Namespace',
    'NetworkAttachmentDefinition',
    'VirtualMachine',
  ])
  const keeps = 'Prune=false,Delete=false'
  const wrong = all.filter(({ file, object: { kind, metadata, spec } }) => {
    const options = metadata.annotations?.['argocd.argoproj.io/sync-options']
    if (kind === 'VirtualMachine')
      return (
        spec?.runStrategy !== 'Halted' || spec.running !== undefined || !/^waves\/[^/]+\/vms\//.test(file)
      )
    if (kind === 'DataVolume')
      return (
        JSON.stringify(spec?.source) !== '{"upload":{}}' ||
        !/^waves\/[^/]+\/disks\//.test(file) ||
        options !== keeps
      )
    if (kind === 'Namespace') return options !== keeps || !file.startsWith('base/')
    if (kind === 'Application') return /automated|disks/.test(JSON.stringify(spec))
    return !file.startsWith('base/')
  })
  expect(wrong.map(({ file }) => file)).toEqual([])
  const text = files(repository)
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => readFileSync(file, 'utf8'))
  expect(
    text.filter((one) => /dataVolumeTemplates|^\s*blank:|\$patch:\s*delete|prune:\s*true/m.test(one)),
  ).toEqual([])
  const references = files(repository).filter(
    (file) =>
      file.endsWith('kustomization.yaml') &&
      /(^|\/)disks\b/m.test(readFileSync(file, 'utf8')) &&
      !file.includes('/disks/'),
  )
  expect(references).toEqual([])
})

test('an edit by hand survives a translation that changes the same file; one in the same place is a conflict and stays', async () => {
  const vm = join(repository, git('ls-files', '*/vms/*/erp-db-01.yaml').trim())
  const before = readFileSync(vm, 'utf8')
  writeFileSync(vm, before.replace('terminationGracePeriodSeconds: ', 'terminationGracePeriodSeconds: 1'))
  git('-c', 'user.name=Ines', '-c', 'user.email=ines@harbour.example', 'commit', '-qam', 'longer grace')
  const target = join(folder, 'target.yaml')
  const settings = readFileSync(target, 'utf8')
  writeFileSync(
    target,
    settings.replace('https://git.example/vms.git', 'https://git.harbour.example/vms.git'),
  )
  const merged = await translate()
  expect([merged.code, merged.conflicts, typeof merged.commit]).toEqual([0, [], 'string'])
  expect(readFileSync(vm, 'utf8')).toContain('terminationGracePeriodSeconds: 1')
  expect(readFileSync(join(repository, 'applications/wave-01.yaml'), 'utf8')).toContain('git.harbour.example')
  const application = join(repository, 'applications/wave-01.yaml')
  writeFileSync(
    application,
    readFileSync(application, 'utf8').replace('https://git.harbour.example/vms.git', 'ssh://by-hand/vms.git'),
  )
  git('-c', 'user.name=Ines', '-c', 'user.email=ines@harbour.example', 'commit', '-qam', 'our own address')
  writeFileSync(
    target,
    settings.replace('https://git.example/vms.git', 'https://other.harbour.example/vms.git'),
  )
  const collided = await translate()
  expect([collided.code, collided.conflicts.map(({ file }) => file)]).toEqual([
    1,
    ['applications/wave-01.yaml'],
  ])
  expect(readFileSync(application, 'utf8')).toContain('ssh://by-hand/vms.git')
  expect(readFileSync(application, 'utf8')).not.toContain('<<<<<<<')
  expect(readFileSync(join(repository, 'applications/wave-02.yaml'), 'utf8')).toContain(
    'other.harbour.example',
  )
  expect(git('status', '--porcelain')).toBe('')
}, 180_000)

test('a folder with changes that nobody committed, or with somebody else’s files, is refused and left as it is', async () => {
  const readme = join(repository, 'README.md')
  const before = readFileSync(readme, 'utf8')
  writeFileSync(readme, `${before}\nmine\n`)
  const dirty = await causeway(['translate', '--out', repository, '--json'], folder)
  expect([dirty.code, dirty.stdout, readFileSync(readme, 'utf8')]).toEqual([1, '', `${before}\nmine\n`])
  expect(JSON.parse(dirty.stderr.split('\n').find((line) => line.startsWith('{')) ?? '{}')).toMatchObject({
    error: { code: 'repository-dirty' },
  })
  const foreign = newFolder('foreign')
  writeFileSync(join(foreign, 'thesis.txt'), 'mine')
  const refused = await causeway(['translate', '--out', foreign], folder)
  expect([refused.code, refused.stdout, readdirSync(foreign)]).toEqual([1, '', ['thesis.txt']])
}, 120_000)
