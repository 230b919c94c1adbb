// Builds the server part into a folder of its own, named after the hash of what went in.
// Plain JavaScript: this is what runs before anything is built.
import { createHash, randomBytes } from 'node:crypto'
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('..', import.meta.url)).replace(/[\\/]$/, '')
const store = join(root, '.build')

/** Every file below `folder`, sorted, tests left out. */
export function sourcesBelow(folder, keep = (name) => !/\.test\.tsx?$/.test(name)) {
  const found = []
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) {
      if (entry.name !== 'recordings' && entry.name !== 'node_modules')
        found.push(...sourcesBelow(path, keep))
    } else if (keep(entry.name)) found.push(path)
  }
  return found.sort()
}

/** SHA-256 over names and bytes of the given files, 16 hex digits. */
export function hashOf(files) {
  const hash = createHash('sha256')
  for (const file of files)
    hash.update(relative(root, file)).update('\0').update(readFileSync(file)).update('\0')
  return hash.digest('hex').slice(0, 16)
}

function entriesOf() {
  const entries = { cli: join(root, 'src/main/cli.ts') }
  for (const file of sourcesBelow(join(root, 'src'))) {
    if (/[\\/]src[\\/]main[\\/]workers[\\/][^\\/]+\.ts$/.test(file) || file.endsWith('.worker.ts')) {
      const name = file.replace(/^.*[\\/]/, '').replace(/(\.worker)?\.ts$/, '')
      entries[`workers/${name}`] = file
    }
  }
  return entries
}

/** Bundles the server part into `outdir`. */
export async function bundle(outdir) {
  const { build } = await import('esbuild')
  await build({
    entryPoints: entriesOf(),
    outdir,
    bundle: true,
    splitting: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    sourcemap: 'linked',
    loader: { '.sql': 'text', '.css': 'text' },
    logLevel: 'error',
  })
}

function alive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

function lockHolder(lock) {
  try {
    return Number(readFileSync(lock, 'utf8'))
  } catch {
    return 0
  }
}

const pause = (ms) => new Promise((done) => setTimeout(done, ms))

/** Removes builds of other sources that no living process uses. */
function sweep(keep) {
  for (const name of readdirSync(store)) {
    if (name === keep || !/^([0-9a-f]{16}|tmp-\d+-[0-9a-f]+)$/.test(name)) continue
    const folder = join(store, name)
    const owner = /^tmp-(\d+)-/.exec(name)
    const use = join(folder, '.use')
    const pids = owner ? [Number(owner[1])] : existsSync(use) ? readdirSync(use).map(Number) : []
    if (!pids.some(alive)) rmSync(folder, { recursive: true, force: true })
  }
}

/**
 * The folder of the build that belongs to the sources as they are now; builds it when it is missing.
 * Written beside and renamed once, under a lock, so that parallel first calls and a kill in the middle leave it whole.
 */
export async function ensureBuild() {
  const files = [
    ...sourcesBelow(join(root, 'src')),
    join(root, 'package-lock.json'),
    join(root, 'scripts/build.mjs'),
  ]
  const name = hashOf(files)
  const folder = join(store, name)
  if (existsSync(join(folder, 'cli.js'))) return folder
  mkdirSync(store, { recursive: true })
  const lock = join(store, `${name}.lock`)
  for (;;) {
    if (existsSync(join(folder, 'cli.js'))) return folder
    try {
      const handle = openSync(lock, 'wx')
      writeSync(handle, String(process.pid))
      closeSync(handle)
      break
    } catch (error) {
      if (error.code !== 'EEXIST') throw error
      const holder = lockHolder(lock)
      if (holder && !alive(holder)) rmSync(lock, { force: true })
      else await pause(50)
    }
  }
  const beside = join(store, `tmp-${process.pid}-${randomBytes(4).toString('hex')}`)
  try {
    if (existsSync(join(folder, 'cli.js'))) return folder
    await bundle(beside)
    writeFileSync(join(beside, 'package.json'), '{"type":"module"}\n')
    try {
      renameSync(beside, folder)
    } catch (error) {
      if (!existsSync(join(folder, 'cli.js'))) throw error
    }
    sweep(name)
    return folder
  } finally {
    rmSync(beside, { recursive: true, force: true })
    rmSync(lock, { force: true })
  }
}

/** Marks the build as used by this process until it ends. */
export function markUse(folder) {
  const use = join(folder, '.use')
  const mark = join(use, String(process.pid))
  try {
    mkdirSync(use, { recursive: true })
    writeFileSync(mark, '')
    process.on('exit', () => rmSync(mark, { force: true }))
  } catch {
    // A read-only checkout can be run; it only cannot be swept.
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (process.argv[2] === '--dist') {
    rmSync(join(root, 'dist'), { recursive: true, force: true })
    await bundle(join(root, 'dist'))
  } else console.log(await ensureBuild())
}
