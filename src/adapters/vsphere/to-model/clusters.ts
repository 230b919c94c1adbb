import type { ClusterFacts, ClusterGroup, ClusterRule } from '../../../model/infrastructure.ts'
import type { RecordOf, Reference } from '../schema.ts'
import { type Context, nameOf } from './context.ts'
import { known } from './facts.ts'
import { healthOf, labelsOf } from './labels.ts'
import { located } from './located.ts'

type ClusterRecord = RecordOf<'ClusterComputeResource'>

/** A cluster with its rules and groups; `machineNames` resolves their members. */
export function clusterFacts(
  record: ClusterRecord,
  context: Context,
  machineNames: ReadonlyMap<string, string>,
): ClusterFacts {
  const { configurationEx, summary } = record.properties
  const { dasConfig, drsConfig, dpmConfigInfo, vsanConfigInfo } = configurationEx ?? {}
  return known({
    ...located(record, context),
    ...labelsOf(record, context),
    // A cluster whose settings may be seen leaves out what was never switched on.
    drs: configurationEx && (drsConfig?.enabled ?? false),
    drsBehavior: drsConfig?.defaultVmBehavior,
    ha: configurationEx && (dasConfig?.enabled ?? false),
    dpm: configurationEx && (dpmConfigInfo?.enabled ?? false),
    vsan: vsanConfigInfo?.enabled,
    evcMode: summary?.currentEVCModeKey,
    hostCount: summary?.numHosts,
    effectiveCpuMhz: summary?.effectiveCpu,
    effectiveMemoryMib: summary?.effectiveMemory,
    admissionControl: dasConfig?.admissionControlEnabled,
    failoverLevel: dasConfig?.failoverLevel,
    restartPriority: dasConfig?.defaultVmSettings?.restartPriority,
    isolationResponse: dasConfig?.defaultVmSettings?.isolationResponse,
    vmMonitoring: dasConfig?.vmMonitoring,
    rules: configurationEx && rulesOf(record, context, machineNames),
    groups: groupsOf(record, context, machineNames),
    health: healthOf(record, context),
  })
}

const ruleKinds: ReadonlyMap<string, ClusterRule['kind']> = new Map([
  ['ClusterAffinityRuleSpec', 'affinity'],
  ['ClusterAntiAffinityRuleSpec', 'anti-affinity'],
  ['ClusterVmHostRuleInfo', 'vm-host'],
  ['ClusterDependencyRuleInfo', 'dependency'],
])

function rulesOf(
  record: ClusterRecord,
  context: Context,
  machineNames: ReadonlyMap<string, string>,
): ClusterRule[] {
  const { rule: rules = [], group: groups = [] } = record.properties.configurationEx ?? {}
  const members = (name: string | undefined, kind: 'vm' | 'host'): readonly Reference[] =>
    groups.find((group) => group.name !== undefined && group.name === name)?.[kind] ?? []
  const machine = (vm: Reference): string => machineNames.get(vm.value) ?? vm.value
  return rules.flatMap((rule) => {
    const kind = ruleKinds.get(rule.type)
    if (kind === undefined) return []
    const groupName = rule.vmGroupName ?? rule.vmGroup
    const vms = [...(rule.vm ?? []), ...members(groupName, 'vm'), ...members(rule.dependsOnVmGroup, 'vm')]
    const hosts = members(rule.affineHostGroupName ?? rule.antiAffineHostGroupName, 'host')
    return [
      known({
        kind,
        name: rule.name ?? '',
        enabled: rule.enabled,
        mandatory: rule.mandatory,
        vms: vms.map(machine),
        hosts: kind === 'vm-host' ? hosts.map((host) => nameOf(context, host) ?? host.value) : undefined,
      }),
    ]
  })
}

/** Groups outlive the rules that used them, and say which machines somebody thought of together. */
function groupsOf(
  record: ClusterRecord,
  context: Context,
  machineNames: ReadonlyMap<string, string>,
): ClusterGroup[] | undefined {
  const groups = (record.properties.configurationEx?.group ?? []).flatMap((group): ClusterGroup[] => {
    if (group.name === undefined) return []
    const { name, type, vm = [], host = [] } = group
    return type === 'ClusterHostGroup'
      ? [{ kind: 'host', name, members: host.map((one) => nameOf(context, one) ?? one.value) }]
      : [{ kind: 'vm', name, members: vm.map((one) => machineNames.get(one.value) ?? one.value) }]
  })
  return groups.length === 0 ? undefined : groups
}
