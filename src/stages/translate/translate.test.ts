import { expect, test } from 'vitest'
import type { Manifest } from '../../model/manifest.ts'
import { estate, input, machine, plan, target } from './estate.test-data.ts'
import { guestOf } from './guest.ts'
import { propose, type TranslatedVm, translate, type Translation } from './index.ts'

const whole = translate(input())

function objectsOf(
  translation: Translation,
): readonly { readonly path: string; readonly object: Manifest }[] {
  return translation.files.flatMap((file) =>
    file.kind === 'objects' ? file.objects.map((object) => ({ path: file.path, object })) : [],
  )
}

function named(translation: Translation, id: string): TranslatedVm {
  const found = translation.machines.find(({ vm }) => vm.id === id)
  if (!found) throw new Error(`${id} was not translated`)
  return found
}

function lossesOf(translation: Translation, id: string): readonly string[] {
  return named(translation, id).losses.map(({ field, grade, why }) => `${grade} ${field}: ${why}`)
}

test('the repository has one place for everything, and two kustomizations for each wave', () => {
  expect(whole.files.map(({ path }) => path)).toEqual([
    'README.md',
    'applications/base.yaml',
    'applications/kustomization.yaml',
    'applications/wave-01.yaml',
    'applications/wave-02.yaml',
    'base/kustomization.yaml',
    'base/namespaces/erp.yaml',
    'base/namespaces/sql.yaml',
    'base/namespaces/vm-networks.yaml',
    'base/networks/pvlan.yaml',
    'base/networks/trunk.yaml',
    'base/networks/vlan110-app.yaml',
    'waves/wave-01/README.md',
    'waves/wave-01/disks/README.md',
    'waves/wave-01/disks/erp/cmd-y-img-src-x-id.yaml',
    'waves/wave-01/disks/erp/erp-db-01.yaml',
    'waves/wave-01/disks/kustomization.yaml',
    'waves/wave-01/vms/erp/cmd-y-img-src-x-id.yaml',
    'waves/wave-01/vms/erp/erp-db-01.yaml',
    'waves/wave-01/vms/kustomization.yaml',
    'waves/wave-02/README.md',
    'waves/wave-02/disks/README.md',
    'waves/wave-02/disks/erp/win-app-7.yaml',
    'waves/wave-02/disks/kustomization.yaml',
    'waves/wave-02/disks/sql/appliance.yaml',
    'waves/wave-02/disks/sql/sql-node-a.yaml',
    'waves/wave-02/disks/sql/sql-node-b.yaml',
    'waves/wave-02/vms/erp/win-app-7.yaml',
    'waves/wave-02/vms/kustomization.yaml',
    'waves/wave-02/vms/sql/appliance.yaml',
    'waves/wave-02/vms/sql/sql-node-a.yaml',
    'waves/wave-02/vms/sql/sql-node-b.yaml',
  ])
  expect(whole.objects).toEqual({
    Application: 3,
    DataVolume: 8,
    Namespace: 3,
    NetworkAttachmentDefinition: 3,
    VirtualMachine: 6,
  })
  expect(translate(input())).toEqual(whole)
})

test('nothing in the repository starts a machine, empties a disk or deletes data', () => {
  const keep = 'Prune=false,Delete=false'
  for (const { path, object } of objectsOf(whole)) {
    switch (object.kind) {
      case 'VirtualMachine':
        expect(object.spec.runStrategy).toBe('Halted')
        expect(JSON.stringify(object)).not.toContain('dataVolumeTemplates')
        expect(path).toContain('/vms/')
        break
      case 'DataVolume':
        expect(object.spec.source).toEqual({ upload: {} })
        expect(object.metadata.annotations?.['argocd.argoproj.io/sync-options']).toBe(keep)
        expect(path).toContain('/disks/')
        break
      case 'Namespace':
        expect(object.metadata.annotations?.['argocd.argoproj.io/sync-options']).toBe(keep)
        expect(path).toMatch(/^base\//)
        break
      case 'NetworkAttachmentDefinition':
        expect(path).toMatch(/^base\//)
        break
      case 'Application':
        expect(Object.keys(object.spec.syncPolicy)).toEqual(['syncOptions'])
        expect(Object.keys(object.metadata)).not.toContain('finalizers')
        expect(object.spec.source.path).toMatch(/^(base|waves\/wave-\d+\/vms)$/)
        break
      case 'Kustomization':
        for (const resource of object.resources) expect(resource).toMatch(/^[a-z0-9-]+(\/[a-z0-9-]+)?\.yaml$/)
        break
    }
  }
})

test('erp-db-01 arrives with everything that KubeVirt can hold', () => {
  const { machine: manifest, dataVolumes } = named(whole, 'vm-erp')
  expect(manifest.spec).toEqual({
    runStrategy: 'Halted',
    preference: { kind: 'VirtualMachineClusterPreference', name: 'rhel.8' },
    template: {
      metadata: {
        labels: {
          'app.kubernetes.io/managed-by': 'causeway',
          'causeway.dev/vm': 'erp-db-01',
          'causeway.dev/wave': 'wave-01',
          'app.kubernetes.io/part-of': 'ERP',
          'causeway.dev/environment': 'production',
          'tag.causeway.dev/backup-tier': 'Gold',
          'tag.causeway.dev/scope.pci': 'true',
          'tag.causeway.dev/scope.sox': 'true',
        },
        annotations: { 'descheduler.alpha.kubernetes.io/prefer-no-eviction': 'true' },
      },
      spec: {
        architecture: 'amd64',
        evictionStrategy: 'LiveMigrateIfPossible',
        terminationGracePeriodSeconds: 180,
        domain: {
          machine: { type: 'q35' },
          cpu: { sockets: 2, cores: 4, threads: 1, maxSockets: 8 },
          memory: { guest: '65536Mi', maxGuest: '262144Mi' },
          resources: { requests: { cpu: '2000m' } },
          firmware: {
            uuid: '4221a2c0-1f2b-4d5e-8a9b-0123456789ab',
            serial: 'VMware-42 21 a2 c0 1f 2b 4d 5e-8a 9b 01 23 45 67 89 ab',
            bootloader: { efi: { secureBoot: true, persistent: false } },
          },
          features: { acpi: {}, smm: { enabled: true } },
          clock: { utc: {} },
          devices: {
            disks: [
              {
                name: 'disk-scsi0-0',
                disk: { bus: 'virtio' },
                serial: '6000c29ae5a68f123a4b000000000001',
                bootOrder: 2,
              },
              { name: 'disk-scsi0-1', disk: { bus: 'virtio' } },
            ],
            interfaces: [
              { name: 'nic-0', model: 'virtio', bridge: {}, macAddress: '00:50:56:aa:00:01', bootOrder: 1 },
              { name: 'nic-1', model: 'virtio', bridge: {}, macAddress: '00:50:56:aa:00:02', state: 'down' },
            ],
            autoattachPodInterface: false,
            inputs: [{ name: 'tablet', type: 'tablet', bus: 'usb' }],
            rng: {},
          },
        },
        networks: [
          { name: 'nic-0', multus: { networkName: 'vm-networks/vlan110-app' } },
          { name: 'nic-1', multus: { networkName: 'vm-networks/trunk' } },
        ],
        volumes: [
          { name: 'disk-scsi0-0', dataVolume: { name: 'erp-db-01-disk-scsi0-0' } },
          { name: 'disk-scsi0-1', dataVolume: { name: 'erp-db-01-disk-scsi0-1' } },
        ],
      },
    },
  })
  expect(dataVolumes.map(({ spec }) => spec)).toEqual([
    {
      source: { upload: {} },
      preallocation: true,
      storage: {
        accessModes: ['ReadWriteMany'],
        volumeMode: 'Block',
        resources: { requests: { storage: '102400Mi' } },
        storageClassName: 'ceph-block',
      },
    },
    {
      source: { upload: {} },
      storage: {
        volumeMode: 'Filesystem',
        resources: { requests: { storage: '2097153Mi' } },
        storageClassName: 'nfs-file',
      },
    },
  ])
})

test('secrets in notes and attributes stay out, whatever file is written', () => {
  expect(JSON.stringify(whole)).toContain('CANARY')
  expect(JSON.stringify(whole.files)).not.toContain('CANARY')
})

test('a hostile name is a harmless path and label, and stands whole in an annotation', () => {
  const { machine: manifest, vm, path } = named(whole, 'vm-web')
  expect(path).toBe('waves/wave-01/vms/erp/cmd-y-img-src-x-id.yaml')
  expect(manifest.metadata.annotations?.['causeway.dev/source-name']).toBe(vm.name)
  const pages = whole.files.flatMap((file) => (file.kind === 'text' ? [file.text] : [])).join('\n')
  expect(pages).not.toMatch(/<img|\u202e|\*done\*/)
})

test('a Windows guest without drivers gets SATA and e1000e, local time and no TPM that it never had', () => {
  const { domain } = named(whole, 'vm-win').machine.spec.template.spec
  expect([
    domain.devices.disks[0]?.disk,
    domain.devices.interfaces[0]?.model,
    domain.devices.tpm,
    domain.clock.timezone,
  ]).toEqual([{ bus: 'sata' }, 'e1000e', { enabled: false }, 'Europe/Berlin'])
  const virtio = named(translate(input({ target: target({ drivers: { windows: 'virtio' } }) })), 'vm-win')
    .machine.spec
  expect([virtio.preference?.name, virtio.template.spec.domain.devices.disks[0]?.disk]).toEqual([
    'windows.2k22.virtio',
    { bus: 'virtio' },
  ])
  const older = translate(input({ target: target({ kubevirt: '1.5' }) }))
  expect(named(older, 'vm-win').machine.spec.preference).toBeUndefined()
  expect(lossesOf(older, 'vm-win')).toContain(
    'partial guestId: preference windows.2k22 adds a TPM that the machine does not have, and KubeVirt 1.5 cannot refuse it',
  )
})

test('cluster nodes share one DataVolume, stay apart, and are too small for their preference', () => {
  const [a, b] = [named(whole, 'vm-node-a'), named(whole, 'vm-node-b')]
  expect(a.machine.spec.preference).toBeUndefined()
  expect(Object.keys(a.machine.spec.template.spec.domain.features)).toEqual(['acpi', 'apic', 'hyperv'])
  expect(b.machine.spec.template.spec.volumes).toEqual([
    { name: 'disk-scsi0-0', dataVolume: { name: 'sql-node-b-disk-scsi0-0' } },
    { name: 'disk-scsi1-0', dataVolume: { name: 'sql-node-a-disk-scsi1-0' } },
    { name: 'disk-scsi1-1', persistentVolumeClaim: { claimName: 'sql-node-a-disk-scsi1-1' } },
  ])
  expect(b.machine.spec.template.spec.domain.devices.disks.slice(1)).toEqual([
    { name: 'disk-scsi1-0', disk: { bus: 'sata' }, shareable: true, cache: 'none', errorPolicy: 'report' },
    { name: 'disk-scsi1-1', lun: { bus: 'scsi', reservation: true } },
  ])
  expect([a.dataVolumes.length, b.dataVolumes.length]).toEqual([2, 1])
  const rule =
    a.machine.spec.template.spec.affinity?.podAntiAffinity?.requiredDuringSchedulingIgnoredDuringExecution
  expect(Object.keys(b.machine.metadata.labels ?? {})).toEqual(
    expect.arrayContaining(Object.keys(rule?.[0]?.labelSelector.matchLabels ?? { none: '' })),
  )
})

test('what is not mapped is a loss that names the line to edit', () => {
  expect(lossesOf(whole, 'vm-old')).toEqual([
    'partial guestId: no source names the guest; it is treated as an old guest without drivers',
    'partial disks.Hard disk 1: no source names its datastore; the cluster’s default is taken',
    'lost nics.Network adapter 1: Overlay is an overlay without a VLAN: it needs a new VLAN, or map it to pod or to existing:namespace/name',
    'lost nics.Network adapter 2: network Legacy has no target: mappings.yaml (networks → Legacy)',
    'partial smbiosUuid: no source gives the UUID; one was made from the machine’s id',
    'partial firmware: no source says BIOS or EFI; BIOS is assumed, vSphere’s own default',
  ])
  expect(whole.losses.filter(({ vm }) => vm === 'nowhere')).toEqual([
    {
      vm: 'nowhere',
      field: 'folder',
      grade: 'lost',
      why: 'folder Unmapped has no namespace: mappings.yaml (folders → Unmapped); the machine is not written',
    },
  ])
  const noBridge = translate(input({ target: target({ network: { bridges: {} } }) }))
  expect(lossesOf(noBridge, 'vm-win')).toContain(
    'lost nics.Network adapter 1: switch dvs-prod has no bridge on the nodes: target.yaml (network → bridges → dvs-prod)',
  )
})

test('with OVN-Kubernetes an access VLAN becomes a localnet, and a trunk a loss', () => {
  const ovn = translate(
    input({ target: target({ network: { plugin: 'ovn-kubernetes', bridges: { '*': 'physnet' } } }) }),
  )
  const config = objectsOf(ovn).flatMap(({ object }) =>
    object.kind === 'NetworkAttachmentDefinition' && object.metadata.name === 'vlan110-app'
      ? [object.spec.config]
      : [],
  )
  expect(JSON.parse(config[0] ?? '')).toEqual({
    cniVersion: '0.3.1',
    name: 'vlan110-app',
    type: 'ovn-k8s-cni-overlay',
    topology: 'localnet',
    netAttachDefName: 'vm-networks/vlan110-app',
    physicalNetworkName: 'physnet',
    vlanID: 110,
    mtu: 9000,
  })
  expect(lossesOf(ovn, 'vm-erp')).toContain(
    'lost nics.Network adapter 2: Trunk is a trunk, which OVN-Kubernetes cannot carry',
  )
})

test('the page beside the disks states what is reserved, scratch space included', () => {
  const page = whole.files.find(({ path }) => path === 'waves/wave-01/disks/README.md')
  expect(page?.kind === 'text' && page.text).toContain(
    '**Applying this folder reserves 4,589.0 GiB of storage**: 2,290.9 GiB for the disks',
  )
})

test('an estate of nothing, and a plan of nothing, give a repository of nothing', () => {
  const empty = translate(input({ plan: { ...plan, waves: [] } }))
  expect(empty.files.map(({ path }) => path)).toEqual(['README.md'])
  expect(empty.objects).toEqual({})
})

test.each([
  ['windows7Server64Guest', 'windows.2k8'],
  ['windows9Server64Guest', 'windows.2k16'],
  ['windows2019srvNext_64Guest', 'windows.2k22'],
  ['rhel6_64Guest', 'linux.virtiotransitional'],
  ['oracleLinux9_64Guest', 'rhel.9'],
  ['sles15_64Guest', 'sles'],
  ['other26xLinux64Guest', 'linux.virtiotransitional'],
  ['other5xLinux64Guest', 'linux'],
  ['freebsd13_64Guest', 'linux'],
  ['freebsd11_64Guest', 'legacy'],
  ['darwin22_64Guest', 'legacy'],
  ['winXPProGuest', 'windows.xp'],
  ['somethingNew', 'legacy'],
])('guest id %s is driven with preference %s', (guestId, preference) => {
  expect(guestOf({ guestId }).preference).toBe(preference)
})

test('what the tools say in words comes before an id that was configured once', () => {
  expect(
    guestOf({ guestId: 'rockylinux_64Guest', toolsGuestFullName: 'Rocky Linux 9.3 (Blue Onyx)' }),
  ).toEqual({
    family: 'linux',
    preference: 'rhel.9',
    because: 'toolsGuestFullName is "Rocky Linux 9.3 (Blue Onyx)"',
    known: true,
  })
})

test('proposals come with their users, and nothing is proposed for an overlay', () => {
  expect(propose(estate)).toEqual([
    {
      file: 'mappings',
      path: ['networks', 'Legacy'],
      value: 'legacy',
      note: 'used by 1 machine; no source describes it',
    },
    {
      file: 'mappings',
      path: ['networks', 'Overlay'],
      value: null,
      note: 'used by 1 machine; VLAN not known, switch dvs-prod, overlay: no VLAN exists',
    },
    {
      file: 'mappings',
      path: ['networks', 'PVLAN'],
      value: 'pvlan',
      note: 'used by 2 machines; private VLAN 201, switch dvs-prod',
    },
    {
      file: 'mappings',
      path: ['networks', 'Trunk'],
      value: 'trunk',
      note: 'used by 1 machine; trunk 10-20 15-30 0, switch dvs-prod',
    },
    {
      file: 'mappings',
      path: ['networks', 'VLAN110 App'],
      value: 'vlan110-app',
      note: 'used by 2 machines; VLAN 110, switch dvs-prod',
    },
    {
      file: 'mappings',
      path: ['networks', 'yes'],
      value: 'yes',
      note: 'used by 1 machine; untagged, switch vSwitch0',
    },
    { file: 'mappings', path: ['datastores', 'nfs-01'], value: 'vm-file', note: 'used by 1 machine; NFS' },
    {
      file: 'mappings',
      path: ['datastores', 'vmfs-01'],
      value: 'vm-block',
      note: 'used by 5 machines; VMFS',
    },
    { file: 'mappings', path: ['folders', 'Apps/ERP'], value: 'apps-erp', note: 'used by 2 machines' },
    {
      file: 'mappings',
      path: ['folders', 'Apps/ERP/Windows'],
      value: 'apps-erp-windows',
      note: 'used by 1 machine',
    },
    { file: 'mappings', path: ['folders', 'SQL'], value: 'sql', note: 'used by 3 machines' },
    { file: 'mappings', path: ['folders', 'Unmapped'], value: 'unmapped', note: 'used by 1 machine' },
    { file: 'target', path: ['network', 'bridges', '*'], value: 'br-vm', note: 'used by 1 machine' },
    {
      file: 'target',
      path: ['network', 'bridges', 'dvs-prod'],
      value: 'br-dvs-prod',
      note: 'used by 5 machines',
    },
    {
      file: 'target',
      path: ['network', 'bridges', 'vSwitch0'],
      value: 'br-vswitch0',
      note: 'used by 1 machine',
    },
  ])
})

test('two machines with one MAC address are told about each other', () => {
  const twin = machine('vm-twin', {
    name: 'twin',
    folder: 'SQL',
    nics: [{ label: 'Network adapter 1', mac: '00:50:56:AA:00:01', network: 'yes' }],
  })
  const twins = translate(input({ estate: { ...estate, vms: [...estate.vms, twin] } }))
  expect(lossesOf(twins, 'vm-erp')).toContain(
    'partial nics.Network adapter 1: 00:50:56:aa:00:01 is also the address of twin: never run both on one network',
  )
})
