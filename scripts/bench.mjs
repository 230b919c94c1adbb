// Builds the benches and runs them one after the other; the tables stand together at the end.
//   npm run bench                      all of them
//   npm run bench journey rvtools-read only these
//   npm run bench journey -- 1000 5000 what follows -- goes to the bench
// A bench whose peer is missing says so and is counted as skipped. No bench fails because of a clock.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { build } from 'esbuild'
import { ensureBuild, markUse, root } from './build.mjs'

/** Benches in the order in which they run, the long ones last. */
const benches = [
  'rvtools-read',
  'rvtools-estate',
  'vcenter-read',
  'vcenter-simulator',
  'xml-parser',
  'readers',
  'vmdk-to-raw',
  'literal-scan',
  'estate-table',
  'discover-screens',
  'performance-store',
  'plan-scale',
  'trace-scale',
  'journey',
]

function screens() {
  if (!existsSync('/usr/bin/chromium')) return 'Chromium is not installed as /usr/bin/chromium'
  return existsSync(join(root, '.build', 'web-current')) ? [] : 'the web is not built: npm run build:web'
}

/** What a bench needs beside node_modules: the reason to skip it, or its arguments. */
const needs = {
  'estate-table': screens,
  'discover-screens': screens,
  'vmdk-to-raw': () => {
    const image = process.env.CAUSEWAY_BENCH_IMAGE
    if (image === undefined || !existsSync(image))
      return 'no image: node scripts/make-seeded-image.mjs FOLDER, then CAUSEWAY_BENCH_IMAGE=<the vmdk it names>'
    return spawnSync('qemu-img', ['--version']).status === 0 ? [image] : 'qemu-img is not installed'
  },
}

const split = process.argv.indexOf('--', 2)
const names = process.argv.slice(2, split < 0 ? undefined : split)
const extra = split < 0 ? [] : process.argv.slice(split + 1)
const out = join(root, '.build', 'bench')

/** Benches that are programs: the other files of the folder are their parts. */
function available() {
  const there = new Set(
    readdirSync(join(root, 'bench'))
      .filter((name) => name.endsWith('.ts'))
      .map((name) => name.slice(0, -3)),
  )
  return benches.filter((name) => there.has(name))
}

async function bundle(chosen) {
  mkdirSync(out, { recursive: true })
  await build({
    entryPoints: chosen.map((name) => join(root, 'bench', `${name}.ts`)),
    outdir: out,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    loader: { '.sql': 'text', '.css': 'text' },
    logLevel: 'error',
  })
}

/** Runs one bench, shows what it says at once and answers it too. */
function run(name, args, env) {
  return new Promise((done) => {
    const child = spawn(process.execPath, ['--expose-gc', join(out, `${name}.js`), ...args], {
      cwd: root,
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    let text = ''
    child.stdout.setEncoding('utf8')
    child.stdout.on('data', (chunk) => {
      text += chunk
      process.stdout.write(chunk)
    })
    child.on('close', (code) => done({ code, text }))
  })
}

const all = available()
const unknown = names.filter((name) => !all.includes(name))
if (unknown.length > 0) {
  console.error(`no bench called ${unknown.join(', ')}; there are ${all.join(', ')}`)
  process.exit(2)
}
const chosen = names.length > 0 ? names : all
const folder = await ensureBuild()
markUse(folder)
await bundle(chosen)
const env = { ...process.env, CAUSEWAY_BUILD: folder, CAUSEWAY_HOME: root }
const results = []
for (const name of chosen) {
  const need = needs[name]?.() ?? []
  if (typeof need === 'string') {
    console.log(`${name}: skipped, ${need}`)
    results.push({ name, state: 'skipped', text: need })
    continue
  }
  console.log(`== ${name}`)
  const { code, text } = await run(name, [...need, ...extra], env)
  const skipped = new RegExp(`^${name}: skipped`, 'm').test(text)
  results.push({ name, state: code !== 0 ? 'failed' : skipped ? 'skipped' : 'ran', text: text.trim() })
}

const model = cpus()[0]?.model.trim() ?? 'unknown'
const memory = Math.round(Number(/^MemTotal:\s+(\d+)/m.exec(memoryText())?.[1] ?? 0) / 1_048_576)
console.log(
  `\nNode ${process.version}, ${process.platform} ${process.arch}, ${cpus().length} cores of ${model}, ${memory} GiB`,
)
for (const { name, state, text } of results) console.log(`\n${name} (${state})\n${text}`)
const counted = (state) => results.filter((one) => one.state === state).length
console.log(`\n${counted('ran')} ran, ${counted('failed')} failed, ${counted('skipped')} skipped`)
process.exitCode = counted('failed') === 0 ? 0 : 1

function memoryText() {
  return existsSync('/proc/meminfo') ? readFileSync('/proc/meminfo', 'utf8') : ''
}
