import { createWriteStream } from 'node:fs'
import { readFile, rename, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { type RawBuilder, sql } from 'kysely'
import { type Progress, silentProgress } from '../lib/progress.ts'
import { newestMigration } from './migrate.ts'
import type { Store } from './open.ts'
import { openRawStore } from './raw.ts'
import {
  type Parent,
  rawPartBytes,
  type TransferTable,
  transferTables,
  transferVersion,
} from './transfer-tables.ts'

/** What an export or an import moved. */
export interface TransferResult {
  readonly rows: number
  readonly tables: Readonly<Record<string, number>>
  readonly rawFiles: number
}

/** What goes along besides the rows. */
export interface ExportOptions {
  /** Raw evidence, with the secrets that may stand in it. */
  readonly raw?: boolean
  /** The token of the server's door. */
  readonly token?: boolean
  readonly progress?: Progress
}

/**
 * Writes the workspace's database into one file (gzip of one JSON value a line), written beside and renamed. Raw
 * evidence and the token only go along when asked for; the YAML files of the workspace are in Git and do not.
 */
export async function exportWorkspace(
  store: Store,
  workspaceDir: string,
  outFile: string,
  options: ExportOptions = {},
): Promise<TransferResult> {
  const progress = options.progress ?? silentProgress()
  const tables: Record<string, number> = {}
  const counted = { rows: 0, rawFiles: 0 }
  const beside = `${resolve(outFile)}.new-${process.pid}`

  async function* lines(): AsyncGenerator<string> {
    yield line({ causeway: 'export', version: transferVersion, migration: newestMigration })
    const parents = await captureParents(store)
    for (const table of transferTables) {
      progress.phase(`exporting ${table.name}`)
      for await (const page of pagesOf(store, table, parents)) {
        progress.signal.throwIfAborted()
        tables[table.name] = (tables[table.name] ?? 0) + page.rows
        counted.rows += page.rows
        progress.advance(tables[table.name] ?? 0, undefined, 'rows')
        yield `{"table":"${table.name}","rows":${page.text}}\n`
      }
    }
    if (options.raw) yield* rawLines(workspaceDir, counted)
    if (options.token) {
      const token = await readFile(join(workspaceDir, '.causeway', 'token'), 'utf8').catch(() => undefined)
      if (token !== undefined) yield line({ token })
    }
    yield line({ end: true, rows: counted.rows, rawFiles: counted.rawFiles })
  }

  try {
    await pipeline(
      Readable.from(lines()),
      createGzip({ level: 6 }),
      createWriteStream(beside, { flags: 'wx', mode: 0o600, flush: true }),
      { signal: progress.signal },
    )
    await rename(beside, resolve(outFile))
  } catch (error) {
    await rm(beside, { force: true })
    throw error
  }
  return { ...counted, tables }
}

function line(value: unknown): string {
  return `${JSON.stringify(value)}\n`
}

type Captured = Readonly<Record<Parent, readonly (string | number)[]>>

async function captureParents(store: Store): Promise<Captured> {
  return store.transact(async (trx) => {
    const ids = async (query: RawBuilder<{ id: string | number }>) =>
      (await query.execute(trx)).rows.map((row) => row.id)
    return {
      source_version: await ids(sql`select id from source_version where state = 'ready'`),
      source: await ids(
        sql`select id from source s where exists (
          select 1 from source_version v where v.source = s.id and v.state = 'ready')`,
      ),
      evidence_version: await ids(sql`select id from evidence_version where state = 'ready'`),
      evidence_file: await ids(
        sql`select id from evidence_file f where exists (
          select 1 from evidence_version v where v.file = f.id and v.state = 'ready')`,
      ),
      build: await ids(sql`select build as id from projection`),
      run: await ids(sql`select id from run`),
    }
  })
}

async function* pagesOf(
  store: Store,
  table: TransferTable,
  parents: Captured,
): AsyncGenerator<{ readonly rows: number; readonly text: string }> {
  const keys = sql.raw(table.keys.join(', '))
  const kept = (table.within ?? []).map(
    ({ column, parent }) => sql`${sql.ref(column)}::text = any (${parents[parent].map(String)}::text[])`,
  )
  const within = kept.length === 0 ? sql`true` : sql`(${sql.join(kept, sql` or `)})`
  let after: RawBuilder<unknown> = sql`true`
  for (;;) {
    // The rows leave as the database's own JSON, so that both databases take them back by column name.
    const page = await sql<{ text: string; keys: unknown[] }>`
      select to_jsonb(t)::text as text, jsonb_build_array(${keys}) as keys
      from ${sql.table(table.name)} t where ${within} and ${after}
      order by ${keys} limit ${sql.lit(table.pageRows)}`.execute(store.db)
    const last = page.rows.at(-1)
    if (!last) return
    yield { rows: page.rows.length, text: `[${page.rows.map((row) => row.text).join(',')}]` }
    if (page.rows.length < table.pageRows) return
    after = sql`(${keys}) > (${sql.join(last.keys.map((key) => sql`${key}`))})`
  }
}

async function* rawLines(workspaceDir: string, counted: { rawFiles: number }): AsyncGenerator<string> {
  const raw = openRawStore(workspaceDir)
  for await (const { hash } of raw.list()) {
    for await (const part of raw.open(hash)) {
      const bytes = Buffer.from(part)
      for (let at = 0; at < bytes.length; at += rawPartBytes) {
        yield line({ raw: hash, part: bytes.subarray(at, at + rawPartBytes).toString('base64') })
      }
    }
    yield line({ raw: hash, end: true })
    counted.rawFiles++
  }
}
