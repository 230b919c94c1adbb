import { z } from 'zod'
import type { Rule } from '../rule.ts'
import { networkConfig } from './config.ts'

/** The parts of a NetworkAttachmentDefinition that rules look at. */
export const networkAttachmentView = z.looseObject({
  metadata: z.looseObject({ name: z.string().optional(), namespace: z.string().optional() }),
  spec: z.looseObject({ config: z.string().optional() }).optional(),
})

/** A NetworkAttachmentDefinition as rules see it. */
export type NetworkAttachmentView = z.infer<typeof networkAttachmentView>

/** The schema knows one string, and an empty spec passes: a pod that uses it then never starts. */
const isJson: Rule<NetworkAttachmentView> = {
  id: 'network.config-json',
  says: 'spec.config is one JSON object.',
  check({ spec }, report) {
    const value = parse(spec?.config)
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      report('spec.config', 'is not a JSON object')
  },
}

const config: Rule<NetworkAttachmentView> = {
  id: 'network.config',
  says: 'The network configuration has the fields of its plugin, with values in range.',
  check({ spec }, report) {
    const value = parse(spec?.config)
    if (value === undefined) return
    const result = networkConfig.safeParse(value)
    for (const issue of result.error?.issues ?? [])
      report(`spec.config ${issue.path.join('.')}`.trim(), issue.message)
  },
}

const ownName: Rule<NetworkAttachmentView> = {
  id: 'network.own-name',
  says: 'A configuration that names its own definition names this one.',
  check({ metadata, spec }, report) {
    const value = parse(spec?.config)
    if (typeof value !== 'object' || value === null || !('netAttachDefName' in value)) return
    const own = `${metadata.namespace}/${metadata.name}`
    if (value.netAttachDefName !== own)
      report('spec.config netAttachDefName', `${String(value.netAttachDefName)}, expected ${own}`)
  },
}

const trunkNative: Rule<NetworkAttachmentView> = {
  id: 'network.trunk',
  says: 'A trunk drops the default VLAN and its ranges do not overlap.',
  check({ spec }, report) {
    const result = networkConfig.safeParse(parse(spec?.config))
    if (!result.success || result.data.type !== 'bridge' || !result.data.vlanTrunk) return
    if (result.data.preserveDefaultVlan !== false)
      report('spec.config preserveDefaultVlan', 'expected false on a trunk')
    const ranges = result.data.vlanTrunk
      .map((each) => ('id' in each ? { from: each.id, to: each.id } : { from: each.minID, to: each.maxID }))
      .sort((a, b) => a.from - b.from)
    ranges.forEach(({ from }, index) => {
      const before = ranges[index - 1]
      if (before && from <= before.to) report('spec.config vlanTrunk', `${from} stands in two ranges`)
    })
  },
}

function parse(config: string | undefined): unknown {
  try {
    const value: unknown = JSON.parse(config ?? '')
    return value
  } catch {
    return undefined
  }
}

/** Every rule over a NetworkAttachmentDefinition. */
export const networkAttachmentRules: readonly Rule<NetworkAttachmentView>[] = [
  isJson,
  config,
  ownName,
  trunkNative,
]
