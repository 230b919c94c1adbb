import type { Rule } from '../rule.ts'
import { bootOrder } from './boot-order.ts'
import { bootloader, secureBoot } from './bootloader.ts'
import { clock } from './clock.ts'
import { cpuFeatures, cpuTopology } from './cpu.ts'
import { inputs, otherDevices, tpm } from './devices.ts'
import { diskBus } from './disk-bus.ts'
import { diskDevice } from './disk-device.ts'
import { diskModes } from './disk-modes.ts'
import { diskNames } from './disk-names.ts'
import { diskSerial } from './disk-serial.ts'
import { diskShared } from './disk-shared.ts'
import { diskVolumes } from './disk-volumes.ts'
import { firmwareUuid } from './firmware-uuid.ts'
import { hyperv } from './hyperv.ts'
import { acpiIndex, interfaceModel, interfaceState, macAddress } from './interface-details.ts'
import { interfaceBinding, interfaceNames, interfaceNetworks } from './interfaces.ts'
import { hostname, lifecycle } from './lifecycle.ts'
import { lunVolume } from './lun-volume.ts'
import { machineType } from './machine-type.ts'
import { memoryGuest, memoryLimit, memoryMaximum } from './memory.ts'
import { name } from './name.ts'
import { networkSource, podBinding } from './networks.ts'
import { neverStarts } from './never-starts.ts'
import { preferenceExists, preferenceRequirements } from './preference.ts'
import { reservedLabels } from './reserved-labels.ts'
import { resources } from './resources.ts'
import { runStrategy } from './run-strategy.ts'
import { templateMetadata } from './template-metadata.ts'
import type { VirtualMachineView } from './view.ts'
import { volumeSource } from './volume-source.ts'

export { virtualMachineView } from './view.ts'

/** Every rule over a VirtualMachine, in the order in which messages are given. */
export const virtualMachineRules: readonly Rule<VirtualMachineView>[] = [
  name,
  reservedLabels,
  runStrategy,
  neverStarts,
  templateMetadata,
  preferenceExists,
  preferenceRequirements,
  machineType,
  bootloader,
  secureBoot,
  firmwareUuid,
  cpuTopology,
  cpuFeatures,
  memoryGuest,
  memoryMaximum,
  memoryLimit,
  resources,
  clock,
  hyperv,
  diskNames,
  diskVolumes,
  volumeSource,
  diskDevice,
  diskBus,
  diskSerial,
  diskModes,
  diskShared,
  lunVolume,
  bootOrder,
  interfaceNames,
  interfaceNetworks,
  interfaceBinding,
  interfaceModel,
  interfaceState,
  macAddress,
  acpiIndex,
  networkSource,
  podBinding,
  hostname,
  lifecycle,
  tpm,
  inputs,
  otherDevices,
]
