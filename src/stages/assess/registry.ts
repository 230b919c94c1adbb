import type { Rule } from './rule.ts'
import { changeTrackingDiskOff } from './rules/change-tracking-disk-off.ts'
import { changeTrackingOff } from './rules/change-tracking-off.ts'
import { clusterDpm } from './rules/cluster-dpm.ts'
import { clusterDrs } from './rules/cluster-drs.ts'
import { consolidationNeeded } from './rules/consolidation-needed.ts'
import { cpuAffinity } from './rules/cpu-affinity.ts'
import { datastoreMissing } from './rules/datastore-missing.ts'
import { deviceLost } from './rules/device-lost.ts'
import { devicePassthrough } from './rules/device-passthrough.ts'
import { deviceSerialPort } from './rules/device-serial-port.ts'
import { deviceSriov } from './rules/device-sriov.ts'
import { deviceUsb } from './rules/device-usb.ts'
import { deviceVgpu } from './rules/device-vgpu.ts'
import { diskCapacityInvalid } from './rules/disk-capacity-invalid.ts'
import { diskIndependent } from './rules/disk-independent.ts'
import { diskRdm } from './rules/disk-rdm.ts'
import { diskSerialTruncated } from './rules/disk-serial-truncated.ts'
import { diskShared } from './rules/disk-shared.ts'
import { diskTooMany } from './rules/disk-too-many.ts'
import { encrypted } from './rules/encrypted.ts'
import { faultTolerance } from './rules/fault-tolerance.ts'
import { guestAddressMissing } from './rules/guest-address-missing.ts'
import { guestDiskKeyMissing } from './rules/guest-disk-key-missing.ts'
import { guestFreeSpace } from './rules/guest-free-space.ts'
import { guestHostNameDefault } from './rules/guest-host-name-default.ts'
import { guestHostNameEmpty } from './rules/guest-host-name-empty.ts'
import { guestInfoKeys } from './rules/guest-info-keys.ts'
import { guestSilent } from './rules/guest-silent.ts'
import { hostAffinity } from './rules/host-affinity.ts'
import { hotplugEnabled } from './rules/hotplug-enabled.ts'
import { latencySensitive } from './rules/latency-sensitive.ts'
import { mediaMounted } from './rules/media-mounted.ts'
import { memoryLimited } from './rules/memory-limited.ts'
import { nameInvalid } from './rules/name-invalid.ts'
import { nestedVirtualization } from './rules/nested-virtualization.ts'
import { networkOverlay } from './rules/network-overlay.ts'
import { networkPrivateVlan } from './rules/network-private-vlan.ts'
import { networkRelaxed } from './rules/network-relaxed.ts'
import { networkTrunk } from './rules/network-trunk.ts'
import { networkVlanDiffers } from './rules/network-vlan-differs.ts'
import { nicMacDuplicate } from './rules/nic-mac-duplicate.ts'
import { numaAffinity } from './rules/numa-affinity.ts'
import { osUnsupported } from './rules/os-unsupported.ts'
import { snapshotDeep } from './rules/snapshot-deep.ts'
import { snapshotPresent } from './rules/snapshot-present.ts'
import { stateSuspended } from './rules/state-suspended.ts'
import { stateUnreachable } from './rules/state-unreachable.ts'
import { tpmPresent } from './rules/tpm-present.ts'
import { vAppMember } from './rules/vapp-member.ts'
import { vbsEnabled } from './rules/vbs-enabled.ts'

/** The concerns that Forklift knows, in the order of its ids: our floor. */
export const forkliftRules: readonly Rule[] = [
  changeTrackingOff,
  changeTrackingDiskOff,
  consolidationNeeded,
  cpuAffinity,
  hotplugEnabled,
  datastoreMissing,
  diskTooMany,
  diskIndependent,
  diskSerialTruncated,
  diskCapacityInvalid,
  clusterDpm,
  clusterDrs,
  faultTolerance,
  guestFreeSpace,
  guestDiskKeyMissing,
  hostAffinity,
  guestHostNameEmpty,
  guestHostNameDefault,
  guestAddressMissing,
  nameInvalid,
  numaAffinity,
  devicePassthrough,
  diskRdm,
  diskShared,
  snapshotPresent,
  deviceSriov,
  tpmPresent,
  deviceUsb,
  osUnsupported,
]

/** Concerns that Forklift does not know. */
export const ownRules: readonly Rule[] = [
  stateSuspended,
  stateUnreachable,
  mediaMounted,
  deviceSerialPort,
  deviceLost,
  deviceVgpu,
  guestInfoKeys,
  guestSilent,
  encrypted,
  snapshotDeep,
  memoryLimited,
  latencySensitive,
  vbsEnabled,
  nestedVirtualization,
  networkOverlay,
  networkPrivateVlan,
  networkTrunk,
  networkVlanDiffers,
  networkRelaxed,
  nicMacDuplicate,
  vAppMember,
]

/** Every rule. A new one is a module under `rules/`, a line here, and an example in `rules.test.ts`. */
export const rules: readonly Rule[] = [...forkliftRules, ...ownRules]
