import type { good } from './examples.test-data.ts'

type Kind = keyof typeof good
const label64 = 'a'.repeat(64)
export const bridge = { cniVersion: '0.3.1', name: 'n', type: 'bridge', bridge: 'br1' }
export const localnet = {
  cniVersion: '0.3.1',
  name: 'n',
  type: 'ovn-k8s-cni-overlay',
  topology: 'localnet',
  netAttachDefName: 'networks/vlan110',
}
export const config = (value: unknown) => ({ 'spec/config': JSON.stringify(value) })

/** Rule, kind, what is changed in the good object, and the message that must come. */
export const refusedElsewhere: readonly (readonly [
  rule: string,
  kind: Kind,
  changes: Readonly<Record<string, unknown>>,
  message: string,
])[] = [
  ['data-volume.name', 'DataVolume', { 'metadata/name': label64 }, `${label64} is not a DNS label`],
  [
    'data-volume.source',
    'DataVolume',
    { 'spec/source': { upload: {}, blank: {} } },
    '2 sources (upload, blank), expected one',
  ],
  ['data-volume.source', 'DataVolume', { 'spec/source': undefined }, 'missing'],
  ['data-volume.never-blank', 'DataVolume', { 'spec/source': { blank: {} } }, 'blank, expected upload'],
  ['data-volume.target', 'DataVolume', { 'spec/storage': undefined }, 'expected one of storage and pvc'],
  ['data-volume.target', 'DataVolume', { 'spec/storage/resources': {} }, 'missing or not above 0'],
  [
    'data-volume.access',
    'DataVolume',
    { 'spec/storage/accessModes': ['Often'] },
    'Often is not one of ReadWriteOnce, ReadOnlyMany, ReadWriteMany, ReadWriteOncePod',
  ],
  [
    'data-volume.access',
    'DataVolume',
    { 'spec/storage/volumeMode': 'Raw' },
    'Raw, expected Block or Filesystem',
  ],
  [
    'data-volume.class',
    'DataVolume',
    { 'spec/storage/storageClassName': 'Ceph Block' },
    '"Ceph Block" is not a name',
  ],
  ['network.config-json', 'NetworkAttachmentDefinition', { 'spec/config': '{"a":' }, 'is not a JSON object'],
  ['network.config-json', 'NetworkAttachmentDefinition', { spec: {} }, 'is not a JSON object'],
  [
    'network.config',
    'NetworkAttachmentDefinition',
    config({ ...bridge, vlan: 4095 }),
    'Too big: expected number to be <=4094',
  ],
  [
    'network.config',
    'NetworkAttachmentDefinition',
    config({ ...bridge, bridge: 'a-name-with-16-ch' }),
    'Invalid string: must match pattern /^[A-Za-z0-9_.-]{1,15}$/',
  ],
  [
    'network.config',
    'NetworkAttachmentDefinition',
    config({ ...bridge, disableContainerInterface: true, ipam: {} }),
    'ipam is not possible with disableContainerInterface',
  ],
  [
    'network.config',
    'NetworkAttachmentDefinition',
    config({ ...localnet, vlanID: 0 }),
    'Too small: expected number to be >=1',
  ],
  [
    'network.own-name',
    'NetworkAttachmentDefinition',
    config({ ...localnet, netAttachDefName: 'networks/other' }),
    'networks/other, expected networks/vlan110',
  ],
  [
    'network.trunk',
    'NetworkAttachmentDefinition',
    config({ ...bridge, vlanTrunk: [{ id: 10 }] }),
    'expected false on a trunk',
  ],
  [
    'network.trunk',
    'NetworkAttachmentDefinition',
    config({ ...bridge, preserveDefaultVlan: false, vlanTrunk: [{ minID: 10, maxID: 20 }, { id: 15 }] }),
    '15 stands in two ranges',
  ],
  ['namespace.name', 'Namespace', { 'metadata/name': 'kube-system' }, 'kube-system belongs to the cluster'],
  [
    'application.destination',
    'Application',
    { 'spec/destination/name': 'in-cluster' },
    'expected one of server and name',
  ],
  [
    'application.source',
    'Application',
    { 'spec/source/path': '../base' },
    '"../base" is not a folder within the repository',
  ],
  [
    'application.source',
    'Application',
    { 'spec/source/repoURL': 'https://user:pass@git.example/x' },
    'carries a password',
  ],
  ['application.never-automated', 'Application', { 'spec/syncPolicy/automated': {} }, 'must be left out'],
  [
    'application.never-automated',
    'Application',
    { 'metadata/finalizers': ['resources-finalizer.argocd.argoproj.io'] },
    'resources-finalizer.argocd.argoproj.io would delete what the Application made',
  ],
  [
    'kustomization.resources',
    'Kustomization',
    { resources: ['../../x.yaml'] },
    '"../../x.yaml" leaves the folder',
  ],
]
