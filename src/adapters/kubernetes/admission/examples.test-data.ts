// Objects for the tests of the rules: one good object of each kind, and a way to make it worse in one place.

const sync = { 'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false' }

/** One good object of each kind that the translation writes. */
export const good = {
  VirtualMachine: {
    apiVersion: 'kubevirt.io/v1',
    kind: 'VirtualMachine',
    metadata: {
      name: 'erp-db-01',
      namespace: 'erp',
      labels: { 'causeway.dev/wave': 'wave-01' },
      annotations: { 'causeway.dev/source-name': 'ERP-DB-01' },
    },
    spec: {
      runStrategy: 'Halted',
      preference: { kind: 'VirtualMachineClusterPreference', name: 'rhel.8' },
      template: {
        metadata: { labels: { 'causeway.dev/vm': 'erp-db-01' } },
        spec: {
          architecture: 'amd64',
          evictionStrategy: 'LiveMigrateIfPossible',
          hostname: 'erp-db-01',
          terminationGracePeriodSeconds: 180,
          domain: {
            machine: { type: 'q35' },
            cpu: {
              sockets: 2,
              cores: 4,
              threads: 1,
              maxSockets: 8,
              features: [{ name: 'vmx', policy: 'optional' }],
            },
            memory: { guest: '16384Mi', maxGuest: '65536Mi' },
            resources: { requests: { memory: '16384Mi', cpu: '2' }, limits: { memory: '20Gi', cpu: '8' } },
            firmware: {
              uuid: '4221a2c0-1f2b-4d5e-8a9b-0123456789ab',
              serial: 'VMware-42 21',
              bootloader: { efi: { secureBoot: true, persistent: true } },
            },
            features: {
              acpi: {},
              smm: { enabled: true },
              hyperv: { vpindex: {}, synic: {}, synictimer: {}, ipi: {}, tlbflush: {}, vapic: {} },
            },
            clock: { timezone: 'Europe/Berlin', timer: {} },
            devices: {
              disks: [
                {
                  name: 'disk-scsi0-0',
                  disk: { bus: 'virtio' },
                  bootOrder: 1,
                  serial: '6000c29a',
                  cache: 'none',
                  io: 'native',
                  errorPolicy: 'report',
                  shareable: true,
                },
                { name: 'lun-1', lun: { bus: 'scsi', reservation: true } },
                { name: 'cd', cdrom: { bus: 'sata' } },
              ],
              interfaces: [
                {
                  name: 'nic-0',
                  model: 'virtio',
                  bridge: {},
                  macAddress: '00:50:56:aa:00:01',
                  state: 'up',
                  acpiIndex: 1,
                  bootOrder: 2,
                },
                { name: 'nic-1', model: 'e1000e', masquerade: {}, macAddress: '00:50:56:aa:00:02' },
              ],
              tpm: { enabled: true, persistent: true },
              inputs: [{ name: 'tablet', type: 'tablet', bus: 'usb' }],
              sound: { name: 'sound', model: 'ich9' },
              video: { type: 'vga' },
              watchdog: { name: 'watchdog', i6300esb: { action: 'reset' } },
            },
          },
          networks: [
            { name: 'nic-0', multus: { networkName: 'networks/vlan110' } },
            { name: 'nic-1', pod: {} },
          ],
          volumes: [
            { name: 'disk-scsi0-0', dataVolume: { name: 'erp-db-01-disk-scsi0-0' } },
            { name: 'lun-1', persistentVolumeClaim: { claimName: 'erp-lun' } },
          ],
        },
      },
    },
  },
  DataVolume: {
    apiVersion: 'cdi.kubevirt.io/v1beta1',
    kind: 'DataVolume',
    metadata: { name: 'erp-db-01-disk-scsi0-0', namespace: 'erp', annotations: sync },
    spec: {
      source: { upload: {} },
      storage: {
        accessModes: ['ReadWriteMany'],
        volumeMode: 'Block',
        storageClassName: 'ceph-block',
        resources: { requests: { storage: '100Gi' } },
      },
    },
  },
  NetworkAttachmentDefinition: {
    apiVersion: 'k8s.cni.cncf.io/v1',
    kind: 'NetworkAttachmentDefinition',
    metadata: { name: 'vlan110', namespace: 'networks' },
    spec: {
      config:
        '{"cniVersion":"0.3.1","name":"vlan110","type":"bridge","bridge":"br1","vlan":110,"macspoofchk":true,"disableContainerInterface":true}',
    },
  },
  Namespace: { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'erp', annotations: sync } },
  Application: {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: { name: 'causeway-base', namespace: 'argocd' },
    spec: {
      project: 'default',
      source: { repoURL: 'https://git.example/repo.git', path: 'base', targetRevision: 'main' },
      destination: { server: 'https://kubernetes.default.svc' },
      syncPolicy: { syncOptions: ['ServerSideApply=true'] },
    },
  },
  Kustomization: {
    apiVersion: 'kustomize.config.k8s.io/v1beta1',
    kind: 'Kustomization',
    resources: ['a.yaml', 'networks/b.yaml'],
  },
} as const

/** The good object with other values at some paths (`spec.disks.0.name`); undefined takes the part away. */
export function worse(kind: keyof typeof good, changes: Readonly<Record<string, unknown>>): unknown {
  const object: unknown = JSON.parse(JSON.stringify(good[kind]))
  for (const [path, value] of Object.entries(changes)) put(object, path.split('/'), value)
  return object
}

function put(object: unknown, path: readonly string[], value: unknown): void {
  const [first, ...rest] = path
  if (typeof object !== 'object' || object === null || first === undefined)
    throw new TypeError(`no such path: ${path.join('/')}`)
  if (rest.length > 0) return put(Reflect.get(object, first), rest, value)
  if (value === undefined) Reflect.deleteProperty(object, first)
  else Reflect.set(object, first, value)
}
