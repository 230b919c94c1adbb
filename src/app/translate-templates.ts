/** target.yaml as `init` writes it. */
export const targetTemplate = `# What the target cluster is and can do. Read by translate, assess and move.

# Minor release of KubeVirt, in quotes.
kubevirt: "1.9"

# Processor architecture of the nodes: amd64, arm64 or s390x.
architecture: amd64

# The Git repository that Argo CD reads; translate --out writes a working copy of it.
repository:
  url: https://git.example/vms.git
  branch: main

# Where the Applications go. They have no automated sync.
argocd:
  namespace: argocd
  project: default
  server: https://kubernetes.default.svc

network:
  # linux-bridge (VLANs and trunks on a bridge of each node) or ovn-kubernetes (localnet, access VLANs only).
  plugin: linux-bridge
  # Namespace of the NetworkAttachmentDefinitions.
  namespace: vm-networks
  # Virtual switch in vSphere: bridge on every node (at most 15 characters). "*" stands for all other switches.
  bridges: {}

storage:
  # For datastores that mappings.yaml leaves open; ~ leaves it to the cluster.
  default: ~
  # Storage classes of the cluster. access: ReadWriteMany lets machines migrate live; mode: Block or Filesystem;
  # overhead: what CDI adds on a file system (0.06 = 6 %).
  classes:
    vm-block: { access: ReadWriteMany, mode: Block }
    vm-file: { access: ReadWriteMany, mode: Filesystem, overhead: 0.06 }

drivers:
  # legacy: Windows boots from SATA and e1000e until the virtio drivers are in it; virtio: they are in it already.
  windows: legacy

nodes:
  # intel or amd: needed for machines that run virtual machines themselves.
  cpu: intel
  # Time zone of Windows machines whose host does not say one, for example Europe/Berlin.
  # timezone: Europe/Berlin
`

/** mappings.yaml as `init` writes it; discover fills it. */
export const mappingsTemplate = `# Which source thing becomes which target thing. Causeway adds what it discovers, with a proposal and how many
# machines use it; what you write is never changed. ~ means: not decided, and is listed as a loss.

# Port group or segment: name of a NetworkAttachmentDefinition that is generated, or pod (behind NAT, another address),
# or existing:namespace/name for one that somebody else keeps.
networks: {}

# Datastore: storage class (described in target.yaml).
datastores: {}

# Folder: namespace. A folder that is not listed takes the namespace of the nearest one above it; / is the root.
folders: {}
`
