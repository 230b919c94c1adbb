import type { NetworkAttachmentDefinition } from '../../model/manifest.ts'
import type { Network } from '../../model/infrastructure.ts'
import type { Nic } from '../../model/nic.ts'
import type { Vm } from '../../model/vm.ts'
import type { TranslateInput, VmContext } from './input.ts'
import { networkConfigOf, type NetworkPlan } from './network-config.ts'
import type { Site } from './site.ts'

/** Where network cards go; collects the definitions that are needed on the way. */
export interface NetworkTargets {
  /** `pod`, `namespace/name`, or undefined when the card cannot be attached (which is then a loss). */
  of(context: VmContext, nic: Nic, field: string): string | undefined
  /** Every definition that a card of a planned machine stands on, by name. */
  definitions(): readonly NetworkAttachmentDefinition[]
}

/** Makes the table of targets from mappings.yaml and target.yaml. */
export function networkTargets(input: TranslateInput, site: Site): NetworkTargets {
  const made = new Map<string, NetworkAttachmentDefinition>()
  const plans = new Map<string, NetworkPlan>()
  const { namespace } = input.target.network
  return {
    of({ vm, lose }, nic, field) {
      if (nic.network === undefined || nic.network === '')
        return void lose(field, 'lost', 'no source names its network')
      const key = site.networkKey(vm, nic.network)
      const mapped = input.mappings.networks?.[key]
      if (!mapped)
        return void lose(
          field,
          'lost',
          `network ${key} has no target: ${input.where.mappings(['networks', key])}`,
        )
      if (mapped === 'pod') {
        lose(field, 'partial', 'on the pod network the machine gets another address behind NAT')
        return 'pod'
      }
      if (mapped.startsWith('existing:')) return mapped.slice('existing:'.length)
      const network = site.networkOf(vm, nic)
      const plan = plans.get(key) ?? networkConfigOf(input, network, nic, mapped)
      plans.set(key, plan)
      if (plan.kind === 'impossible') return void lose(field, 'lost', plan.why)
      for (const why of plan.notes) lose(field, 'partial', why)
      if (!made.has(mapped)) made.set(mapped, definition(namespace, mapped, key, plan.config, network, vm))
      else if (made.get(mapped)?.spec.config !== configText(plan.config)) {
        lose(
          field,
          'partial',
          `another network with other settings is mapped to ${mapped} too: ${input.where.mappings(['networks', key])}`,
        )
      }
      return `${namespace}/${mapped}`
    },
    definitions: () => [...made.values()].sort((a, b) => (a.metadata.name < b.metadata.name ? -1 : 1)),
  }
}

function definition(
  namespace: string,
  name: string,
  key: string,
  config: Readonly<Record<string, unknown>>,
  network: Network | undefined,
  vm: Vm,
): NetworkAttachmentDefinition {
  const datacenter = network?.datacenter ?? vm.datacenter
  return {
    apiVersion: 'k8s.cni.cncf.io/v1',
    kind: 'NetworkAttachmentDefinition',
    metadata: {
      name,
      namespace,
      labels: { 'app.kubernetes.io/managed-by': 'causeway' },
      annotations: {
        'causeway.dev/source-name': key,
        ...(network?.switch === undefined ? {} : { 'causeway.dev/source-switch': network.switch }),
        ...(network?.moref === undefined ? {} : { 'causeway.dev/source-moref': network.moref }),
        ...(datacenter === undefined ? {} : { 'causeway.dev/source-datacenter': datacenter }),
      },
    },
    spec: { config: configText(config) },
  }
}

function configText(config: Readonly<Record<string, unknown>>): string {
  return JSON.stringify(config, null, 2)
}
