import { once } from 'node:events'
import type { ServerResponse } from 'node:http'
import { createGzip } from 'node:zlib'

/** How an answer ends: whole, with the connection broken in the middle, or properly in the middle. */
export type Ending = 'whole' | 'cut' | 'half'

/** What is sent. */
export interface Message {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Iterable<string>
}

/** Sends an answer piece by piece, no faster than it is taken; `part` is where it ends early, from 0 to 1. */
export async function send(
  answer: ServerResponse,
  message: Message,
  ending: Ending,
  part: number,
  packed: boolean,
): Promise<void> {
  const headers = { 'content-type': 'text/xml; charset=utf-8', ...message.headers }
  if (ending !== 'whole') {
    const whole = [...message.body].join('')
    const some = whole.slice(0, Math.max(1, Math.floor(whole.length * part)))
    if (ending === 'half') {
      answer.writeHead(message.status, headers).end(some)
      return
    }
    answer.writeHead(message.status, { ...headers, 'content-length': Buffer.byteLength(whole) })
    answer.write(some, () => answer.destroy())
    return
  }
  answer.writeHead(message.status, packed ? { ...headers, 'content-encoding': 'gzip' } : headers)
  const out = packed ? createGzip() : answer
  if (out !== answer) out.pipe(answer)
  const gone = once(answer, 'close').then(() => 'gone')
  for (const piece of message.body) {
    if (answer.destroyed) return
    if (out.write(piece)) continue
    if ((await Promise.race([once(out, 'drain'), gone])) === 'gone') return
  }
  out.end()
}
