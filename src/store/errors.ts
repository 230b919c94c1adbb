import pg from 'pg'

/** Why a statement did not come back: the connection went away, or the holder closed it for its silence. */
export type Loss = 'lost' | 'silent'

const networkCodes = new Set(['ECONNRESET', 'ECONNREFUSED', 'EPIPE', 'ENOENT', 'ENOTCONN', 'ECONNABORTED'])

/** Tells a lost connection from every other error; undefined when the database itself answered. */
export function lossOf(error: unknown): Loss | undefined {
  if (error instanceof pg.DatabaseError) {
    if (error.code === '25P03') return 'silent'
    return error.code !== undefined && /^(57P0[123]|08...)$/.test(error.code) ? 'lost' : undefined
  }
  if (!(error instanceof Error)) return undefined
  if ('code' in error && networkCodes.has(String(error.code))) return 'lost'
  return /^(Connection terminated|Client has encountered a connection error|Client was closed)/.test(
    error.message,
  )
    ? 'lost'
    : undefined
}

/** Two transactions that met on a real PostgreSQL: the same work again is the way on. */
export function isCollision(error: unknown): boolean {
  return error instanceof pg.DatabaseError && (error.code === '40001' || error.code === '40P01')
}

/** The driver gave up waiting: for an answer, or for one of its connections to come free. */
export function isUnanswered(error: unknown): boolean {
  return (
    error instanceof Error &&
    ['Query read timeout', 'timeout exceeded when trying to connect'].includes(error.message)
  )
}
