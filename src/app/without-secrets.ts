import { maskText } from '../lib/mask.ts'
import { maskValue } from '../lib/mask-value.ts'
import type { Observation } from '../model/observation.ts'
import type { VcenterFacts } from '../model/vcenter.ts'
import type { VmFacts } from '../model/vm.ts'

/**
 * Notes, attributes and descriptions are written by people, who put passwords there: they are masked before anything is
 * stored. What is masked already stays as it is.
 */
export function withoutSecrets(observation: Observation): Observation {
  if (observation.kind === 'vm') return { ...observation, facts: maskVm(observation.facts) }
  if (observation.kind === 'vcenter') return { ...observation, facts: maskVcenter(observation.facts) }
  if (observation.facts.attributes === undefined) return observation
  // Every kind but these two has attributes and no other text that people write.
  const attributes = maskValues(observation.facts.attributes)
  return { ...observation, facts: { ...observation.facts, attributes } } as Observation
}

function maskVm(facts: VmFacts): VmFacts {
  const { annotation, attributes, snapshots, devices } = facts
  return {
    ...facts,
    ...(annotation === undefined ? {} : { annotation: maskText(annotation).text }),
    ...(attributes === undefined ? {} : { attributes: maskValues(attributes) }),
    ...(snapshots === undefined ? {} : { snapshots: snapshots.map(described) }),
    // A serial port can reach a server that wants a password.
    ...(devices === undefined
      ? {}
      : {
          devices: devices.map((device) =>
            device.backing === undefined ? device : { ...device, backing: maskText(device.backing).text },
          ),
        }),
  }
}

function maskVcenter(facts: VcenterFacts): VcenterFacts {
  const { alarms, storagePolicies } = facts
  return {
    ...facts,
    ...(alarms === undefined ? {} : { alarms: alarms.map(described) }),
    ...(storagePolicies === undefined ? {} : { storagePolicies: storagePolicies.map(described) }),
  }
}

function described<T extends { readonly description?: string }>(one: T): T {
  return one.description === undefined ? one : { ...one, description: maskText(one.description).text }
}

function maskValues(attributes: Readonly<Record<string, string>>): Record<string, string> {
  // The name of the attribute tells what its value is, so both are looked at together.
  return Object.fromEntries(Object.entries(attributes).map(([key, value]) => [key, maskValue(key, value)]))
}
