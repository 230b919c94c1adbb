import type { Domain } from '../../model/manifest.ts'
import type { VmContext } from './input.ts'

/** KubeVirt's own default for how far a machine may grow: four times. */
const growth = 4
const mostCpus = 512
const hotplugLeastMib = 1024
/** 4 TiB: nobody waits for a page table of more. */
const mostMib = 4 * 1024 * 1024

/** Topology as the guest sees it; `maxSockets` is always said, else KubeVirt shows the guest four times the sockets. */
export function cpuOf(context: VmContext): Domain['cpu'] {
  const { vm, lose } = context
  const cpus = vm.cpus ?? 1
  if (vm.cpus === undefined) lose('cpus', 'partial', 'no source says how many processors; one is assumed')
  const { sockets, cores } = topology(context, cpus)
  const most = vm.cpuHotAdd
    ? Math.max(sockets, Math.min(sockets * growth, Math.floor(mostCpus / cores)))
    : sockets
  if (vm.cpuHotRemove) lose('cpuHotRemove', 'lost', 'processors cannot be taken out of a running machine')
  noteAllocation(context, cpus)
  const features = featuresOf(context)
  return { sockets, cores, threads: 1, maxSockets: most, ...(features.length > 0 ? { features } : {}) }
}

function topology({ vm, lose }: VmContext, cpus: number): { sockets: number; cores: number } {
  const cores = vm.coresPerSocket ?? 0
  if (cores >= 1 && cpus % cores === 0) return { sockets: cpus / cores, cores }
  if (cores > 1)
    lose(
      'coresPerSocket',
      'partial',
      `${cpus} processors do not divide by ${cores} cores a socket; one core a socket instead`,
    )
  return { sockets: cpus, cores: 1 }
}

function featuresOf({ vm, input, lose }: VmContext): { name: string; policy: string }[] {
  if (!vm.nestedVirtualization && !vm.virtualizationBasedSecurity) return []
  const { cpu } = input.target.nodes
  const what = vm.nestedVirtualization ? 'nestedVirtualization' : 'virtualizationBasedSecurity'
  if (vm.virtualizationBasedSecurity) {
    lose(
      'virtualizationBasedSecurity',
      'partial',
      'there is no virtual IOMMU: Credential Guard may not start',
    )
  }
  if (cpu === undefined) {
    lose(
      what,
      'lost',
      `say nodes.cpu (intel or amd) in ${input.where.target(['nodes', 'cpu'])}: the feature has another name on each`,
    )
    return []
  }
  if (vm.nestedVirtualization)
    lose(what, 'partial', 'the nodes must allow nested virtualization; it narrows live migration')
  return [{ name: cpu === 'intel' ? 'vmx' : 'svm', policy: 'optional' }]
}

function noteAllocation({ vm, lose }: VmContext, cpus: number): void {
  if ((vm.cpuLimitMhz ?? -1) > 0)
    lose(
      'cpuLimitMhz',
      'partial',
      `the limit of ${vm.cpuLimitMhz} MHz is dropped: a quota stalls virtual processors`,
    )
  if (vm.cpuShares !== undefined && vm.cpuShares !== cpus * 1000)
    lose('cpuShares', 'lost', 'shares have no equal; the weight follows the CPU request')
  if ((vm.cpuAffinity?.length ?? 0) > 0)
    lose('cpuAffinity', 'lost', 'numbers of host processors mean nothing on other hosts')
  if ((vm.numaAffinity?.length ?? 0) > 0)
    lose('numaAffinity', 'partial', 'NUMA nodes are chosen by the cluster; pass-through needs hugepages')
  if (/^high/i.test(vm.latencySensitivity ?? '')) {
    lose(
      'latencySensitivity',
      'partial',
      'dedicated processors need the static CPU manager on the nodes and are not asked for',
    )
  }
}

/** CPU request from a reservation in MHz; memory needs none, KubeVirt requests all of it. */
export function resourcesOf({ vm, site, lose }: VmContext): Domain['resources'] {
  const reserved = vm.cpuReservationMhz ?? 0
  if (reserved <= 0) return undefined
  const mhz = site.hostOf(vm)?.cpuMhz
  if (mhz === undefined || mhz <= 0) {
    lose(
      'cpuReservationMhz',
      'partial',
      `${reserved} MHz are reserved, but the speed of the host is not known`,
    )
    return undefined
  }
  const millis = Math.min(Math.ceil((reserved / mhz) * 1000), (vm.cpus ?? 1) * 1000)
  return { requests: { cpu: `${millis}m` } }
}

/** Memory and how far it may grow; `maxGuest` is always said. */
export function memoryOf({ vm, guest, lose }: VmContext): Domain['memory'] {
  const mib = vm.memoryMib ?? 0
  if (mib <= 0)
    lose('memoryMib', 'lost', 'no source says how much memory it has; 1 GiB is a guess, correct it')
  const size = mib > 0 ? mib : 1024
  if ((vm.memoryLimitMib ?? -1) > 0 && (vm.memoryLimitMib ?? 0) < size)
    lose('memoryLimitMib', 'lost', 'there is no memory limit below the size; make the machine smaller')
  if (vm.memoryShares !== undefined && vm.memoryShares !== size * 10)
    lose('memoryShares', 'lost', 'memory shares have no equal')
  let most = size
  if (vm.memoryHotAdd) {
    if (guest.family === 'windows' || guest.family === 'windows-old')
      lose('memoryHotAdd', 'partial', 'Windows cannot be relied on to take memory while it runs')
    else if (guest.family !== 'linux')
      lose('memoryHotAdd', 'partial', 'its kernel cannot take memory while it runs')
    else if (size < hotplugLeastMib || size % 2 !== 0)
      lose('memoryHotAdd', 'partial', 'memory can grow from 1 GiB on and in steps of 2 MiB only')
    else most = Math.max(size, Math.min(size * growth, mostMib))
  }
  return { guest: `${size}Mi`, maxGuest: `${most}Mi` }
}
