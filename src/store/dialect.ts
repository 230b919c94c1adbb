import {
  type PostgresCursor,
  PostgresDialect,
  type PostgresPool,
  type PostgresPoolClient,
  type PostgresQueryResult,
} from 'kysely'
import type pg from 'pg'
import { isUnanswered, lossOf } from './errors.ts'
import type { Connected } from './link.ts'

/** Gives the connection of the moment, and a new one when that is lost. */
export interface Route {
  current(): Promise<Connected>
  /** Called with the connection that a statement was lost on. */
  renew(lost: Connected): Promise<Connected>
  /** What to tell when the holder lives and gives no answer: who it is, and what to do. */
  unanswered(cause: unknown): Error
}

/** How often one statement, or one transaction, is tried again on a new connection. */
export const maximumLosses = 10

/**
 * Kysely's PostgreSQL dialect on whatever connection there is: a read outside a transaction that is lost with its
 * holder is asked again of the next one. Writes are not; `Store.transact` repeats those.
 */
export function dialectOf(route: Route): PostgresDialect {
  const pool: PostgresPool = {
    connect: () => connect(route),
    end: async () => {},
  }
  return new PostgresDialect({ pool })
}

async function connect(route: Route): Promise<PostgresPoolClient> {
  const { client, connected } = await checkOut(route)
  return new RoutedClient(route, connected, client)
}

async function checkOut(
  route: Route,
): Promise<{ readonly client: pg.PoolClient; readonly connected: Connected }> {
  let connected = await route.current()
  for (let losses = 0; ; losses++) {
    try {
      return { client: await connected.pool.connect(), connected }
    } catch (error) {
      if (isUnanswered(error)) throw route.unanswered(error)
      if (!lossOf(error) || losses >= maximumLosses) throw error
      connected = await route.renew(connected)
    }
  }
}

class RoutedClient implements PostgresPoolClient {
  readonly #route: Route
  #connected: Connected
  #client: pg.PoolClient
  #inTransaction = false
  #released = false

  constructor(route: Route, connected: Connected, client: pg.PoolClient) {
    this.#route = route
    this.#connected = connected
    this.#client = client
  }

  query<R>(sql: string, parameters: readonly unknown[]): Promise<PostgresQueryResult<R>>
  query<R>(cursor: PostgresCursor<R>): PostgresCursor<R>
  query<R>(
    text: string | PostgresCursor<R>,
    parameters: readonly unknown[] = [],
  ): Promise<PostgresQueryResult<R>> | PostgresCursor<R> {
    if (typeof text !== 'string') throw new Error('the shared session takes no cursors')
    return this.#ask<R>(text, parameters)
  }

  async #ask<R>(sql: string, parameters: readonly unknown[]): Promise<PostgresQueryResult<R>> {
    if (/^(begin|start transaction)\b/i.test(sql)) this.#inTransaction = true
    const repeatable = !this.#inTransaction && /^\s*(select|begin|start transaction)\b/i.test(sql)
    for (let losses = 0; ; losses++) {
      try {
        const result = await this.#client.query(sql, [...parameters])
        return { command: commandOf(result.command), rowCount: result.rowCount ?? 0, rows: result.rows }
      } catch (error) {
        if (isUnanswered(error)) throw this.#route.unanswered(error)
        if (!lossOf(error)) throw error
        if (!repeatable || losses >= maximumLosses) throw error
        this.#client.release(true)
        this.#released = true
        await this.#route.renew(this.#connected)
        const next = await checkOut(this.#route)
        this.#client = next.client
        this.#released = false
        this.#connected = next.connected
      }
    }
  }

  release(): void {
    if (!this.#released) this.#client.release()
    this.#released = true
  }
}

// Kysely only asks whether rows were affected.
function commandOf(command: string): PostgresQueryResult<never>['command'] {
  switch (command) {
    case 'INSERT':
    case 'UPDATE':
    case 'DELETE':
    case 'MERGE':
      return command
    default:
      return 'SELECT'
  }
}
