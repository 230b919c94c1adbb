import { createReadStream } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { PassThrough } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { sql } from 'kysely'
import { type Progress, silentProgress } from '../lib/progress.ts'
import { Problem, problem } from '../model/problems/index.ts'
import { newestMigration } from './migrate.ts'
import type { Store } from './open.ts'
import { openRawStore, type RawFile } from './raw.ts'
import type { TransferResult } from './transfer-export.ts'
import { maximumLineBytes, numberedTables, transferTables, transferVersion } from './transfer-tables.ts'

/**
 * Reads an export into an empty workspace. When the file turns out not to be whole, the workspace is emptied again.
 * A raw file whose content is not what its name says is refused.
 */
export async function importWorkspace(
  store: Store,
  workspaceDir: string,
  inFile: string,
  options: { readonly progress?: Progress } = {},
): Promise<TransferResult> {
  const progress = options.progress ?? silentProgress()
  await requireEmpty(store)
  try {
    return await readAll(store, workspaceDir, inFile, progress)
  } catch (error) {
    await empty(store)
    if (error instanceof Problem || progress.signal.aborted) throw error
    const reason = error instanceof Error ? error.message : 'unknown'
    throw problem('import-unreadable', { file: inFile, reason }, error)
  }
}

async function requireEmpty(store: Store): Promise<void> {
  for (const { name } of transferTables) {
    // What init itself writes down is no data.
    if (name === 'workspace_meta') continue
    const found = await sql<{ rows: number }>`select count(*) as rows from ${sql.table(name)}`.execute(
      store.db,
    )
    const rows = found.rows[0]?.rows ?? 0
    if (rows > 0) throw problem('import-not-empty', { table: name, rows })
  }
}

async function empty(store: Store): Promise<void> {
  const names = sql.join(transferTables.map(({ name }) => sql.table(name)))
  await store.transact((trx) => sql`truncate table ${names} cascade`.execute(trx))
}

async function readAll(
  store: Store,
  workspaceDir: string,
  inFile: string,
  progress: Progress,
): Promise<TransferResult> {
  const tables: Record<string, number> = {}
  let rows = 0
  let rawFiles = 0
  let headed = false
  let ended = false
  const raw = rawWriter(workspaceDir)
  for await (const text of linesOf(inFile)) {
    progress.signal.throwIfAborted()
    const value: unknown = JSON.parse(text)
    if (typeof value !== 'object' || value === null) throw new Error('a line is not an object')
    const field = (name: string): unknown => Reflect.get(value, name)
    if (!headed) {
      checkHead(field('causeway'), field('version'), field('migration'))
      headed = true
    } else if (ended) throw new Error('there are lines after the end')
    else if (field('table') !== undefined) {
      const added = await insertPage(store, field('table'), field('rows'))
      const name = String(field('table'))
      tables[name] = (tables[name] ?? 0) + added
      rows += added
      progress.phase(`importing ${name}`)
      progress.advance(tables[name] ?? 0, undefined, 'rows')
    } else if (field('raw') !== undefined) {
      if (await raw(String(field('raw')), field('part'))) rawFiles++
    } else if (typeof field('token') === 'string') await writeToken(workspaceDir, String(field('token')))
    else if (field('end') === true) {
      if (field('rows') !== rows)
        throw new Error(`it ends after ${rows} rows and announces ${String(field('rows'))}`)
      ended = true
    } else throw new Error('a line is neither rows nor raw evidence')
  }
  if (!ended) throw new Error('it has no end, so it was cut off')
  await settle(store)
  return { rows, tables, rawFiles }
}

function checkHead(causeway: unknown, version: unknown, migration: unknown): void {
  if (causeway !== 'export' || version !== transferVersion || !Number.isInteger(migration)) {
    throw new Error('its first line is not that of an export')
  }
  if (Number(migration) > newestMigration) {
    throw problem('database-newer', { found: Number(migration), known: newestMigration })
  }
}

async function insertPage(store: Store, name: unknown, rows: unknown): Promise<number> {
  const table = transferTables.find((candidate) => candidate.name === name)
  if (!table || !Array.isArray(rows)) throw new Error(`there is no table ${String(name)}`)
  const first: unknown = rows[0]
  if (typeof first !== 'object' || first === null) throw new Error(`a row of ${table.name} is not an object`)
  // Only the columns of the file, so that newer ones get their defaults.
  const columns = sql.join(Object.keys(first).map((column) => sql.ref(column)))
  const result = await store.transact((trx) =>
    sql`
      insert into ${sql.table(table.name)} (${columns})
      select ${columns} from jsonb_populate_recordset(null::${sql.table(table.name)}, ${JSON.stringify(rows)}::jsonb)
      ${table.name === 'workspace_meta' ? sql`on conflict (key) do update set value = excluded.value` : sql``}`.execute(
      trx,
    ),
  )
  return Number(result.numAffectedRows ?? 0n)
}

// Numbers go on after the imported ones, and nobody here carries out an imported run.
async function settle(store: Store): Promise<void> {
  await store.transact(async (trx) => {
    for (const table of numberedTables) {
      await sql`
        select setval(pg_get_serial_sequence(${table}, 'id'), greatest((select max(id) from ${sql.table(table)}), 1))`.execute(
        trx,
      )
    }
    await trx.updateTable('run').set({ lease_owner: null, lease_until: null }).execute()
  })
}

async function writeToken(workspaceDir: string, token: string): Promise<void> {
  const folder = join(resolve(workspaceDir), '.causeway')
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await writeFile(join(folder, 'token'), token, { mode: 0o600 })
}

/** Takes the parts of raw files in their order; true when one is complete. */
function rawWriter(workspaceDir: string): (hash: string, part: unknown) => Promise<boolean> {
  const store = openRawStore(workspaceDir)
  let current:
    | { readonly hash: string; readonly parts: PassThrough; readonly kept: Promise<RawFile> }
    | undefined
  return async (hash, part) => {
    if (!current) {
      const parts = new PassThrough()
      current = { hash, parts, kept: store.put(parts) }
    }
    if (current.hash !== hash) throw new Error(`the raw file ${current.hash} has no end`)
    if (typeof part === 'string') {
      if (!current.parts.write(Buffer.from(part, 'base64'))) {
        const { parts } = current
        await new Promise<void>((done) => {
          parts.once('drain', done)
        })
      }
      return false
    }
    current.parts.end()
    const kept = await current.kept
    current = undefined
    if (kept.hash === hash) return true
    await store.remove(kept.hash)
    throw new Error(`the raw file ${hash} has the content of ${kept.hash}`)
  }
}

async function* linesOf(file: string): AsyncGenerator<string> {
  const source = createReadStream(file)
  const bytes = source.pipe(createGunzip())
  source.on('error', (error) => bytes.destroy(error))
  let parts: Buffer[] = []
  let length = 0
  for await (const chunk of bytes) {
    let rest: Buffer = Buffer.from(chunk)
    for (let at = rest.indexOf(10); at >= 0; at = rest.indexOf(10)) {
      parts.push(rest.subarray(0, at))
      yield Buffer.concat(parts).toString('utf8')
      parts = []
      length = 0
      rest = rest.subarray(at + 1)
    }
    parts.push(rest)
    length += rest.length
    if (length > maximumLineBytes) throw new Error(`a line has more than ${maximumLineBytes} bytes`)
  }
  if (length > 0) throw new Error('its last line is cut off')
}
