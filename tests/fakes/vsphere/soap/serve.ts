import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import {
  childOf,
  childrenOf,
  childText,
  parseXmlDocument,
  type XmlElement,
} from '../../../../src/formats/xml/index.ts'
import { chosen, drawn } from '../http/disturb.ts'
import { type Ending, send } from '../http/send.ts'
import type { Traffic } from '../http/serve.ts'
import type { Disturbance } from '../options.ts'
import { faultMessage, response } from '../wire/envelope.ts'
import type { World } from '../world.ts'
import { refuseUnlessPermitted } from '../access/authority.ts'
import { accessHandlers } from '../access/handlers.ts'
import { type Handlers, referenceOf } from './call.ts'
import { besideHandlers } from '../inventory/besides.ts'
import { changeHandlers } from './changes.ts'
import { leaseHandlers } from './lease.ts'
import { machineHandlers } from './snapshots.ts'
import { taskHandlers } from './tasks.ts'
import { updateHandlers } from './updates.ts'
import { collectorHandlers } from './collector.ts'
import { VimFault } from './fault.ts'
import { performanceHandlers } from './performance.ts'
import { keyInAnswer, openHandlers, sessionHandlers, Unavailable } from './session.ts'
import { searchHandlers } from './search.ts'
import { viewHandlers } from './views.ts'

const handlers: Handlers = {
  ...sessionHandlers,
  ...viewHandlers,
  ...collectorHandlers,
  ...performanceHandlers,
  ...searchHandlers,
  ...updateHandlers,
  ...taskHandlers,
  ...machineHandlers,
  ...changeHandlers,
  ...leaseHandlers,
  ...besideHandlers,
  ...accessHandlers,
}

/** Calls that a test may watch; more than these are not kept. */
const mostCalls = 100_000

/** Answers one SOAP call, or lets happen to it what was chosen or drawn. */
export async function answerSoap(
  world: World,
  traffic: Traffic,
  request: IncomingMessage,
  answer: ServerResponse,
  body: string,
): Promise<void> {
  const args = childOf(parseXmlDocument(body), 'Body')?.children[0]
  const reply = (
    status: number,
    text: Iterable<string>,
    headers = {},
    ending: Ending = 'whole',
  ): Promise<void> =>
    send(
      answer,
      { status, headers, body: text },
      ending,
      0.1 + world.random() * 0.8,
      world.options.gzip === true,
    )
  if (args === undefined) return reply(500, [faultMessage(world.shapes, new VimFault('InvalidRequest'))])
  const method = args.local
  if (world.calls.length < mostCalls) world.calls.push(method)
  await delay(world, traffic, method)
  const trouble = isView(args)
    ? undefined
    : (chosen(world, method, objectCount(args)) ?? drawn(world, traffic))
  const session = /vmware_soap_session="?([\w-]+)/.exec(request.headers.cookie ?? '')?.[1] ?? ''
  if (trouble !== undefined && (await struck(world, answer, session, trouble))) return
  const ending: Ending = trouble === 'cut' || trouble === 'half' ? trouble : 'whole'
  try {
    const gone = new AbortController()
    answer.once('close', () => gone.abort())
    const text = await answered({ world, method, args, session, signal: gone.signal })
    if (world.options.nonsense !== undefined && method === 'RetrievePropertiesEx' && !isView(args)) {
      return await reply(200, [world.options.nonsense])
    }
    const pieces = typeof text === 'string' ? [text] : started(text)
    const key = method === 'Login' && typeof text === 'string' ? keyInAnswer.exec(text)?.[1] : undefined
    const cookie = key === undefined ? {} : { 'set-cookie': `vmware_soap_session=${key}; Path=/; HttpOnly` }
    await reply(200, response(method, pieces), cookie, ending)
  } catch (error) {
    if (error instanceof Unavailable) answer.writeHead(503).end(error.message)
    else if (error instanceof VimFault) await reply(500, [faultMessage(world.shapes, error)], {}, ending)
    else throw error
  }
}

type Asked = Omit<Parameters<NonNullable<Handlers[string]>>[0], 'self'>

async function answered(asked: Asked): Promise<string | Iterable<string>> {
  const { world, method, args, session } = asked
  const target = childOf(args, '_this')
  if (target === undefined) throw new VimFault('InvalidRequest')
  const self = referenceOf(target)
  const open = openHandlers[method]
  if (open !== undefined) return await open({ ...asked, self })
  if (!world.sessions.use(session, 'soap')) throw new VimFault('NotAuthenticated', {}, '')
  const handler = handlers[method]
  if (handler === undefined) throw new VimFault('NotSupported', {}, `the fake does not know ${method}`)
  refuseUnlessPermitted(world, method, self)
  return await handler({ ...asked, self })
}

/** Runs an answer up to its first piece, so that a refusal is still a fault; the rest comes while it is sent. */
function started(pieces: Iterable<string>): Iterable<string> {
  const rest = pieces[Symbol.iterator]()
  const first = rest.next()
  return (function* () {
    if (first.done === true) return
    yield first.value
    for (let next = rest.next(); next.done !== true; next = rest.next()) yield next.value
  })()
}

/** Lets trouble happen that takes the place of the answer, or of its session. True when there is no answer. */
async function struck(
  world: World,
  answer: ServerResponse,
  session: string,
  trouble: Disturbance,
): Promise<boolean> {
  const { chaos } = world.options
  switch (trouble) {
    case 'busy':
      answer.writeHead(503).end('busy')
      return true
    case 'drop':
      answer.destroy()
      return true
    case 'silent':
      return true
    case 'restart':
      world.restart(chaos?.downMilliseconds ?? 50)
      answer.destroy()
      return true
    case 'expire':
      world.sessions.end(session)
      return false
    case 'slow':
      await sleep(chaos?.slowMilliseconds ?? 20)
      return false
    default:
      return false
  }
}

async function delay(world: World, traffic: Traffic, method: string): Promise<void> {
  const { delayMilliseconds, pageMilliseconds } = world.options
  const first = method === 'RetrievePropertiesEx'
  const wait =
    (first ? (delayMilliseconds?.(world.propertyCalls + traffic.atOnce) ?? 0) : 0) +
    (first || method === 'ContinueRetrievePropertiesEx' ? (pageMilliseconds ?? 0) : 0)
  if (wait > 0) await sleep(wait)
}

/** The list of everything is not counted among the calls for properties. */
function isView(args: XmlElement): boolean {
  const spec = childOf(args, 'specSet')
  const set = spec && childOf(spec, 'propSet')
  return set !== undefined && childText(set, 'type') === 'ContainerView'
}

function objectCount(args: XmlElement): number {
  const spec = childOf(args, 'specSet')
  return spec === undefined ? 0 : childrenOf(spec, 'objectSet').length
}
