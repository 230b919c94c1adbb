import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { answerPbm } from '../pbm/serve.ts'
import { answerRest } from '../rest/rest.ts'
import type { World } from '../world.ts'
import { apiVersionOf } from '../soap/managers.ts'
import { answerSoap } from '../soap/serve.ts'
import { versions } from '../wire/envelope.ts'
import { drawn } from './disturb.ts'
import { answerNfc } from './nfc.ts'
import { send } from './send.ts'

/** What went over the wire so far. */
export interface Traffic {
  requests: number
  atOnce: number
  mostAtOnce: number
  readonly disturbed: Map<string, number>
}

const largestRequest = 64 * 1024 * 1024

/** Answers one HTTP request, as well as a vCenter on this day does. */
export async function serve(
  world: World,
  traffic: Traffic,
  request: IncomingMessage,
  answer: ServerResponse,
): Promise<void> {
  traffic.requests++
  traffic.mostAtOnce = Math.max(traffic.mostAtOnce, ++traffic.atOnce)
  try {
    const body = await bodyOf(request)
    const path = (request.url ?? '').split('?', 1)[0] ?? ''
    if (world.now() < world.downUntil) {
      answer.writeHead(503, { 'content-type': 'text/plain' }).end('503 Service Unavailable')
    } else if (path === '/sdk/vimServiceVersions.xml') {
      const message = { status: 200, headers: {}, body: [versions(apiVersionOf(world))] }
      await send(answer, message, 'whole', 1, world.options.gzip === true)
    } else if (path === '/sdk') {
      await answerSoap(world, traffic, request, answer, body)
    } else if (path === '/pbm') {
      answerPbm(world, answer, body)
    } else if (path.startsWith('/nfc/')) {
      await answerNfc(world, path, answer)
    } else {
      const kind = drawn(world, traffic)
      if (kind === 'drop' || kind === 'cut') {
        answer.destroy()
        return
      }
      if (kind === 'silent') return
      if (kind === 'busy' || kind === 'half' || kind === 'restart') {
        if (kind === 'restart') world.restart(world.options.chaos?.downMilliseconds ?? 50)
        answer.writeHead(503).end('busy')
        return
      }
      if (kind === 'expire') world.sessions.endAll('rest')
      if (kind === 'slow') await sleep(world.options.chaos?.slowMilliseconds ?? 20)
      answerRest(world, request, answer, body)
    }
  } catch (error) {
    // A caller that went away in the middle is nothing to say; anything else is a mistake of the fake.
    if (answer.destroyed || request.destroyed) return
    answer.writeHead(500, { 'content-type': 'text/plain' }).end(String(error))
  } finally {
    traffic.atOnce--
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of request) {
    bytes += chunk.length
    if (bytes > largestRequest) throw new Error('the request is too long')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}
