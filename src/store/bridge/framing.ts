/** First packets that are not a session. */
const sslRequest = 80877103
const gssRequest = 80877104
const cancelRequest = 80877102

/** Longest first packet: PostgreSQL's own bound. */
const maximumStartupBytes = 10_000
/** Longest message from a client; a chunk of columns has a few MiB. */
export const maximumMessageBytes = 256 * 1_048_576

/** What a client sent: a first packet, or a group of messages that wants an answer. */
export type Incoming =
  | { readonly kind: 'refuse-encryption' }
  | { readonly kind: 'cancel' }
  | { readonly kind: 'startup' }
  | { readonly kind: 'terminate' }
  /** `flush`: the group ended without Sync, so more of the same belongs to it. */
  | { readonly kind: 'group'; readonly bytes: Uint8Array; readonly flush: boolean }
  | { readonly kind: 'forbidden'; readonly what: string }

// Sync, Query, Flush, CopyData, CopyDone, CopyFail, FunctionCall: what makes the server answer.
const answered = new Set(['S', 'Q', 'H', 'd', 'c', 'f', 'F'])

/**
 * Cuts a client's bytes (protocol 3.0) into what the database can be given at once. Half messages stay inside and
 * are dropped with the framer.
 */
export class Framer {
  #pending: Buffer = Buffer.alloc(0)
  #scanned = 0
  #started = false

  /** Takes bytes; gives what became complete. Throws on a message longer than the bound. */
  push(bytes: Uint8Array): Incoming[] {
    this.#pending = this.#pending.length === 0 ? Buffer.from(bytes) : Buffer.concat([this.#pending, bytes])
    const found: Incoming[] = []
    for (;;) {
      const next = this.#started ? this.#message() : this.#startup()
      if (next === undefined) return found
      found.push(next)
    }
  }

  /** Bytes of messages that have no end yet. */
  get halfBytes(): number {
    return this.#pending.length
  }

  #take(length: number): Uint8Array {
    const taken = new Uint8Array(this.#pending.subarray(0, length))
    this.#pending = this.#pending.subarray(length)
    this.#scanned = 0
    return taken
  }

  #startup(): Incoming | undefined {
    if (this.#pending.length < 8) return undefined
    const length = this.#pending.readInt32BE(0)
    if (length < 8 || length > maximumStartupBytes) throw new Error(`a first packet of ${length} bytes`)
    if (this.#pending.length < length) return undefined
    const code = this.#pending.readInt32BE(4)
    this.#take(length)
    if (code === sslRequest || code === gssRequest) return { kind: 'refuse-encryption' }
    if (code === cancelRequest) return { kind: 'cancel' }
    if (code >> 16 !== 3) throw new Error(`protocol version ${code >> 16}`)
    this.#started = true
    return { kind: 'startup' }
  }

  #message(): Incoming | undefined {
    while (this.#pending.length >= this.#scanned + 5) {
      const start = this.#scanned
      const type = String.fromCharCode(this.#pending[start] ?? 0)
      const length = this.#pending.readInt32BE(start + 1)
      if (length < 4 || start + 1 + length > maximumMessageBytes)
        throw new Error(`a message of ${length} bytes`)
      const end = start + 1 + length
      if (this.#pending.length < end) return undefined
      const what = forbidden(type, this.#pending.subarray(start + 5, end))
      if (what !== undefined) {
        this.#take(end)
        return { kind: 'forbidden', what }
      }
      if (type === 'X') {
        this.#take(end)
        return { kind: 'terminate' }
      }
      this.#scanned = end
      if (answered.has(type)) return { kind: 'group', bytes: this.#take(end), flush: !'SQF'.includes(type) }
    }
    return undefined
  }
}

// All clients share one session, so a named statement of one would meet that of another, and a COPY from the client
// would make the database wait for bytes inside a call that cannot wait.
function forbidden(type: string, body: Buffer): string | undefined {
  if (type === 'P' && body[0] !== 0) return 'named statements'
  if (type === 'Q' && /^\s*copy\b[^;]*\bfrom\s+stdin\b/i.test(body.toString('latin1', 0, 500))) {
    return 'COPY FROM STDIN'
  }
  if (type === 'P' && /^\0\s*copy\b[^;]*\bfrom\s+stdin\b/i.test(body.toString('latin1', 0, 500))) {
    return 'COPY FROM STDIN'
  }
  return undefined
}

function message(type: string, ...parts: readonly (string | Uint8Array)[]): Buffer {
  const body = Buffer.concat(
    parts.map((part) => (typeof part === 'string' ? Buffer.from(`${part}\0`) : part)),
  )
  const head = Buffer.alloc(5)
  head.write(type, 0, 'latin1')
  head.writeInt32BE(body.length + 4, 1)
  return Buffer.concat([head, body])
}

/** The answer to a first packet: no password, the parameters that drivers look at, ready. */
export function welcome(sessionNumber: number): Buffer {
  const key = Buffer.alloc(8)
  key.writeInt32BE(process.pid, 0)
  key.writeInt32BE(sessionNumber, 4)
  const parameters: Readonly<Record<string, string>> = {
    server_version: '18.0',
    server_encoding: 'UTF8',
    client_encoding: 'UTF8',
    DateStyle: 'ISO, MDY',
    IntervalStyle: 'postgres',
    TimeZone: 'UTC',
    integer_datetimes: 'on',
    standard_conforming_strings: 'on',
  }
  return Buffer.concat([
    message('R', Buffer.alloc(4)),
    ...Object.entries(parameters).map(([name, value]) => message('S', name, value)),
    message('K', key),
    message('Z', Buffer.from('I')),
  ])
}

/** An error that ends the session. */
export function fatal(sqlState: string, sentence: string): Buffer {
  const field = (code: string, value: string) => Buffer.from(`${code}${value}\0`)
  return message(
    'E',
    field('S', 'FATAL'),
    field('V', 'FATAL'),
    field('C', sqlState),
    field('M', sentence),
    Buffer.alloc(1),
  )
}

/** A Sync, which ends whatever a lost client left half way in the extended protocol. */
export const sync: Uint8Array = message('S')

/** A simple query. */
export function query(text: string): Uint8Array {
  return message('Q', text)
}

/** State after an answer: `I` idle, `T` in a transaction, `E` in a failed one; undefined when it does not end so. */
export function stateAfter(answer: Uint8Array): 'I' | 'T' | 'E' | undefined {
  const at = answer.length - 6
  if (at < 0 || answer[at] !== 0x5a || answer[at + 4] !== 5) return undefined
  if (answer[at + 1] !== 0 || answer[at + 2] !== 0 || answer[at + 3] !== 0) return undefined
  const state = String.fromCharCode(answer[at + 5] ?? 0)
  return state === 'I' || state === 'T' || state === 'E' ? state : undefined
}
