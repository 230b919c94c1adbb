import { problem } from '../model/problems/index.ts'
import type { Connected } from './link.ts'
import { makePool } from './pool.ts'

const oldestVersion = 150_000

/** Connects to a real PostgreSQL. Nothing of the URL but host and database name ever reaches a message. */
export async function connectPostgres(url: string): Promise<Connected> {
  const pool = makePool({ kind: 'url', url })
  let version: number
  try {
    const answer = await pool.query<{ version: string }>(
      "select current_setting('server_version_num') as version",
    )
    version = Number(answer.rows[0]?.version)
  } catch (error) {
    await pool.end()
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'no answer'
    throw problem('database-unreachable', { ...placeOf(url), reason })
  }
  if (!(version >= oldestVersion)) {
    await pool.end()
    throw problem('database-old-server', { version: (version / 10_000).toFixed(1) })
  }
  return { role: 'postgres', pool, lost: () => false, close: () => pool.end() }
}

function placeOf(url: string): { readonly host: string; readonly database: string } {
  const place = URL.canParse(url) ? new URL(url) : undefined
  return {
    host: place?.host || 'the local host',
    database: place?.pathname.slice(1) || 'the default database',
  }
}
