import { z } from 'zod'

const dnsLabel = z
  .string()
  .regex(/^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/, 'expected a DNS label: a-z, 0-9 and -')
const className = z
  .string()
  .regex(/^[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?$/, 'expected the name of a storage class')

const storageClass = z.strictObject({
  /** `ReadWriteMany` lets a machine migrate live. Left out: CDI takes what the class is known for. */
  access: z.enum(['ReadWriteOnce', 'ReadWriteMany']).optional(),
  mode: z.enum(['Block', 'Filesystem']).optional(),
  /** What CDI adds on a file system, as a fraction. */
  overhead: z.number().min(0).max(1).default(0.06),
})

/** Shape of target.yaml. */
export const targetProfile = z.strictObject({
  /** Minor release of KubeVirt, `1.9`. */
  kubevirt: z.string().regex(/^1\.\d{1,2}$/, 'expected a release such as "1.9", in quotes'),
  architecture: z.enum(['amd64', 'arm64', 's390x']).default('amd64'),
  repository: z.strictObject({
    url: z
      .string()
      .max(500)
      .regex(/^(?:https?:\/\/|ssh:\/\/|git@)[^\s]+$/, 'expected the address of a Git repository')
      .refine((url) => !/^https?:\/\/[^/@:]*:[^/@]*@/.test(url), 'carries a password'),
    branch: z
      .string()
      .regex(/^[A-Za-z0-9][A-Za-z0-9._/-]{0,100}$/)
      .default('main'),
  }),
  argocd: z
    .strictObject({
      namespace: dnsLabel.default('argocd'),
      project: dnsLabel.default('default'),
      server: z.url().default('https://kubernetes.default.svc'),
    })
    .prefault({}),
  network: z.strictObject({
    plugin: z.enum(['linux-bridge', 'ovn-kubernetes']).default('linux-bridge'),
    /** Where the NetworkAttachmentDefinitions live. */
    namespace: dnsLabel.default('vm-networks'),
    /** Virtual switch → bridge on every node (with OVN-Kubernetes: physical network name). `*` is for all others. */
    bridges: z.record(z.string(), z.string().nullable()).default({}),
  }),
  storage: z.strictObject({
    /** For datastores that mappings.yaml does not map; left out: the cluster's own default. */
    default: className.nullish(),
    classes: z.record(className, storageClass).default({}),
  }),
  drivers: z
    .strictObject({
      /** `virtio`: the guests have the drivers already. `legacy`: SATA and e1000e until they do. */
      windows: z.enum(['legacy', 'virtio']).default('legacy'),
    })
    .prefault({}),
  nodes: z
    .strictObject({
      cpu: z.enum(['intel', 'amd']).optional(),
      /** IANA time zone of Windows guests whose host does not say one. */
      timezone: z.string().max(64).optional(),
    })
    .prefault({}),
})

/** What the target cluster is and can do. */
export type TargetProfile = z.infer<typeof targetProfile>

/** True from KubeVirt 1.`minor` on. */
export function isAtLeast(target: Pick<TargetProfile, 'kubevirt'>, minor: number): boolean {
  return Number(target.kubevirt.slice(2)) >= minor
}
