// The objects that the translation writes. Types, not interfaces, so that they are plain data for every writer.

/** Something wrong with an object: the path within it, and what was seen against what is expected. */
export interface ManifestProblem {
  /** `spec.template.spec.domain.cpu.cores`, `metadata.labels`. */
  readonly path: string
  readonly message: string
}

/** A problem with the file that it stands in. */
export interface FileProblem extends ManifestProblem {
  readonly file: string
}

/** What a translation could not carry, or not wholly. */
export interface Loss {
  /** Name of the source VM. */
  readonly vm: string
  /** The source's field, for example `disks.Hard disk 2`. */
  readonly field: string
  readonly grade: 'partial' | 'lost'
  readonly why: string
}

/** Name, namespace, labels and annotations. */
export type ObjectMeta = {
  readonly name: string
  readonly namespace?: string
  readonly labels?: Readonly<Record<string, string>>
  readonly annotations?: Readonly<Record<string, string>>
}

export type Namespace = {
  readonly apiVersion: 'v1'
  readonly kind: 'Namespace'
  readonly metadata: ObjectMeta
}

export type NetworkAttachmentDefinition = {
  readonly apiVersion: 'k8s.cni.cncf.io/v1'
  readonly kind: 'NetworkAttachmentDefinition'
  readonly metadata: ObjectMeta
  /** One JSON text. */
  readonly spec: { readonly config: string }
}

export type DataVolume = {
  readonly apiVersion: 'cdi.kubevirt.io/v1beta1'
  readonly kind: 'DataVolume'
  readonly metadata: ObjectMeta
  readonly spec: {
    readonly source: { readonly upload: Readonly<Record<string, never>> }
    readonly preallocation?: boolean
    readonly storage: {
      readonly accessModes?: readonly string[]
      readonly volumeMode?: 'Block' | 'Filesystem'
      readonly resources: { readonly requests: { readonly storage: string } }
      readonly storageClassName?: string
    }
  }
}

export type Application = {
  readonly apiVersion: 'argoproj.io/v1alpha1'
  readonly kind: 'Application'
  readonly metadata: ObjectMeta
  readonly spec: {
    readonly project: string
    readonly source: { readonly repoURL: string; readonly targetRevision: string; readonly path: string }
    readonly destination: { readonly server: string }
    readonly syncPolicy: { readonly syncOptions: readonly string[] }
    readonly ignoreDifferences?: readonly {
      readonly group: string
      readonly kind: string
      readonly jsonPointers: readonly string[]
    }[]
  }
}

export type Kustomization = {
  readonly apiVersion: 'kustomize.config.k8s.io/v1beta1'
  readonly kind: 'Kustomization'
  readonly resources: readonly string[]
}

/** Nothing inside: the part is there, with its defaults. */
export type Empty = Readonly<Record<string, never>>

export type DiskDevice = {
  readonly name: string
  readonly disk?: { readonly bus: string }
  readonly lun?: { readonly bus: string; readonly reservation?: boolean }
  readonly bootOrder?: number
  readonly serial?: string
  readonly cache?: string
  readonly errorPolicy?: string
  readonly shareable?: boolean
}

export type Volume = {
  readonly name: string
  readonly dataVolume?: { readonly name: string }
  readonly persistentVolumeClaim?: { readonly claimName: string }
}

export type InterfaceDevice = {
  readonly name: string
  readonly model: string
  readonly bridge?: Empty
  readonly masquerade?: Empty
  readonly macAddress?: string
  readonly state?: 'down'
  readonly bootOrder?: number
}

export type PodNetwork = {
  readonly name: string
  readonly pod?: Empty
  readonly multus?: { readonly networkName: string }
}

export type Domain = {
  readonly machine: { readonly type: string }
  readonly cpu: {
    readonly sockets: number
    readonly cores: number
    readonly threads: number
    readonly maxSockets: number
    readonly features?: readonly { readonly name: string; readonly policy: string }[]
  }
  readonly memory: { readonly guest: string; readonly maxGuest?: string }
  readonly resources?: { readonly requests: Readonly<Record<string, string>> }
  readonly firmware: {
    readonly uuid: string
    readonly serial: string
    readonly bootloader: {
      readonly bios?: Empty
      readonly efi?: { readonly secureBoot: boolean; readonly persistent: boolean }
    }
  }
  readonly features: Readonly<Record<string, FeatureValue>>
  readonly clock: {
    readonly utc?: Empty
    readonly timezone?: string
    readonly timer?: Readonly<Record<string, Readonly<Record<string, string | boolean>>>>
  }
  readonly devices: {
    readonly disks: readonly DiskDevice[]
    readonly interfaces: readonly InterfaceDevice[]
    readonly autoattachPodInterface: false
    readonly inputs?: readonly {
      readonly name: string
      readonly type: 'tablet'
      readonly bus: 'usb' | 'virtio'
    }[]
    readonly rng?: Empty
    readonly tpm?: { readonly enabled?: boolean; readonly persistent?: boolean }
    readonly sound?: { readonly name: string; readonly model: string }
    readonly watchdog?: { readonly name: string; readonly i6300esb: { readonly action: string } }
  }
}

/** A feature is on (`{}`), switched, or a group of them. */
export type FeatureValue = { readonly [key: string]: FeatureValue | boolean | number }

/** Affinity between machines of one host, by label. */
export type AffinityTerm = {
  readonly topologyKey: 'kubernetes.io/hostname'
  readonly labelSelector: { readonly matchLabels: Readonly<Record<string, string>> }
  /** Everywhere, not only beside the machine itself. */
  readonly namespaceSelector: Empty
}

export type AffinityRules = {
  readonly requiredDuringSchedulingIgnoredDuringExecution?: readonly AffinityTerm[]
  readonly preferredDuringSchedulingIgnoredDuringExecution?: readonly {
    readonly weight: number
    readonly podAffinityTerm: AffinityTerm
  }[]
}

export type VirtualMachine = {
  readonly apiVersion: 'kubevirt.io/v1'
  readonly kind: 'VirtualMachine'
  readonly metadata: ObjectMeta
  readonly spec: {
    /** Nothing that is generated starts a machine. */
    readonly runStrategy: 'Halted'
    readonly preference?: { readonly kind: 'VirtualMachineClusterPreference'; readonly name: string }
    readonly template: {
      readonly metadata: Omit<ObjectMeta, 'name'>
      readonly spec: {
        readonly architecture: string
        readonly evictionStrategy: 'LiveMigrateIfPossible'
        readonly terminationGracePeriodSeconds: number
        readonly affinity?: { readonly podAffinity?: AffinityRules; readonly podAntiAffinity?: AffinityRules }
        readonly domain: Domain
        readonly networks: readonly PodNetwork[]
        readonly volumes: readonly Volume[]
      }
    }
  }
}

/** Any object that the translation writes. */
export type Manifest =
  | Namespace
  | NetworkAttachmentDefinition
  | DataVolume
  | VirtualMachine
  | Application
  | Kustomization
