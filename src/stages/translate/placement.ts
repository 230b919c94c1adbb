import type { AffinityRules, AffinityTerm, VirtualMachine } from '../../model/manifest.ts'
import type { ClusterRule } from '../../model/infrastructure.ts'
import type { VmContext } from './input.ts'
import { checksum, slug } from './names.ts'

/** Where a machine may run, and the labels by which rules find it. */
export interface Placement {
  readonly affinity: VirtualMachine['spec']['template']['spec']['affinity']
  readonly labels: Readonly<Record<string, string>>
  readonly annotations: Readonly<Record<string, string>>
}

/** DRS rules of the machine's cluster as affinity by label; what has no equal is a loss. */
export function placementOf(context: VmContext): Placement {
  const { vm, site, lose } = context
  const labels: Record<string, string> = {}
  const together: ClusterRule[] = []
  const apart: ClusterRule[] = []
  for (const rule of site.rulesOf(vm)) {
    const field = `cluster rule ${rule.name}`
    if (rule.kind === 'vm-host')
      lose(field, 'partial', 'label the nodes that stand for those hosts, then add a nodeAffinity')
    else if (rule.kind === 'dependency')
      lose(field, 'lost', 'KubeVirt starts machines in no order of its own')
    else {
      labels[ruleLabel(vm.cluster, rule)] = 'member'
      ;(rule.kind === 'affinity' ? together : apart).push(rule)
    }
  }
  if (vm.haRestartPriority && !/medium|cluster|default|none/i.test(vm.haRestartPriority)) {
    lose(
      'haRestartPriority',
      'lost',
      `${vm.haRestartPriority}: the order after a failed host is the scheduler’s`,
    )
  }
  if (vm.vApp) lose('vApp', 'lost', `start order and properties of vApp ${vm.vApp} stay behind`)
  const pool = site.poolOf(vm)
  if (
    pool &&
    ((pool.cpuLimitMhz ?? -1) > 0 ||
      (pool.memoryLimitMib ?? -1) > 0 ||
      (pool.cpuReservationMhz ?? 0) > 0 ||
      (pool.memoryReservationMib ?? 0) > 0)
  ) {
    lose(
      'resourcePool',
      'partial',
      `limits and reservations of pool ${pool.name} belong into a ResourceQuota of the namespace`,
    )
  }
  const still = /manual|disabled/i.test(vm.drsBehavior ?? '')
  return {
    affinity: affinityOf(vm.cluster, together, apart),
    labels,
    annotations: still ? { 'descheduler.alpha.kubernetes.io/prefer-no-eviction': 'true' } : {},
  }
}

function affinityOf(
  cluster: string | undefined,
  together: readonly ClusterRule[],
  apart: readonly ClusterRule[],
): Placement['affinity'] {
  if (together.length === 0 && apart.length === 0) return undefined
  return {
    ...(together.length > 0 ? { podAffinity: rulesOf(cluster, together) } : {}),
    ...(apart.length > 0 ? { podAntiAffinity: rulesOf(cluster, apart) } : {}),
  }
}

function rulesOf(cluster: string | undefined, rules: readonly ClusterRule[]): AffinityRules {
  const required = rules.filter((rule) => rule.mandatory)
  const preferred = rules.filter((rule) => !rule.mandatory)
  const term = (rule: ClusterRule): AffinityTerm => ({
    topologyKey: 'kubernetes.io/hostname',
    labelSelector: { matchLabels: { [ruleLabel(cluster, rule)]: 'member' } },
    namespaceSelector: {},
  })
  return {
    ...(required.length > 0 ? { requiredDuringSchedulingIgnoredDuringExecution: required.map(term) } : {}),
    ...(preferred.length > 0
      ? {
          preferredDuringSchedulingIgnoredDuringExecution: preferred.map((rule) => ({
            weight: 100,
            podAffinityTerm: term(rule),
          })),
        }
      : {}),
  }
}

function ruleLabel(cluster: string | undefined, rule: ClusterRule): string {
  return `rule.causeway.dev/${slug(rule.name).slice(0, 50).replace(/-$/, '') || 'x'}-${checksum(`${cluster ?? ''}/${rule.name}`)}`
}
