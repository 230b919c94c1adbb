import type { VmResult, VmRow } from '../contract/vms.ts'
import type { Assessment } from '../model/assessment.ts'
import { addressesOf, datastoresOf, diskMibOf } from '../model/estate.ts'
import type { Origin, Vm } from '../model/vm.ts'
import { presentOrigin, type SourceLabels } from './source-labels.ts'
import type { VcenterNames } from './vcenter-names.ts'

/** What later stages say of a VM, shown beside its facts. */
export interface VmNotes {
  readonly disposition?: string
  readonly findings?: readonly string[]
  readonly worst?: 'block' | 'act' | 'inform'
  readonly references?: number
  readonly wave?: string
}

/** The row of `vms` for one VM. */
export function presentRow(vm: Vm, notes: VmNotes = {}, named: VcenterNames = (vcenter) => vcenter): VmRow {
  const networks = [
    ...new Set((vm.nics ?? []).map((nic) => nic.network).filter((name) => name !== undefined)),
  ]
  const datastores = datastoresOf(vm)
  return withNotes(
    clean({
      id: vm.id,
      name: vm.name,
      template: vm.template === true,
      power: vm.power ?? 'unknown',
      cpus: vm.cpus,
      memoryMib: vm.memoryMib,
      diskMib: diskMibOf(vm),
      disks: vm.disks?.length ?? 0,
      nics: vm.nics?.length ?? 0,
      addresses: [...addressesOf(vm)],
      networks,
      host: vm.host,
      cluster: vm.cluster,
      folder: vm.folder,
      pool: vm.resourcePool,
      datacenter: vm.datacenter,
      vcenter: named(vm.vcenter),
      datastores: datastores.length > 0 ? [...datastores] : undefined,
      os: vm.toolsGuestFullName ?? vm.guestFullName ?? vm.guestId,
      firmware: vm.firmware,
      owner: vm.owner,
      team: vm.team,
      application: vm.application,
      criticality: vm.criticality,
      environment: vm.environment,
      platform: vm.platform?.kind,
      conflicts: openConflicts(vm) || undefined,
      sources: [...new Set(vm.origins.map((origin) => origin.source))],
    }),
    notes,
  )
}

/** Adds what later stages say to a row. */
export function withNotes(row: VmRow, notes: VmNotes): VmRow {
  const { findings, ...rest } = notes
  return clean({ ...row, ...rest, findings: findings ? [...findings] : undefined })
}

/** Leaves out keys without a value, so that absent stays absent. */
function clean<T extends object>(value: { [K in keyof T]: T[K] | undefined }): T {
  const kept: Partial<T> = {}
  for (const key of Object.keys(value) as (keyof T)[]) {
    const item = value[key]
    if (item !== undefined) kept[key] = item
  }
  return kept as T
}

/** Facts that the result shows under keys of their own. */
const shown = new Set([
  'id',
  'kind',
  'origins',
  'from',
  'conflicts',
  'formerIds',
  'disks',
  'nics',
  'platform',
  'name',
  'template',
  'power',
])

/** Everything known of one VM, each fact with its evidence. `sources` names them for people. */
export function presentVm(
  vm: Vm,
  sources: SourceLabels,
  notes: VmNotes,
  assessment: Assessment | undefined,
  named: VcenterNames,
): VmResult {
  const { disks: _disks, nics: _nics, findings: _ids, references, ...row } = presentRow(vm, notes, named)
  const label = (origin: Origin | undefined) => presentOrigin(origin, sources)
  return {
    ...row,
    disks: (vm.disks ?? []).map((disk) => ({ ...disk })),
    nics: (vm.nics ?? []).map((nic) => ({ ...nic })),
    findings: (assessment?.findings ?? []).map(({ id, severity, text, evidence, remedy }) => ({
      id,
      severity,
      text,
      evidence,
      remedy,
    })),
    notAssessable: [...(assessment?.notAssessable ?? [])],
    reasons: [...(assessment?.disposition.reasons ?? []), ...(vm.platform ? [vm.platform.reason] : [])],
    references: references ?? 0,
    facts: Object.fromEntries(Object.entries(vm).filter(([key]) => !shown.has(key))),
    evidence: Object.entries(vm.from).map(([field, origin]) => ({ field, ...label(vm.origins[origin]) })),
    conflicts: vm.conflicts.map(({ field, chosen, because, decided, values }) => ({
      field,
      chosen,
      because,
      decided: decided === true,
      values: values.map(({ origin, value }) => ({ ...label(vm.origins[origin]), value })),
    })),
  }
}

/** Facts of a VM on which sources disagree and nobody decided. */
export function openConflicts({ conflicts }: Vm): number {
  return conflicts.filter(({ decided }) => decided !== true).length
}
