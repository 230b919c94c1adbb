import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openStore, type Store, type StoreOptions } from '../../src/store/index.ts'

/** Where a new, empty database of one kind comes from. */
export interface DatabaseKind {
  readonly name: 'embedded' | 'PostgreSQL'
  /** Runs `work` with an empty store, its workspace folder, and what opens another one on the same database. */
  with<T>(work: (store: Store, folder: string, options: Options) => Promise<T>): Promise<T>
}

type Options = Pick<StoreOptions, 'what' | 'databaseUrl'>

interface Place {
  readonly store: Store
  readonly folder: string
  readonly options: Options
}

/** Hands out databases, emptied and used again, because making one takes longer than most tests. */
function placesOf(make: () => Promise<Place>) {
  const free: Place[] = []
  const all: Place[] = []
  return {
    async with<T>(work: (store: Store, folder: string, options: Options) => Promise<T>): Promise<T> {
      const place = free.pop() ?? (await make())
      if (!all.includes(place)) all.push(place)
      try {
        return await work(place.store, place.folder, place.options)
      } finally {
        const tables = await sql<{ name: string }>`
          select tablename as name from pg_tables where schemaname = 'public' and tablename <> 'migration'`.execute(
          place.store.db,
        )
        const names = sql.join(tables.rows.map((row) => sql.table(row.name)))
        await sql`truncate table ${names} restart identity cascade`.execute(place.store.db)
        rmSync(join(place.folder, '.causeway', 'raw'), { recursive: true, force: true })
        free.push(place)
      }
    },
    async end() {
      for (const { store, folder } of all) {
        await store.close()
        rmSync(folder, { recursive: true, force: true })
      }
    },
  }
}

function embeddedDatabase(): DatabaseKind & { end(): Promise<void> } {
  const places = placesOf(async () => {
    const folder = mkdtempSync(join(tmpdir(), 'cw-test-'))
    const options = { what: 'command' } as const
    return { store: await openStore(folder, options), folder, options }
  })
  return { name: 'embedded', with: places.with, end: places.end }
}

/** Folder of the server's programs, 15 or newer; undefined when this machine has none. */
function findPostgres(): string | undefined {
  const roots = ['/usr/lib/postgresql', '/opt/homebrew/opt']
  for (const root of roots.filter((folder) => existsSync(folder))) {
    for (const name of readdirSync(root).sort().reverse()) {
      const version = Number(/(\d+)$/.exec(name)?.[1])
      const programs = join(root, name, 'bin')
      if (version >= 15 && existsSync(join(programs, 'pg_ctl'))) return programs
    }
  }
  return undefined
}

const programs = findPostgres()
const isRequired = process.env['CAUSEWAY_PEERS'] === 'required'

// PostgreSQL refuses to run as root; root runs it as the user that its package made.
function run(program: string, parameters: readonly string[]): void {
  const file = join(programs ?? '', program)
  const [command, all] =
    process.getuid?.() === 0
      ? ['runuser', ['-u', 'postgres', '--', file, ...parameters]]
      : [file, [...parameters]]
  execFileSync(command, all, { stdio: 'ignore', cwd: '/' })
}

/** A private server on a unix socket, for one test file. */
function privateServer(): DatabaseKind & { start(): void; end(): Promise<void> } {
  const folder = mkdtempSync(join(tmpdir(), 'cw-pg-'))
  let made = 0
  const places = placesOf(async () => {
    const database = `t${++made}`
    run('createdb', ['-h', folder, '-U', 'postgres', database])
    const databaseUrl = `postgresql:///${database}?host=${encodeURIComponent(folder)}&user=postgres`
    const options = { what: 'command', databaseUrl } as const
    const workspace = mkdtempSync(join(tmpdir(), 'cw-test-'))
    return { store: await openStore(workspace, options), folder: workspace, options }
  })
  return {
    name: 'PostgreSQL',
    with: places.with,
    start() {
      if (process.getuid?.() === 0) execFileSync('chown', ['postgres', folder])
      run('initdb', [
        '-D',
        join(folder, 'data'),
        '-A',
        'trust',
        '-U',
        'postgres',
        '-N',
        '--no-locale',
        '-E',
        'UTF8',
      ])
      const settings = `-c listen_addresses='' -c unix_socket_directories=${folder} -c fsync=off`
      run('pg_ctl', ['-D', join(folder, 'data'), '-w', '-l', join(folder, 'log'), '-o', settings, 'start'])
    },
    async end() {
      await places.end()
      run('pg_ctl', ['-D', join(folder, 'data'), '-m', 'immediate', 'stop'])
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/**
 * The same tests on the embedded database and, where there is one, on PostgreSQL. Without one they are skipped and
 * counted, and with CAUSEWAY_PEERS=required that is a failure.
 */
export function onBothDatabases(story: string, tests: (database: DatabaseKind) => void): void {
  describe(`${story}, embedded`, () => {
    const embedded = embeddedDatabase()
    afterAll(() => embedded.end())
    tests(embedded)
  })
  if (programs === undefined) {
    test.skipIf(!isRequired)(`${story}, PostgreSQL: no server of 15 or newer is installed`, () => {
      expect(programs, 'a peer is missing and CAUSEWAY_PEERS=required').toBeDefined()
    })
    return
  }
  describe(`${story}, PostgreSQL`, () => {
    const server = privateServer()
    beforeAll(() => server.start())
    afterAll(() => server.end())
    tests(server)
  })
}
