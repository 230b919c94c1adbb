import { type Random, randomOf } from '../random.ts'

/** What a generated estate is asked to be. */
export interface ScaledOptions {
  readonly vms: number
  readonly seed: number
  /** Distinct flows; left out: 1,000,000 for 45,000 VMs, and in proportion. */
  readonly flows?: number
}

/** Sizes of a generated estate; all follow from the number of VMs. */
export interface ScaledShape {
  readonly vms: number
  readonly seed: number
  readonly flows: number
  readonly vcenters: number
  readonly clusters: number
  readonly hosts: number
  readonly networks: number
  readonly datastores: number
  readonly applications: number
  readonly teams: number
}

/** Sizes of the applications that a block of machines holds; 17 machines for four of them, 4.25 on average. */
const applicationSizes: readonly number[] = [2, 3, 4, 8]
const blockMachines = 17
const machinesPerNetwork = 200
const machinesPerHost = 30
const hostsPerCluster = 15
/** A whole number of hosts, clusters, networks and datastores, so that none of them spans two vCenters. */
export const machinesPerVcenter = 18_000

/** The shape that the options lead to. Throws RangeError when a number is not a whole one in its bounds. */
export function shapeOf({ vms, seed, flows }: ScaledOptions): ScaledShape {
  if (!Number.isInteger(vms) || vms < 10 || vms > 1_000_000)
    throw new RangeError(`${vms} VMs: expected 10 to 1000000`)
  if (!Number.isInteger(seed)) throw new RangeError(`seed ${seed}: expected a whole number`)
  const wanted = flows ?? Math.round((vms * 1_000_000) / 45_000)
  if (!Number.isInteger(wanted) || wanted < 0 || wanted > vms * 200) {
    throw new RangeError(`${flows} flows: expected 0 to 200 for each VM`)
  }
  const hosts = Math.ceil(vms / machinesPerHost)
  return {
    vms,
    seed,
    flows: wanted,
    vcenters: Math.ceil(vms / machinesPerVcenter),
    clusters: Math.ceil(hosts / hostsPerCluster),
    hosts,
    networks: Math.ceil(vms / machinesPerNetwork),
    datastores: Math.ceil(vms / 80),
    applications: lastApplication(vms) + 1,
    teams: Math.max(3, Math.ceil(Math.sqrt(vms) / 3)),
  }
}

function lastApplication(vms: number): number {
  const block = Math.floor((vms - 1) / blockMachines)
  let rest = (vms - 1) % blockMachines
  const within = applicationSizes.findIndex((size) => {
    rest -= size
    return rest < 0
  })
  return block * applicationSizes.length + within
}

/** An application: its machines lie side by side, database first. */
export interface ScaledApplication {
  readonly index: number
  readonly first: number
  readonly size: number
}

/** The application that a machine belongs to. */
export function applicationOf(shape: ScaledShape, vm: number): ScaledApplication {
  const block = Math.floor(vm / blockMachines)
  let first = block * blockMachines
  for (const [at, size] of applicationSizes.entries()) {
    if (vm < first + size) {
      return { index: block * applicationSizes.length + at, first, size: Math.min(size, shape.vms - first) }
    }
    first += size
  }
  throw new RangeError(`no machine ${vm}`)
}

/** Numbers that depend on the seed, a subject and its index alone, in whatever order they are asked for. */
export function randomFor(shape: ScaledShape, subject: number, index: number): Random {
  return randomOf(
    Math.imul(shape.seed ^ Math.imul(subject, 0x9e3779b1), 0x85ebca6b) ^ Math.imul(index + 1, 0xc2b2ae35),
  )
}

/** Cluster, host, network and datastore of a machine, by number. */
export function standingOf(shape: ScaledShape, vm: number) {
  const host = Math.floor(vm / machinesPerHost)
  return {
    vcenter: Math.floor(vm / machinesPerVcenter),
    cluster: Math.floor(host / hostsPerCluster),
    host,
    network: Math.floor(vm / machinesPerNetwork),
    datastore: Math.min(shape.datastores - 1, Math.floor(vm / 80)),
  }
}

/** The address of a machine: one /24 for each network, from 10.64.0.0 upward. */
export function addressOf(vm: number): string {
  const network = Math.floor(vm / machinesPerNetwork)
  return `10.${64 + (network >> 8)}.${network & 255}.${10 + (vm % machinesPerNetwork)}`
}

/** The subnet of a network. */
export function subnetOf(network: number): string {
  return `10.${64 + (network >> 8)}.${network & 255}.0/24`
}

const roles = ['db', 'app', 'web', 'app', 'web', 'mq', 'job', 'web'] as const

/** What a machine is within its application. */
export type ScaledRole = (typeof roles)[number]

/** The role of a machine. */
export function roleOf(shape: ScaledShape, vm: number): ScaledRole {
  return roles[vm - applicationOf(shape, vm).first] ?? 'app'
}

/** The name of a machine, unique in the estate. */
export function nameOf(shape: ScaledShape, vm: number): string {
  return `a${String(applicationOf(shape, vm).index).padStart(5, '0')}-${roleOf(shape, vm)}-${vm % 100}-${vm}`
}

const sharedKinds = ['dns', 'ntp', 'log', 'mail', 'directory', 'monitor', 'backup', 'files'] as const

/** A service that everybody uses, and the machine that gives it. */
export interface SharedService {
  readonly kind: (typeof sharedKinds)[number]
  readonly vm: number
  readonly port: number
  readonly protocol: 'tcp' | 'udp'
}

const sharedPorts: Readonly<Record<SharedService['kind'], readonly [number, 'tcp' | 'udp']>> = {
  dns: [53, 'udp'],
  ntp: [123, 'udp'],
  log: [514, 'udp'],
  mail: [25, 'tcp'],
  directory: [389, 'tcp'],
  monitor: [9091, 'tcp'],
  backup: [2500, 'tcp'],
  files: [445, 'tcp'],
}

/** The shared services: forty of them, five of each kind, spread over the estate (fewer in a small one). */
export function sharedServices(shape: ScaledShape): readonly SharedService[] {
  const count = Math.min(40, Math.max(8, Math.floor(shape.vms / 25)))
  return Array.from({ length: count }, (_, at) => {
    const kind = sharedKinds[at % sharedKinds.length] ?? 'dns'
    const [port, protocol] = sharedPorts[kind]
    return { kind, vm: Math.floor((at * shape.vms) / count), port, protocol }
  })
}

/** The team of an application, and whether anyone wrote it down. */
export function stewardshipOf(shape: ScaledShape, application: number) {
  const random = randomFor(shape, 1, application)
  const level = random()
  const known = random() < 0.85
  const team = Math.floor(random() * shape.teams)
  return {
    known,
    team: `Team ${String(team).padStart(2, '0')}`,
    application: `Application ${String(application).padStart(5, '0')}`,
    environment: level < 0.55 ? 'production' : level < 0.75 ? 'test' : 'development',
    criticality: level < 0.1 ? 1 : level < 0.3 ? 2 : level < 0.55 ? 3 : 4,
  } as const
}
