import type { Duplex } from 'node:stream'
import { Framer, fatal, type Incoming, query, stateAfter, sync, welcome } from './framing.ts'
import type { Turns } from './turns.ts'

/** The one PostgreSQL session behind all clients. */
export interface Engine {
  /** Runs whole messages and gives the whole answer. */
  execute(messages: Uint8Array): Promise<Uint8Array>
}

/** What sessions share. */
export interface BridgeOptions {
  readonly engine: Engine
  readonly turns: Turns
  /** A client that holds the turn and says nothing for so long is rolled back and closed. */
  readonly silenceMs: number
}

/** How long a client that is being closed has to read the reason. */
const lastWordsMs = 1_000

/** A session that is open. */
export interface Session {
  /** Rolls back what is open and closes; resolves when the turn is given back. */
  end(): Promise<void>
}

/**
 * Serves one client. It keeps the turn from its first message until the database says `ReadyForQuery` idle, so that
 * a transaction is never mixed with another client's.
 */
export function serveClient(client: Duplex, number: number, options: BridgeOptions): Session {
  const { engine, turns, silenceMs } = options
  const framer = new Framer()
  const gone = new AbortController()
  const queue: Incoming[] = []
  let giveBack: (() => void) | undefined
  let running = false
  let silence: NodeJS.Timeout | undefined
  let heard = 0
  let ended: () => void = () => {}
  const finished = new Promise<void>((resolve) => {
    ended = resolve
  })

  client.on('data', (bytes: Buffer) => {
    heard++
    if (gone.signal.aborted) return
    try {
      queue.push(...framer.push(bytes))
    } catch (error) {
      queue.push({ kind: 'forbidden', what: error instanceof Error ? error.message : 'these bytes' })
    }
    void run()
  })
  client.on('error', () => leave())
  client.on('end', () => leave())
  client.on('close', () => leave())

  function leave(lastWords?: Uint8Array): void {
    if (gone.signal.aborted) return
    gone.abort()
    clearTimeout(silence)
    if (lastWords) {
      client.end(lastWords)
      setTimeout(() => client.destroy(), lastWordsMs).unref()
    } else client.destroy()
    // A running group still has to come back; it cleans up at its end.
    if (!running) void cleanUp()
  }

  async function cleanUp(): Promise<void> {
    try {
      if (giveBack) {
        await engine.execute(sync)
        await engine.execute(query('ROLLBACK'))
      }
    } catch {
      // The database itself has ended: there is nothing left to roll back.
    } finally {
      giveBack?.()
      giveBack = undefined
      ended()
    }
  }

  async function run(): Promise<void> {
    if (running) return
    running = true
    clearTimeout(silence)
    try {
      for (let next = queue.shift(); next && !gone.signal.aborted; next = queue.shift()) await answer(next)
    } catch {
      // Only an engine that has ended throws.
      gone.abort()
      client.destroy()
    }
    running = false
    if (gone.signal.aborted) await cleanUp()
    else if (giveBack) watchSilence()
  }

  async function answer(incoming: Incoming): Promise<void> {
    if (incoming.kind === 'group') return group(incoming)
    if (incoming.kind === 'refuse-encryption') return void client.write('N')
    if (incoming.kind === 'startup') return void client.write(welcome(number))
    if (incoming.kind === 'forbidden') {
      leave(fatal('0A000', `The workspace's database does not take ${incoming.what}.`))
    } else leave()
  }

  async function group(incoming: { readonly bytes: Uint8Array; readonly flush: boolean }): Promise<void> {
    giveBack ??= await turns.take(gone.signal)
    if (!giveBack) return
    const result = await engine.execute(incoming.bytes)
    if (!incoming.flush && stateAfter(result) === 'I') {
      giveBack()
      giveBack = undefined
    }
    if (!gone.signal.aborted && !client.write(result)) await drained()
  }

  // A client that does not read is not given more; while it holds the turn that counts as silence.
  async function drained(): Promise<void> {
    if (giveBack) watchSilence()
    await new Promise<void>((resolve) => {
      const done = () => {
        client.off('drain', done)
        gone.signal.removeEventListener('abort', done)
        resolve()
      }
      client.on('drain', done)
      gone.signal.addEventListener('abort', done)
    })
    clearTimeout(silence)
  }

  function watchSilence(): void {
    clearTimeout(silence)
    const before = heard
    silence = setTimeout(() => {
      // After a long call, or a stop of this whole process, timers fire before what came in meanwhile is read.
      setTimeout(() => {
        if (heard !== before || gone.signal.aborted) {
          if (!gone.signal.aborted && giveBack) watchSilence()
          return
        }
        leave(fatal('25P03', `The client was silent for ${silenceMs / 1000} s inside a transaction.`))
      }, 20)
    }, silenceMs)
  }

  return {
    end() {
      leave()
      return finished
    },
  }
}
