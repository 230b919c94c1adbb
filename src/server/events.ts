import type { FastifyReply, FastifyRequest } from 'fastify'

/** One event: its number, its name and its data. */
export interface ServerEvent {
  readonly id: number
  readonly name: string
  readonly data: unknown
}

/** How often the numbers are looked at while somebody listens. */
const pollMilliseconds = 500
/** A comment this often keeps proxies and browsers from giving up. */
const keepAliveMilliseconds = 15_000

/**
 * Sends events as they appear (Server-Sent Events), beginning after `Last-Event-ID`. Polls by number, on both databases
 * alike; ends when the listener goes or the server closes.
 */
export async function sendEvents(
  request: FastifyRequest,
  reply: FastifyReply,
  signal: AbortSignal,
  after: (number: number) => Promise<readonly ServerEvent[]>,
  start: number,
): Promise<void> {
  const given = Number(request.headers['last-event-id'])
  let last = Number.isInteger(given) && given >= 0 ? given : start
  reply.hijack()
  const { raw } = reply
  raw.writeHead(200, {
    'content-type': 'text/event-stream',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
  })
  raw.write(': listening\n\n')
  const gone = new AbortController()
  raw.on('close', () => gone.abort())
  const ended = AbortSignal.any([gone.signal, signal])
  let silentSince = Date.now()
  while (!ended.aborted) {
    for (const event of await after(last)) {
      last = event.id
      silentSince = Date.now()
      raw.write(`id: ${event.id}\nevent: ${event.name}\ndata: ${JSON.stringify(event.data)}\n\n`)
    }
    if (Date.now() - silentSince > keepAliveMilliseconds) {
      silentSince = Date.now()
      raw.write(': still here\n\n')
    }
    await new Promise((done) => setTimeout(done, pollMilliseconds))
  }
  raw.end()
}
