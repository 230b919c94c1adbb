import { z } from 'zod'

const quantity = z.union([z.string(), z.number()])
const bus = z.looseObject({
  bus: z.string().optional(),
  readonly: z.boolean().optional(),
  reservation: z.boolean().optional(),
})
const text = z.record(z.string(), z.unknown())

const disk = z.looseObject({
  name: z.string(),
  disk: bus.optional(),
  lun: bus.optional(),
  cdrom: bus.optional(),
  bootOrder: z.number().optional(),
  serial: z.string().optional(),
  cache: z.string().optional(),
  io: z.string().optional(),
  errorPolicy: z.string().optional(),
  shareable: z.boolean().optional(),
})

const networkInterface = z.looseObject({
  name: z.string(),
  model: z.string().optional(),
  macAddress: z.string().optional(),
  state: z.string().optional(),
  acpiIndex: z.number().optional(),
  bootOrder: z.number().optional(),
  bridge: text.optional(),
  masquerade: text.optional(),
  sriov: text.optional(),
  passtBinding: text.optional(),
  binding: text.optional(),
})

const network = z.looseObject({
  name: z.string(),
  pod: text.optional(),
  multus: z.looseObject({ networkName: z.string() }).optional(),
})

const domain = z.looseObject({
  cpu: z
    .looseObject({
      sockets: z.number().optional(),
      cores: z.number().optional(),
      threads: z.number().optional(),
      maxSockets: z.number().optional(),
      features: z.array(z.looseObject({ name: z.string(), policy: z.string().optional() })).optional(),
    })
    .optional(),
  memory: z.looseObject({ guest: quantity.optional(), maxGuest: quantity.optional() }).optional(),
  resources: z
    .looseObject({
      requests: z.record(z.string(), quantity).optional(),
      limits: z.record(z.string(), quantity).optional(),
    })
    .optional(),
  machine: z.looseObject({ type: z.string().optional() }).nullish(),
  firmware: z
    .looseObject({
      uuid: z.string().optional(),
      serial: z.string().optional(),
      bootloader: z
        .looseObject({
          bios: text.optional(),
          efi: z
            .looseObject({ secureBoot: z.boolean().optional(), persistent: z.boolean().optional() })
            .optional(),
        })
        .optional(),
    })
    .optional(),
  clock: text.optional(),
  features: z
    .looseObject({
      smm: z.looseObject({ enabled: z.boolean().optional() }).optional(),
      hyperv: text.optional(),
      hypervPassthrough: text.optional(),
    })
    .optional(),
  devices: z.looseObject({
    disks: z.array(disk).default([]),
    interfaces: z.array(networkInterface).default([]),
    inputs: z
      .array(z.looseObject({ name: z.string(), type: z.string(), bus: z.string().optional() }))
      .default([]),
    tpm: z.looseObject({ enabled: z.boolean().optional(), persistent: z.boolean().optional() }).optional(),
    sound: z.looseObject({ name: z.string().optional(), model: z.string().optional() }).optional(),
    video: z.looseObject({ type: z.string().optional() }).optional(),
    watchdog: z
      .looseObject({
        name: z.string(),
        i6300esb: z.looseObject({ action: z.string().optional() }).optional(),
      })
      .optional(),
  }),
})

/** The parts of a VirtualMachine that rules look at. The schema table has already refused unknown fields. */
export const virtualMachineView = z.looseObject({
  metadata: z.looseObject({
    name: z.string().optional(),
    labels: text.optional(),
    annotations: text.optional(),
  }),
  spec: z.looseObject({
    runStrategy: z.string().optional(),
    running: z.boolean().nullish(),
    preference: z.looseObject({ kind: z.string().optional(), name: z.string().optional() }).nullish(),
    template: z.looseObject({
      metadata: z.unknown().optional(),
      spec: z.looseObject({
        domain,
        volumes: z.array(z.looseObject({ name: z.string() })).default([]),
        networks: z.array(network).default([]),
        architecture: z.string().optional(),
        hostname: z.string().optional(),
        evictionStrategy: z.string().optional(),
        terminationGracePeriodSeconds: z.number().optional(),
        affinity: z.looseObject({}).optional(),
      }),
    }),
  }),
})

/** A VirtualMachine as rules see it. */
export type VirtualMachineView = z.infer<typeof virtualMachineView>

/** Paths that messages begin with. */
export const at = {
  template: 'spec.template.spec',
  domain: 'spec.template.spec.domain',
  devices: 'spec.template.spec.domain.devices',
  disk: (index: number): string => `spec.template.spec.domain.devices.disks[${index}]`,
  volume: (index: number): string => `spec.template.spec.volumes[${index}]`,
  interface: (index: number): string => `spec.template.spec.domain.devices.interfaces[${index}]`,
  network: (index: number): string => `spec.template.spec.networks[${index}]`,
} as const
