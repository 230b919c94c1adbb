import { query } from '../bridge/framing.ts'
import type { Engine } from '../bridge/session.ts'
import type { Turns } from '../bridge/turns.ts'

/** WAL after which a checkpoint is due at once. */
const checkpointBytes = 64 * 1_048_576
/** Quiet time after which tables are vacuumed. */
const idleMs = 10_000

/** What the upkeep has done so far. */
export interface Upkeep {
  readonly checkpoints: number
  stop(): void
}

/** Runs one query that gives texts; the rows of a simple query's answer. */
export async function askRows(engine: Engine, text: string): Promise<string[][]> {
  const answer = Buffer.from(await engine.execute(query(text)))
  const rows: string[][] = []
  for (let at = 0; at + 5 <= answer.length; ) {
    const length = answer.readInt32BE(at + 1)
    if (answer[at] === 0x44) rows.push(readRow(answer.subarray(at + 5, at + 1 + length)))
    at += 1 + length
  }
  return rows
}

function readRow(body: Buffer): string[] {
  const row: string[] = []
  for (let at = 2, left = body.readInt16BE(0); left > 0; left--) {
    const length = body.readInt32BE(at)
    row.push(length < 0 ? '' : body.toString('utf8', at + 4, at + 4 + length))
    at += 4 + Math.max(0, length)
  }
  return row
}

/**
 * The embedded database has no background processes: without this its log grows without bound and dead rows stay.
 * Checkpoints after `checkpointMs` with writes or 64 MiB of log; vacuums and analyses when nobody asks anything.
 */
export function keepUp(engine: Engine, turns: Turns, checkpointMs: number, lastHeard: () => number): Upkeep {
  let checkpoints = 0
  let written = 0
  let checkpointAt = Date.now()
  let busy = false

  async function tick(): Promise<void> {
    if (busy || !turns.idle) return
    busy = true
    const giveBack = await turns.take()
    try {
      const position = Number(
        (await askRows(engine, "select pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')"))[0]?.[0],
      )
      const grown = position - written
      if (grown > checkpointBytes || (grown > 0 && Date.now() - checkpointAt >= checkpointMs)) {
        await engine.execute(query('CHECKPOINT'))
        checkpoints++
        checkpointAt = Date.now()
        // The checkpoint itself writes a little; what it wrote is no reason for the next one.
        written = Number(
          (await askRows(engine, "select pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')"))[0]?.[0],
        )
      } else if (Date.now() - lastHeard() >= idleMs) await vacuumOne()
    } catch {
      // The database has ended; so has its upkeep.
    } finally {
      giveBack?.()
      busy = false
    }
  }

  // One table a tick, so that a client that comes back waits for one at most.
  async function vacuumOne(): Promise<void> {
    const due = await askRows(
      engine,
      `select quote_ident(relname) from pg_stat_user_tables
       where schemaname = 'public'
         and (n_dead_tup > 1000 + n_live_tup / 5 or n_mod_since_analyze > 500 + n_live_tup / 10)
       order by n_dead_tup desc limit 1`,
    )
    const table = due[0]?.[0]
    if (table) await engine.execute(query(`VACUUM (ANALYZE) ${table}`))
  }

  const timer = setInterval(() => void tick(), Math.min(5_000, checkpointMs))
  return {
    get checkpoints() {
      return checkpoints
    },
    stop: () => clearInterval(timer),
  }
}
