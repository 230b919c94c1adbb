import type { Assessment, Disposition, DispositionKind } from '../../model/assessment.ts'
import { addressesOf } from '../../model/estate.ts'
import type { Vm } from '../../model/vm.ts'
import { type GuestOs, guestOsOf } from './guest-os.ts'
import { containsWords, hintOf } from './hints.ts'

/** What a person decided for a VM; it beats every rule. */
export interface Decision {
  readonly disposition: DispositionKind
  readonly reason: string
}

/** Evidence from elsewhere that decides between moving and leaving. Absent parts are unknown, never zero. */
export interface AssessContext {
  /** ISO 8601 date or time when the newest source was true; end of support is measured against it. */
  readonly asOf: string
  /** Days that the flows cover. */
  readonly flowDays?: number
  /** Flows towards and from the VM; asked only when `flowDays` is given. */
  readonly flowsOf?: (vmId: string) => number
  /** References to the VM in the evidence. */
  readonly referencesOf?: (vmId: string) => number
  /** By VM id. */
  readonly decisions?: ReadonlyMap<string, Decision>
}

/** Days of flows below which silence means nothing. */
const enoughDays = 14
/** A CPU demand below this is idle (the common policy default of capacity tools). */
const idleMhz = 100
const farewell = [
  'old',
  'decom',
  'obsolete',
  'retired',
  'delete',
  'todelete',
  'deprecated',
  'archive',
  'archived',
]

/** One of the six Rs with its reasons. The first rule that speaks decides; the others' reasons are kept beside it. */
export function dispositionOf(vm: Vm, fit: Assessment['fit'], context: AssessContext): Disposition {
  const decision = context.decisions?.get(vm.id)
  if (decision) return { kind: decision.disposition, reasons: [`decided: ${decision.reason}`] }
  if (vm.platform) {
    return { kind: 'retain', reasons: [`part of the platform: ${vm.platform.reason}`] }
  }
  if (fit.verdict === 'unfit') return { kind: 'retain', reasons: fit.reasons }
  if (vm.template === true) {
    return { kind: 'replatform', reasons: ['a template: it is built again as a golden image of the target'] }
  }
  const retire = retireReasons(vm, context)
  if (retire.length > 0) {
    return { kind: 'retire', reasons: ['a candidate only: the owner has to agree', ...retire] }
  }
  const hint = hintOf(vm)
  if (hint)
    return {
      kind: hint.disposition,
      reasons: [`${hint.reason} (${hint.found}; catalogue line ${hint.rule})`],
    }
  const os = guestOsOf(vm)
  const outdated = os && outdatedReason(os, context.asOf)
  if (outdated) return { kind: 'replatform', reasons: [outdated] }
  return { kind: 'rehost', reasons: rehostReasons(vm, fit) }
}

/** Two independent signs are needed; one alone (a VM that is off) happens to passive nodes and month-end jobs too. */
function retireReasons(vm: Vm, context: AssessContext): readonly string[] {
  // Somebody said that its silence is its purpose.
  if (vm.standbyByDesign === true) return []
  const signs: string[] = []
  const off = vm.power === 'off'
  if (off) signs.push('it is powered off')
  const named = farewell.find(
    (word) =>
      containsWords(vm.name.toLowerCase(), word) || containsWords((vm.folder ?? '').toLowerCase(), word),
  )
  if (named) signs.push(`its name or folder says "${named}"`)
  const days = context.flowDays ?? 0
  const silent =
    days >= enoughDays &&
    context.flowsOf !== undefined &&
    addressesOf(vm).length > 0 &&
    context.flowsOf(vm.id) === 0
  if (silent)
    signs.push(`no flow to or from it was seen in ${days} days (which is not proof that there is none)`)
  const idle = !off && vm.usage?.cpuMhz !== undefined && vm.usage.cpuMhz < idleMhz
  if (idle) signs.push(`it uses ${vm.usage?.cpuMhz} MHz of CPU, less than ${idleMhz}`)
  const unnamed =
    context.referencesOf !== undefined && addressesOf(vm).length > 0 && context.referencesOf(vm.id) === 0
  if (unnamed) signs.push('no firewall, DNS, balancer, monitor or document in the evidence names it')
  if (off) return named || silent ? signs : []
  // A running VM needs all of the silence at once.
  return idle && silent && unnamed ? signs : []
}

function outdatedReason(os: GuestOs, asOf: string): string | undefined {
  if (!os.endOfSupport || !os.successor || os.endOfSupport >= asOf.slice(0, 10)) return undefined
  return `${os.label} is out of ordinary support since ${os.endOfSupport}: move it as it is, then upgrade to ${os.successor}`
}

function rehostReasons(vm: Vm, fit: Assessment['fit']): readonly string[] {
  const reasons = [
    fit.verdict === 'fits'
      ? 'nothing speaks against moving it as it is'
      : 'it can move once its conditions are met',
    ...fit.reasons,
  ]
  if (vm.power === 'off') reasons.push('it is powered off; it is copied cold and stays off')
  return reasons
}
