import type { Flow } from '../../model/evidence.ts'
import type { Random } from '../random.ts'
import {
  addressOf,
  applicationOf,
  randomFor,
  roleOf,
  type ScaledRole,
  type ScaledShape,
  sharedServices,
} from './shape.ts'

const windowStart = Date.UTC(2026, 9, 14)
const windowHours = 30 * 24
const hours = Array.from({ length: windowHours }, (_, at) =>
  new Date(windowStart + at * 3_600_000).toISOString().replace('.000Z', 'Z'),
)

const rolePorts: Readonly<Record<ScaledRole, readonly number[]>> = {
  db: [1521, 5432, 1433, 3306],
  app: [8080, 8443, 9000],
  web: [443, 80],
  mq: [5672, 5671],
  job: [22, 8081],
}

const anyPorts = Array.from({ length: 64 }, (_, at) => 7000 + at * 7)

/**
 * Exactly as many distinct flows as the shape has, machine after machine as the client; memory stays flat. A machine
 * talks to shared services, to its own application, to one that it depends on, and now and then to anything.
 */
export function* scaledFlows(shape: ScaledShape): Generator<Flow> {
  const services = sharedServices(shape)
  for (let vm = 0; vm < shape.vms; vm++) {
    const wanted =
      Math.floor(((vm + 1) * shape.flows) / shape.vms) - Math.floor((vm * shape.flows) / shape.vms)
    const random = randomFor(shape, 4, vm)
    const client = addressOf(vm)
    const seen = new Set<number>()
    for (let tries = 0; seen.size < wanted; tries++) {
      const [server, port, protocol] = peerOf(shape, services, vm, tries, random)
      const key = server * 65_536 + port
      if (server === vm || seen.has(key)) continue
      seen.add(key)
      yield shaped(client, addressOf(server), port, protocol, random)
    }
  }
}

function peerOf(
  shape: ScaledShape,
  services: ReturnType<typeof sharedServices>,
  vm: number,
  tries: number,
  random: Random,
): readonly [server: number, port: number, protocol: 'tcp' | 'udp'] {
  const service = tries < 8 ? services[(tries + (vm % 5) * 8) % services.length] : undefined
  if (service) return [service.vm, service.port, service.protocol]
  const share = random()
  // After many tries the own application is used up; only the whole estate is left to choose from.
  const far = tries > 200 || share > 0.9
  const application = applicationOf(shape, vm)
  if (!far && share < 0.7 && application.size > 1) {
    const server = application.first + Math.floor(random() * application.size)
    return [server, portFor(shape, server, random), 'tcp']
  }
  const partner = far ? Math.floor(random() * shape.vms) : partnerOf(shape, application.index, random)
  const port = far
    ? (anyPorts[Math.floor(random() * anyPorts.length)] ?? 7000)
    : portFor(shape, partner, random)
  return [partner, port, 'tcp']
}

function portFor(shape: ScaledShape, server: number, random: Random): number {
  const ports = rolePorts[roleOf(shape, server)]
  return ports[Math.floor(random() * ports.length)] ?? 443
}

/** One of the two applications that an application depends on. */
function partnerOf(shape: ScaledShape, application: number, random: Random): number {
  const dependency = randomFor(shape, 5, application * 2 + (random() < 0.5 ? 0 : 1))
  const first = applicationOf(shape, Math.floor(dependency() * shape.vms))
  return first.first + Math.floor(random() * first.size)
}

function shaped(client: string, server: string, port: number, protocol: 'tcp' | 'udp', random: Random): Flow {
  const steady = random() < 0.7
  const from = steady ? Math.floor(random() * 24) : Math.floor(random() * windowHours)
  const to = steady
    ? windowHours - 1 - Math.floor(random() * 24)
    : Math.min(windowHours - 1, from + Math.floor(random() * 72))
  const days = Math.floor(to / 24) - Math.floor(from / 24) + 1
  const connections = days * (1 + Math.floor(random() ** 3 * 5000))
  return {
    client,
    server,
    port,
    protocol,
    bytes: connections * (200 + Math.floor(random() * 20_000)),
    connections,
    firstSeen: hours[from] ?? '',
    lastSeen: hours[to] ?? '',
    days,
  }
}
