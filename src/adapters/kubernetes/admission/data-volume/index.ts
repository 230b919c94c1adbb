import { z } from 'zod'
import { quantityValue } from '../quantity.ts'
import { dnsLabel, type Rule } from '../rule.ts'

const claim = z.looseObject({
  accessModes: z.array(z.string()).optional(),
  volumeMode: z.string().optional(),
  storageClassName: z.string().optional(),
  resources: z
    .looseObject({ requests: z.record(z.string(), z.union([z.string(), z.number()])).optional() })
    .optional(),
})

/** The parts of a DataVolume that rules look at. */
export const dataVolumeView = z.looseObject({
  metadata: z.looseObject({ name: z.string().optional() }),
  spec: z.looseObject({
    source: z.record(z.string(), z.unknown()).optional(),
    sourceRef: z.unknown().optional(),
    storage: claim.optional(),
    pvc: claim.optional(),
    checkpoints: z.array(z.unknown()).optional(),
  }),
})

/** A DataVolume as rules see it. */
export type DataVolumeView = z.infer<typeof dataVolumeView>

const source: Rule<DataVolumeView> = {
  id: 'data-volume.source',
  says: 'A DataVolume has exactly one source, or a reference to one.',
  check({ spec }, report) {
    const sources = Object.keys(spec.source ?? {})
    if (spec.source && spec.sourceRef) report('spec.sourceRef', 'stands beside source')
    if (!spec.source && !spec.sourceRef) report('spec.source', 'missing')
    if (spec.source && sources.length !== 1)
      report('spec.source', `${sources.length} sources (${sources.join(', ')}), expected one`)
  },
}

/** A promise of ours: a blank disk looks like a moved one until somebody boots it. */
const neverBlank: Rule<DataVolumeView> = {
  id: 'data-volume.never-blank',
  says: 'A generated DataVolume waits for an upload and is never an empty disk.',
  check({ spec }, report) {
    if (spec.source && !('upload' in spec.source))
      report('spec.source', `${Object.keys(spec.source).join(', ')}, expected upload`)
  },
}

const target: Rule<DataVolumeView> = {
  id: 'data-volume.target',
  says: 'A DataVolume has either storage or pvc, with a size.',
  check({ spec }, report) {
    if ((spec.storage === undefined) === (spec.pvc === undefined))
      report('spec', 'expected one of storage and pvc')
    const [name, wanted] = spec.storage ? ['storage', spec.storage] : ['pvc', spec.pvc]
    const size = quantityValue(wanted?.resources?.requests?.['storage'])
    if (size === undefined || size <= 0)
      report(`spec.${name}.resources.requests.storage`, 'missing or not above 0')
  },
}

const modes = ['ReadWriteOnce', 'ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOncePod']

const access: Rule<DataVolumeView> = {
  id: 'data-volume.access',
  says: 'Access modes and volume mode are those of Kubernetes; pvc needs an access mode.',
  check({ spec }, report) {
    for (const [name, wanted] of [
      ['storage', spec.storage],
      ['pvc', spec.pvc],
    ] as const) {
      for (const mode of wanted?.accessModes ?? [])
        if (!modes.includes(mode))
          report(`spec.${name}.accessModes`, `${mode} is not one of ${modes.join(', ')}`)
      const volume = wanted?.volumeMode
      if (volume !== undefined && volume !== 'Block' && volume !== 'Filesystem')
        report(`spec.${name}.volumeMode`, `${volume}, expected Block or Filesystem`)
    }
    if (spec.pvc && (spec.pvc.accessModes?.length ?? 0) === 0) report('spec.pvc.accessModes', 'missing')
  },
}

const className: Rule<DataVolumeView> = {
  id: 'data-volume.class',
  says: 'The storage class has the form of a name.',
  check({ spec }, report) {
    const name = (spec.storage ?? spec.pvc)?.storageClassName
    if (name !== undefined && !name.split('.').every((part) => dnsLabel.test(part)))
      report('spec.storage.storageClassName', `${JSON.stringify(name.slice(0, 80))} is not a name`)
  },
}

const volumeName: Rule<DataVolumeView> = {
  id: 'data-volume.name',
  says: 'The name of a DataVolume is a DNS label of at most 63 characters: its pods and scratch claim are named after it.',
  check({ metadata }, report) {
    if (!dnsLabel.test(metadata.name ?? '')) report('metadata.name', `${metadata.name} is not a DNS label`)
  },
}

/** Every rule over a DataVolume. */
export const dataVolumeRules: readonly Rule<DataVolumeView>[] = [
  volumeName,
  source,
  neverBlank,
  target,
  access,
  className,
]
