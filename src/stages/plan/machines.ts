import type { Assessment } from '../../model/assessment.ts'
import type { WaveKind } from '../../model/plan.ts'
import type { Vm } from '../../model/vm.ts'
import type { PlanSettings } from './settings.ts'
import type { Load } from './transfer.ts'

/** Kinds that an environment asks for; a pilot is chosen, never asked for, unless a pin does. */
export const kinds: readonly WaveKind[] = ['pilot', 'development', 'test', 'production']

/** A VM as the planner sees it. */
export interface Machine {
  readonly vm: Vm
  readonly kind: WaveKind
  readonly kindBecause: string
  readonly criticality: 1 | 2 | 3 | 4
  readonly criticalityBecause: string
  readonly load: Load
  readonly notBefore: string | undefined
  /** What a pilot should have seen: OS family, firmware, disk class, networks, storage, owner. */
  readonly traits: readonly string[]
  /** Findings that somebody has to act on; the pilot prefers few. */
  readonly toDo: number
}

/** Words in names and folders by which an environment is guessed; the last resort. */
const words: readonly (readonly [WaveKind, ReadonlySet<string>])[] = [
  ['development', new Set(['dev', 'devel', 'development', 'sandbox', 'sbx', 'lab', 'poc'])],
  [
    'test',
    new Set([
      'test',
      'tst',
      'qa',
      'uat',
      'stage',
      'staging',
      'stg',
      'int',
      'preprod',
      'acceptance',
      'training',
    ]),
  ],
  ['production', new Set(['prod', 'prd', 'production', 'live', 'dr'])],
]

/** What the planner has to know of one VM. */
export function machineOf(
  vm: Vm,
  assessment: Assessment | undefined,
  pin: PlanSettings['pins'][string] | undefined,
): Machine {
  const [kind, kindBecause] = kindOf(vm, pin)
  const [criticality, criticalityBecause] = criticalityOf(vm, pin)
  return {
    vm,
    kind,
    kindBecause,
    criticality,
    criticalityBecause,
    load: loadOf(vm),
    notBefore: pin?.notBefore,
    traits: traitsOf(vm, assessment),
    toDo: assessment?.findings.filter((finding) => finding.severity !== 'inform').length ?? 0,
  }
}

function kindOf(vm: Vm, pin: PlanSettings['pins'][string] | undefined): readonly [WaveKind, string] {
  if (pin?.kind) return [pin.kind, `plan.yaml pins it to ${pin.kind}`]
  switch (vm.environment) {
    case 'development':
      return ['development', 'its environment is development']
    case 'test':
    case 'staging':
      return ['test', `its environment is ${vm.environment}`]
    case 'production':
    case 'disaster-recovery':
      return ['production', `its environment is ${vm.environment}`]
    default:
      return guessKind(vm)
  }
}

function guessKind(vm: Vm): readonly [WaveKind, string] {
  for (const [what, text] of [
    ['name', vm.name],
    ['folder', vm.folder ?? ''],
  ] as const) {
    const parts = text.toLowerCase().split(/[^a-z]+/)
    for (const [kind, known] of words) {
      const word = parts.find((part) => known.has(part))
      if (word) return [kind, `no source names its environment; its ${what} says "${word}"`]
    }
  }
  return ['production', 'no source names its environment, so it counts as production']
}

function criticalityOf(
  vm: Vm,
  pin: PlanSettings['pins'][string] | undefined,
): readonly [1 | 2 | 3 | 4, string] {
  if (pin?.criticality) return [pin.criticality, `plan.yaml pins its criticality to ${pin.criticality}`]
  if (vm.criticality) return [vm.criticality, `its criticality is ${vm.criticality}`]
  return [3, 'no source names its criticality, so it counts as 3 (medium)']
}

const mib = 1_048_576

/** Whether any source tells how large the VM is. A VM without disks is known to be empty. */
export function sizeKnown(vm: Vm): boolean {
  if (vm.usedMib !== undefined || vm.provisionedMib !== undefined) return true
  return vm.disks !== undefined && vm.disks.every((disk) => disk.capacityBytes !== undefined)
}

/** What is to be copied: the allocated part where a source tells it, else the whole capacity. */
function loadOf(vm: Vm): Load {
  const capacities = (vm.disks ?? []).map((disk) => Math.max(0, disk.capacityBytes ?? 0))
  const capacity = capacities.reduce((sum, bytes) => sum + bytes, 0)
  const used = (vm.usedMib ?? vm.provisionedMib ?? 0) * mib
  const bytes = Math.round(capacity === 0 ? used : used === 0 ? capacity : Math.min(used, capacity))
  const disks = Math.max(1, capacities.length)
  const filled = capacity === 0 ? 1 : bytes / capacity
  return {
    vms: 1,
    bytes,
    hosts: vm.host === undefined ? new Map() : new Map([[vm.host, { bytes, disks }]]),
    largestDiskBytes: capacities.length === 0 ? bytes : Math.round(Math.max(...capacities) * filled),
  }
}

function traitsOf(vm: Vm, assessment: Assessment | undefined): readonly string[] {
  const traits = [`guest ${assessment?.os?.family ?? 'unknown'}: ${assessment?.os?.label ?? 'unknown'}`]
  traits.push(`firmware ${vm.firmware ?? 'unknown'}`)
  for (const disk of vm.disks ?? []) {
    const kind = disk.rdm
      ? 'raw device'
      : disk.sharing === 'multi-writer'
        ? 'shared'
        : disk.thin
          ? 'thin'
          : 'thick'
    traits.push(`disk ${kind} on ${disk.controller?.kind ?? 'unknown'}`)
    if (disk.datastore) traits.push(`datastore ${disk.datastore}`)
  }
  for (const nic of vm.nics ?? []) if (nic.network) traits.push(`network ${nic.network}`)
  if (vm.cluster) traits.push(`cluster ${vm.cluster}`)
  const owner = vm.team ?? vm.owner
  if (owner) traits.push(`owner ${owner}`)
  return [...new Set(traits)]
}
