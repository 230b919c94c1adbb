import type { Observation } from '../../model/observation.ts'
import { machinesPerVcenter, randomFor, type ScaledShape, subnetOf } from './shape.ts'

/** Name of a vCenter by its number. */
export function vcenterName(index: number): string {
  return `vc-${index + 1}.scaled.example`
}

/** Instance UUID of a vCenter. */
export function vcenterUuid(shape: ScaledShape, index: number): string {
  return uuidAt(shape, 12, index)
}

/** Name of a cluster by its number. */
export function clusterName(index: number): string {
  return `cluster-${String(index + 1).padStart(3, '0')}`
}

/** Name of a host by its number. */
export function hostName(index: number): string {
  return `esx-${String(index + 1).padStart(4, '0')}.scaled.example`
}

/** Name of a network by its number. */
export function networkName(index: number): string {
  return `net-${String(index + 1).padStart(4, '0')}`
}

/** Name of a datastore by its number. */
export function datastoreName(index: number): string {
  return `ds-${String(index + 1).padStart(4, '0')}`
}

/** A UUID that depends on seed, subject and index alone. */
export function uuidAt(shape: ScaledShape, subject: number, index: number): string {
  const random = randomFor(shape, subject, index)
  const word = () =>
    Math.floor(random() * 4_294_967_296)
      .toString(16)
      .padStart(8, '0')
  const digits = word() + word() + word() + word()
  return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-${digits.slice(12, 16)}-${digits.slice(16, 20)}-${digits.slice(20)}`
}

/** Clusters, hosts, datastores and networks of one vCenter. */
export function* placeObservations(shape: ScaledShape, vcenter: number): Generator<Observation> {
  const uuid = vcenterUuid(shape, vcenter)
  const common = { vcenter: vcenterName(vcenter), datacenter: `dc-${vcenter + 1}` }
  const described = (moref: string, name: string, part: string, index: number) => ({
    key: moref,
    identities: [`vc:${uuid}/${moref}`, `name:${common.datacenter}/${name}`],
    place: { file: 'generated', part, row: index + 2 },
  })
  for (const index of numbers(shareOf(shape, shape.clusters, vcenter, 450))) {
    const name = clusterName(index)
    const moref = `domain-c${index + 1}`
    const facts = {
      name,
      moref,
      ...common,
      drs: index % 4 !== 3,
      ha: true,
      dpm: index % 10 === 0,
      evcMode: 'intel-cascadelake',
    }
    yield { kind: 'cluster', ...described(moref, name, 'vCluster', index), facts }
  }
  for (const index of numbers(shareOf(shape, shape.hosts, vcenter, 30))) {
    const name = hostName(index)
    const moref = `host-${index + 1}`
    const cluster = clusterName(Math.floor(index / 15))
    const facts = {
      name,
      moref,
      ...common,
      cluster,
      sockets: 2,
      cores: 48,
      threads: 96,
      cpuMhz: 2993,
      memoryMib: 786_432,
      version: '8.0.3',
      maintenance: false,
    }
    yield { kind: 'host', ...described(moref, name, 'vHost', index), facts }
  }
  for (const index of numbers(shareOf(shape, shape.datastores, vcenter, 80))) {
    const name = datastoreName(index)
    const moref = `datastore-${index + 1}`
    const facts = {
      name,
      moref,
      ...common,
      type: 'VMFS',
      capacityMib: 33_554_432,
      freeMib: 8_388_608,
      accessible: true,
    }
    yield { kind: 'datastore', ...described(moref, name, 'vDatastore', index), facts }
  }
  for (const index of numbers(shareOf(shape, shape.networks, vcenter, 200))) {
    const name = networkName(index)
    const moref = `dvportgroup-${index + 1}`
    const facts = {
      name,
      moref,
      ...common,
      type: 'distributed' as const,
      switch: `dvs-${vcenter + 1}`,
      vlan: { kind: 'access' as const, id: 100 + (index % 3900) },
      subnets: [subnetOf(index)],
    }
    yield { kind: 'network', ...described(moref, name, 'dvPort', index), facts }
  }
}

function* numbers([from, to]: readonly [from: number, to: number]): Generator<number> {
  for (let index = from; index < to; index++) yield index
}

/** A place stands in every vCenter whose machines use it first; `machinesEach` machines share one. */
function shareOf(
  shape: ScaledShape,
  count: number,
  vcenter: number,
  machinesEach: number,
): readonly [from: number, to: number] {
  const at = (index: number) => Math.min(count, Math.ceil((index * machinesPerVcenter) / machinesEach))
  return [at(vcenter), vcenter === shape.vcenters - 1 ? count : at(vcenter + 1)]
}
