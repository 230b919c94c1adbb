import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { expect, test } from 'vitest'

interface Row {
  readonly folder: string
  readonly may: readonly string[]
  readonly node: boolean
}

const rows = readTable(readFileSync('ARCHITECTURE.md', 'utf8'))
const files = ['src', 'web', 'tests', 'bench', 'scripts'].flatMap((folder) => below(folder))

function readTable(text: string): readonly Row[] {
  return text
    .split('\n')
    .map((line) => /^\| ([\w/*-]+) \| ([\w/, -]*)\| (yes|no) \|$/.exec(line))
    .filter((match) => match !== null)
    .map(([, folder = '', may = '', node]) => ({
      folder,
      may: may
        .split(',')
        .map((name) => name.trim())
        .filter(Boolean),
      node: node === 'yes',
    }))
}

function below(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory())
      return ['node_modules', 'recordings', 'estates'].includes(entry.name) ? [] : below(path)
    return /\.(ts|tsx|mts|mjs)$/.test(entry.name) &&
      !entry.name.endsWith('.d.ts') &&
      !entry.name.endsWith('.d.mts')
      ? [path]
      : []
  })
}

/** The folder of a starred row that a file lies in: for adapters the leaf, which holds files, not only folders. */
function unitOf(file: string, row: Row): string {
  if (!row.folder.endsWith('/*')) return row.folder
  const base = row.folder.slice(0, -2)
  const parts = relative(base, file).split('/').slice(0, -1)
  const family = join(base, parts[0] ?? '')
  const holdsFiles = existsSync(family) && readdirSync(family).some((name) => name.endsWith('.ts'))
  return holdsFiles || parts.length < 2 ? family : join(family, parts[1] ?? '')
}

function rowOf(file: string): Row | undefined {
  return [...rows]
    .sort((a, b) => b.folder.length - a.folder.length)
    .find((row) => file.startsWith(`${row.folder.replace(/\/\*$/, '')}/`))
}

function importsOf(file: string): readonly string[] {
  const text = readFileSync(file, 'utf8')
  return [...text.matchAll(/\bfrom\s+['"]([^'"\n]+)['"]|\bimport\(?\s*['"]([^'"\n]+)['"]/g)]
    .map((match) => match[1] ?? match[2] ?? '')
    .filter(Boolean)
}

function allowed(from: string, row: Row, target: string): boolean {
  const own = unitOf(from, row)
  if (target.startsWith(`${own}/`)) return true
  if (row.folder.endsWith('/*') && target.startsWith(`${dirname(own)}/shared/`) && own.split('/').length > 3)
    return true
  if (own === 'src/formats/xlsx' && /^src\/formats\/(zip|xml)\//.test(target)) return true
  if (/\.test\.tsx?$/.test(from) && target.startsWith('tests/')) return true
  return row.may.some((name) => target.startsWith(`${name}/`))
}

test('the import law of ARCHITECTURE.md holds in every file', () => {
  expect(files.length).toBeGreaterThan(100)
  expect(rows.length).toBeGreaterThan(15)
  const broken: string[] = []
  for (const file of files) {
    const row = rowOf(file)
    if (!row) {
      if (dirname(file) !== 'src') broken.push(`${file}: its folder has no row in ARCHITECTURE.md`)
      continue
    }
    for (const name of importsOf(file)) {
      if (
        name.startsWith('node:') &&
        !row.node &&
        !/\.test\.tsx?$/.test(file) &&
        !file.startsWith('web/vite')
      )
        broken.push(`${file} imports ${name}`)
      if (!name.startsWith('.')) continue
      const target = relative('.', resolve(dirname(file), name))
      if (!allowed(file, row, target)) broken.push(`${file} imports ${target}`)
    }
  }
  expect(broken).toEqual([])
})

test('every row of the law has its folder', () => {
  const missing = rows.filter((row) => !existsSync(row.folder.replace(/\/\*$/, '')))
  expect(missing.map((row) => row.folder)).toEqual([])
})

test('a stage that imports another stage would be caught', () => {
  const row = rowOf('src/stages/plan/waves.ts')
  expect(row && allowed('src/stages/plan/waves.ts', row, 'src/stages/trace/index.ts')).toBe(false)
  expect(row && allowed('src/stages/plan/waves.ts', row, 'src/stages/plan/groups.ts')).toBe(true)
  const adapter = rowOf('src/adapters/firewall/panos/read.ts')
  expect(
    adapter &&
      allowed('src/adapters/firewall/panos/read.ts', adapter, 'src/adapters/firewall/iptables/read.ts'),
  ).toBe(false)
  expect(
    adapter &&
      allowed('src/adapters/firewall/panos/read.ts', adapter, 'src/adapters/firewall/shared/text.ts'),
  ).toBe(true)
})

test('files read in one sitting: none over 500 lines, half under 90', () => {
  const sizes = files
    .filter((file) => file.startsWith('src/') || file.startsWith('web/'))
    .filter((file) => !/\.test\.tsx?$/.test(file))
    .map((file) => ({ file, lines: readFileSync(file, 'utf8').split('\n').length - 1 }))
    .sort((a, b) => a.lines - b.lines)
  expect(sizes.filter(({ lines }) => lines > 500)).toEqual([])
  expect(sizes[Math.floor(sizes.length / 2)]?.lines).toBeLessThan(90)
  expect(sizes[Math.floor(sizes.length * 0.9)]?.lines).toBeLessThan(300)
})

test('nothing loosens the types or the linter', () => {
  const loose =
    /\bas any\b|\bas unknown as\b|@ts-(?:ignore|expect-error|nocheck)|(?:oxlint|biome|eslint)-(?:disable|ignore)/
  const found = files
    .filter((file) => file !== 'tests/architecture.test.ts')
    .filter((file) =>
      readFileSync(file, 'utf8')
        .split('\n')
        .some((line) => loose.test(line)),
    )
  expect(found).toEqual([])
})
