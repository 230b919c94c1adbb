import type { Duplex } from 'node:stream'
import { dirname } from 'node:path'
import pg from 'pg'

const int8 = 20
const timestamptz = 1184

// Counts and event numbers stay far below 2^53; times leave as ISO 8601 in UTC, as everywhere else.
function parserOf(oid: number, format?: 'text' | 'binary'): unknown {
  const usual: unknown = pg.types.getTypeParser(oid, format === 'binary' ? 'binary' : 'text')
  if (format === 'binary') return usual
  if (oid === int8) return Number
  if (oid === timestamptz) {
    return (text: string) => (typeof usual === 'function' ? new Date(usual(text)).toISOString() : text)
  }
  return usual
}

/** Where a pool's connections go. */
export type PoolTarget =
  | { readonly kind: 'stream'; readonly open: () => Duplex }
  | { readonly kind: 'socket'; readonly socket: string; readonly answerMs: number }
  | { readonly kind: 'url'; readonly url: string }

/** A pool whose lost connections never end the process. */
export function makePool(target: PoolTarget): pg.Pool {
  const pool = new pg.Pool({
    ...connectionOf(target),
    types: { getTypeParser: parserOf },
  })
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  return pool
}

function connectionOf(target: PoolTarget): pg.PoolConfig {
  switch (target.kind) {
    // One session behind all of them: more connections would only wait for each other.
    case 'stream':
      return { stream: target.open, user: 'causeway', database: 'postgres', max: 4, idleTimeoutMillis: 0 }
    case 'socket':
      return {
        host: dirname(target.socket),
        port: 5432,
        user: 'causeway',
        database: 'postgres',
        max: 4,
        idleTimeoutMillis: 0,
        query_timeout: target.answerMs,
        connectionTimeoutMillis: target.answerMs,
      }
    case 'url':
      return {
        connectionString: target.url,
        application_name: 'causeway',
        max: 8,
        connectionTimeoutMillis: 10_000,
      }
  }
}
