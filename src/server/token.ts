import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Name of the session cookie. */
export const cookieName = 'causeway'

/** The workspace's token: 256 random bits in `.causeway/token`, readable by its owner only. Made at first use. */
export function workspaceToken(stateFolder: string): string {
  const file = join(stateFolder, 'token')
  if (!existsSync(file)) {
    try {
      writeFileSync(file, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600, flag: 'wx' })
    } catch (error) {
      if (!existsSync(file)) throw error
    }
  }
  return readFileSync(file, 'utf8').trim()
}

/** What the cookie holds: derived from the token, so that a leaked cookie does not give the token away. */
export function cookieValue(token: string): string {
  return createHash('sha256').update(`causeway cookie\0${token}`).digest('hex')
}

/** Compares in constant time. */
export function same(given: string | undefined, wanted: string): boolean {
  if (given === undefined) return false
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(given), digest(wanted))
}
