import { type FakeOptions, fakeUser } from './options.ts'
import type { Data } from './wire/value.ts'

/** A log-in to one of the two interfaces. */
interface OpenSession {
  readonly key: string
  readonly kind: 'soap' | 'rest'
  lastUsed: number
}

const usualIdleMilliseconds = 30 * 60_000
/** More than this at once, for one user, is refused with 503. */
const usualCap = 550

/** Who is logged in. A session that was idle too long is gone when it is used next. */
export class Sessions {
  readonly #open = new Map<string, OpenSession>()
  readonly #options: FakeOptions
  readonly #now: () => number
  #ended: (key: string) => void = () => {}
  #serial = 0
  /** How many were opened since the start. */
  opened = 0

  constructor(options: FakeOptions, now: () => number) {
    this.#options = options
    this.#now = now
  }

  onEnd(listener: (key: string) => void): void {
    this.#ended = listener
  }

  /** A new session; undefined when there are as many as there may be. */
  begin(kind: OpenSession['kind']): string | undefined {
    this.#expire()
    if (this.count(kind) >= (this.#options.sessionCap ?? usualCap)) return undefined
    const key = `52${(++this.#serial).toString(16).padStart(6, '0')}-${kind}-${(this.#options.seed ?? 1).toString(16)}`
    this.#open.set(key, { key, kind, lastUsed: this.#now() })
    this.opened++
    return key
  }

  /** Whether this session is open; that counts as using it. */
  use(key: string, kind: OpenSession['kind']): boolean {
    this.#expire()
    const session = this.#open.get(key)
    if (session === undefined || session.kind !== kind) return false
    session.lastUsed = this.#now()
    return true
  }

  /** Who is logged in, as the session manager lists it. */
  listed(): readonly Data[] {
    return [...this.#open.values()]
      .filter(({ kind }) => kind === 'soap')
      .map(({ key, lastUsed }) => ({
        key,
        userName: fakeUser.name,
        fullName: 'Reader',
        loginTime: new Date(lastUsed).toISOString(),
        lastActiveTime: new Date(lastUsed).toISOString(),
        locale: 'de',
        messageLocale: 'de',
      }))
  }

  end(key: string): void {
    if (this.#open.delete(key)) this.#ended(key)
  }

  endAll(kind?: OpenSession['kind']): void {
    for (const session of this.#open.values()) {
      if (kind === undefined || session.kind === kind) this.end(session.key)
    }
  }

  count(kind?: OpenSession['kind']): number {
    let count = 0
    for (const session of this.#open.values()) if (kind === undefined || session.kind === kind) count++
    return count
  }

  #expire(): void {
    const oldest = this.#now() - (this.#options.idleMilliseconds ?? usualIdleMilliseconds)
    for (const session of this.#open.values()) if (session.lastUsed < oldest) this.end(session.key)
  }
}
