import { createServer, type RequestListener } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { selfSigned } from './certificate.ts'
import { serve, type Traffic } from './http/serve.ts'
import { GeneratedInventory } from './inventory/generated.ts'
import { keptInMemory } from './inventory/kept.ts'
import { recordInventory } from './inventory/records.ts'
import type { FakeOptions } from './options.ts'
import { addManagers } from './soap/managers.ts'
import { Shapes } from './wire/shapes.ts'
import { World } from './world.ts'

/** A vCenter of our own for tests: SOAP and tags, on the loopback. Close it. */
export interface FakeVcenter {
  readonly url: URL
  readonly fingerprint: string | undefined
  /** Its certificate in PEM. */
  readonly certificate: string | undefined
  /** Names of the SOAP methods called, in order. */
  readonly calls: string[]
  /** What it knows; a test may change it while it serves. */
  readonly world: World
  /** HTTP requests that arrived: none before a certificate is accepted. */
  requests(): number
  openSessions(): number
  mostAtOnce(): number
  /** Which trouble happened how often. */
  disturbed(): ReadonlyMap<string, number>
  close(): Promise<void>
}

/** Starts a fake vCenter on a free port. */
export async function startFakeVcenter(options: FakeOptions): Promise<FakeVcenter> {
  const shapes = new Shapes(options.apiVersion ?? '8.0.3.0')
  const inventory =
    options.records === undefined
      ? new GeneratedInventory(options.machines ?? 100, options.seed ?? 1, shapes)
      : recordInventory(options.records, options.tags)
  const world = new World(options, options.kept === true ? keptInMemory(inventory) : inventory, shapes)
  addManagers(world)
  const traffic: Traffic = { requests: 0, atOnce: 0, mostAtOnce: 0, disturbed: new Map() }
  const listener: RequestListener = (request, answer) => void serve(world, traffic, request, answer)
  const identity = options.tls === true ? selfSigned('localhost') : undefined
  const server = identity === undefined ? createServer(listener) : createSecureServer(identity, listener)
  await new Promise<void>((resolve) => void server.listen(options.port ?? 0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  world.origin = `${identity === undefined ? 'http' : 'https'}://127.0.0.1:${port}`
  world.thumbprint = identity?.thumbprint ?? ''
  return {
    url: new URL(`${world.origin}/sdk`),
    fingerprint: identity?.fingerprint,
    certificate: identity?.cert,
    calls: world.calls,
    world,
    requests: () => traffic.requests,
    openSessions: () => world.sessions.count(),
    mostAtOnce: () => traffic.mostAtOnce,
    disturbed: () => traffic.disturbed,
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => void server.close(resolve))
    },
  }
}
