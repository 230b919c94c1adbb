import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import {
  childOf,
  childrenOf,
  childText,
  parseXmlDocument,
  type XmlElement,
} from '../../../src/formats/xml/index.ts'
import { answerOf } from '../../../src/adapters/vsphere/recording/write.ts'
import type { AnyRecord } from '../../../src/adapters/vsphere/schema.ts'
import { selfSigned } from './certificate.ts'
import { answerRest } from './rest.ts'
import { type FakeOptions, fakeUser, State } from './state.ts'
import { fault, type Fault, response, serviceContent, versions } from './words.ts'

/** A vCenter of our own for tests: SOAP and tags, on the loopback. Close it. */
export interface FakeVcenter {
  readonly url: URL
  readonly fingerprint: string | undefined
  /** Names of the SOAP methods called, in order. */
  readonly calls: string[]
  /** Bytes of HTTP requests that arrived: none before a certificate is accepted. */
  requests(): number
  openSessions(): number
  mostAtOnce(): number
  close(): Promise<void>
}

/** Starts a fake vCenter on a free port. */
export async function startFakeVcenter(options: FakeOptions): Promise<FakeVcenter> {
  const state = new State(options)
  const listener: RequestListener = (request, answer) => void serve(state, request, answer)
  const identity = options.tls === true ? selfSigned('localhost') : undefined
  const server = identity === undefined ? createServer(listener) : createSecureServer(identity, listener)
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: new URL(`${identity === undefined ? 'http' : 'https'}://127.0.0.1:${port}/sdk`),
    fingerprint: identity?.fingerprint,
    calls: state.calls,
    requests: () => state.requests,
    openSessions: () => state.sessions.size,
    mostAtOnce: () => state.mostAtOnce,
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => void server.close(resolve))
    },
  }
}

async function serve(state: State, request: IncomingMessage, answer: ServerResponse): Promise<void> {
  state.requests++
  state.mostAtOnce = Math.max(state.mostAtOnce, ++state.atOnce)
  try {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const body = Buffer.concat(chunks).toString('utf8')
    const path = request.url ?? ''
    if (path === '/sdk/vimServiceVersions.xml')
      send(state, answer, 200, versions(state.options.apiVersion ?? '8.0.3.0'))
    else if (path === '/sdk') {
      const wait = body.includes('<RetrievePropertiesEx')
        ? (state.options.delayMilliseconds?.(state.propertyCalls + state.atOnce) ?? 0)
        : 0
      if (wait > 0) await sleep(wait)
      soap(state, request, answer, body)
    } else answerRest(state, request, answer, body)
  } finally {
    state.atOnce--
  }
}

function send(
  state: State,
  answer: ServerResponse,
  status: number,
  text: string,
  headers: Record<string, string> = {},
): void {
  const packed = state.options.gzip === true
  answer.writeHead(status, {
    'content-type': 'text/xml',
    ...headers,
    ...(packed ? { 'content-encoding': 'gzip' } : {}),
  })
  answer.end(packed ? gzipSync(text) : text)
}

function soap(state: State, request: IncomingMessage, answer: ServerResponse, body: string): void {
  const call = childOf(parseXmlDocument(body), 'Body')?.children[0]
  if (call === undefined) return send(state, answer, 500, fault({ type: 'InvalidRequest' }))
  state.calls.push(call.local)
  const session = /vmware_soap_session=([\w-]+)/.exec(request.headers.cookie ?? '')?.[1] ?? ''
  const refuse = (what: Fault): void => send(state, answer, 500, fault(what))
  switch (call.local) {
    case 'RetrieveServiceContent':
      return send(state, answer, 200, serviceContent(state.options.apiVersion ?? '8.0.3.0'))
    case 'Login': {
      const right =
        childText(call, 'userName') === fakeUser.name && childText(call, 'password') === fakeUser.password
      if (!right) return refuse({ type: 'InvalidLogin', text: 'Anmeldung fehlgeschlagen' })
      const key = state.next('session')
      state.sessions.add(key)
      const cookie = { 'set-cookie': `vmware_soap_session=${key}; Path=/; HttpOnly` }
      return send(state, answer, 200, response('Login', `<returnval><key>${key}</key></returnval>`), cookie)
    }
    case 'Logout':
      state.sessions.delete(session)
      return send(state, answer, 200, response('Logout', ''))
  }
  if (!state.sessions.has(session)) return refuse({ type: 'NotAuthenticated' })
  switch (call.local) {
    case 'CreateContainerView':
      return send(
        state,
        answer,
        200,
        response(call.local, '<returnval type="ContainerView">session[1]view-1</returnval>'),
      )
    case 'DestroyView':
    case 'CurrentTime':
      return send(state, answer, 200, response(call.local, ''))
    case 'RetrievePropertiesEx':
      return retrieve(state, answer, call, session)
    case 'ContinueRetrievePropertiesEx': {
      const token = childText(call, 'token') ?? ''
      const rest = state.pages.get(token)
      state.pages.delete(token)
      return rest === undefined
        ? refuse({ type: 'InvalidArgument' })
        : page(state, answer, rest, ++state.continuations === state.options.cutPageAt)
    }
    default:
      return refuse({ type: 'InvalidRequest' })
  }
}

function retrieve(state: State, answer: ServerResponse, call: XmlElement, session: string): void {
  const spec = childOf(call, 'specSet')
  const properties = spec && childOf(spec, 'propSet')
  const type = properties && childText(properties, 'type')
  if (spec === undefined || properties === undefined || type === undefined) {
    return send(state, answer, 500, fault({ type: 'InvalidRequest' }))
  }
  if (type === 'ContainerView') return send(state, answer, 200, viewAnswer(state.options.records))
  const paths = childrenOf(properties, 'pathSet').map((path) => path.text)
  const ids = childrenOf(spec, 'objectSet').map((set) => childText(set, 'obj') ?? '')
  const { options } = state
  const turn = ++state.propertyCalls
  if (turn === options.loseSessionAt) {
    state.sessions.delete(session)
    return send(state, answer, 500, fault({ type: 'NotAuthenticated', text: '' }))
  }
  if (turn === options.silentAt) return
  if (turn === options.busyAt || ids.length > (options.busyAbove ?? Number.POSITIVE_INFINITY)) {
    answer.writeHead(503).end('busy')
    return
  }
  const what = refusal(options, type, paths, ids)
  if (what !== undefined) return send(state, answer, 500, fault(what))
  const found = options.records.filter(
    (record) => record.type === type && ids.includes(record.id) && !options.forgotten?.includes(record.id),
  )
  page(
    state,
    answer,
    found.map((record) => select(record, paths)),
    turn === options.cutAt,
  )
}

function refusal(
  options: FakeOptions,
  type: string,
  paths: readonly string[],
  ids: readonly string[],
): Fault | undefined {
  const unknown = paths.find((path) => options.unknownPaths?.includes(`${type}.${path}`))
  if (unknown !== undefined) return { type: 'InvalidProperty', detail: `<name>${unknown}</name>` }
  const gone = ids.find((id) => options.gone?.includes(id))
  if (gone !== undefined)
    return { type: 'ManagedObjectNotFound', detail: `<obj type="${type}">${gone}</obj>` }
  return ids.some((id) => options.forbidden?.includes(id)) ? { type: 'NoPermission' } : undefined
}

function page(state: State, answer: ServerResponse, records: readonly AnyRecord[], cut = false): void {
  const most = state.options.pageObjects ?? 100
  const token = records.length > most ? state.next('token') : undefined
  if (token !== undefined)
    state.pages.set(token, state.options.endless === true ? records : records.slice(most))
  const whole = state.options.nonsense ?? answerOf(records.slice(0, most), token)
  if (!cut) return send(state, answer, 200, whole)
  answer.writeHead(200, { 'content-type': 'text/xml', 'content-length': Buffer.byteLength(whole) })
  answer.write(whole.slice(0, whole.length / 2), () => answer.destroy())
}

function select(record: AnyRecord, paths: readonly string[]): AnyRecord {
  const asked = Object.entries(record.properties).filter(([path]) => paths.includes(path))
  // The same record with fewer properties, each of which it may leave out.
  return { ...record, properties: Object.fromEntries(asked) } as AnyRecord
}

function viewAnswer(records: readonly AnyRecord[]): string {
  const items = records
    .filter((record) => record.type !== 'CustomFieldsManager')
    .map(
      ({ type, id }) =>
        `<ManagedObjectReference xsi:type="ManagedObjectReference" type="${type}">${id}</ManagedObjectReference>`,
    )
  const value = `<val xsi:type="ArrayOfManagedObjectReference">${items.join('')}</val>`
  const object = `<objects><obj type="ContainerView">session[1]view-1</obj><propSet><name>view</name>${value}</propSet></objects>`
  return response('RetrievePropertiesEx', `<returnval>${object}</returnval>`)
}
