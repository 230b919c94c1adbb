import type { PlanSettings } from './settings.ts'

const mib = 1_048_576
/** VDDK reads per host rise with the number of disks and level off; 2 fits the published runs within 15 %. */
const halfRateDisks = 2

type Rates = PlanSettings['rates']
type Copy = PlanSettings['copy']

/** What one host has to give. */
export interface HostLoad {
  readonly bytes: number
  readonly disks: number
}

/** What a set of VMs asks of the copy. Loads add up, so a wave's load grows with each group put into it. */
export interface Load {
  readonly vms: number
  readonly bytes: number
  /** VMs whose host is not known are limited by the whole only. */
  readonly hosts: ReadonlyMap<string, HostLoad>
  /** Bytes of the largest disk: one disk is one stream. */
  readonly largestDiskBytes: number
}

/** No load. */
export const noLoad: Load = { vms: 0, bytes: 0, hosts: new Map(), largestDiskBytes: 0 }

/** Both loads together. */
export function addLoads(a: Load, b: Load): Load {
  const hosts = new Map(a.hosts)
  for (const [host, load] of b.hosts) hosts.set(host, addHostLoads(hosts.get(host), load))
  return {
    vms: a.vms + b.vms,
    bytes: a.bytes + b.bytes,
    hosts,
    largestDiskBytes: Math.max(a.largestDiskBytes, b.largestDiskBytes),
  }
}

/** All loads together; linear where adding one by one would copy the hosts each time. */
export function sumLoads(loads: Iterable<Load>): Load {
  const hosts = new Map<string, HostLoad>()
  let vms = 0
  let bytes = 0
  let largestDiskBytes = 0
  for (const load of loads) {
    vms += load.vms
    bytes += load.bytes
    largestDiskBytes = Math.max(largestDiskBytes, load.largestDiskBytes)
    for (const [host, part] of load.hosts) hosts.set(host, addHostLoads(hosts.get(host), part))
  }
  return { vms, bytes, hosts, largestDiskBytes }
}

/** Both loads of one host together. */
export function addHostLoads(a: HostLoad | undefined, b: HostLoad): HostLoad {
  return a ? { bytes: a.bytes + b.bytes, disks: a.disks + b.disks } : b
}

/** Minutes that the whole pipe needs for so many bytes. */
export function pipeMinutes(bytes: number, rates: Rates): number {
  return bytes / mib / rates.totalMibPerSecond / 60
}

/** Minutes that one disk needs: it is one stream. */
export function diskMinutes(bytes: number, rates: Rates, copy: Copy): number {
  return bytes / mib / Math.min(perDiskRate(rates, copy), rates.perHostMibPerSecond) / 60
}

/** Minutes that one host needs: perHost · n / (n + 2) for n disks at once, never more than n streams give. */
export function hostMinutes({ bytes, disks }: HostLoad, rates: Rates, copy: Copy): number {
  if (bytes === 0) return 0
  const saturating = (rates.perHostMibPerSecond * disks) / (disks + halfRateDisks)
  return bytes / mib / Math.min(saturating, perDiskRate(rates, copy) * Math.max(1, disks)) / 60
}

/** Minutes to copy a load: the slowest of the whole pipe, the busiest host and the longest single disk (planning F14). */
export function copyMinutes(load: Load, rates: Rates, copy: Copy): number {
  let minutes = Math.max(pipeMinutes(load.bytes, rates), diskMinutes(load.largestDiskBytes, rates, copy))
  for (const host of load.hosts.values()) minutes = Math.max(minutes, hostMinutes(host, rates, copy))
  return minutes
}

/** Minutes of a window that a load takes: the copy (or what changed since it) and the cutover of each VM. */
export function workMinutes(load: Load, settings: PlanSettings): number {
  return windowMinutes(copyMinutes(load, settings.rates, settings.copy), load.vms, settings)
}

/** The same when the minutes of a whole copy are known already. */
export function windowMinutes(wholeCopyMinutes: number, vms: number, settings: PlanSettings): number {
  const { rates, copy } = settings
  // A warm copy leaves what changed since the last pass, one hour before: an upper bound of the unique change.
  const share = copy === 'warm' ? rates.dailyChangePercent / 100 / 24 : 1
  const rounds = Math.ceil(vms / rates.parallelCutovers)
  return Math.ceil(wholeCopyMinutes * share + rounds * rates.cutoverMinutesPerVm)
}

function perDiskRate(rates: Rates, copy: Copy): number {
  return copy === 'warm' ? rates.perDiskWarmMibPerSecond : rates.perDiskMibPerSecond
}
