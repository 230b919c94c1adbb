import { preferenceNamed } from '../../model/preference.ts'
import { isAtLeast } from '../../model/target.ts'
import type { VmContext } from './input.ts'

/** The preference, or undefined when the machine is too small for it or must not get what it brings. */
export function preferenceOf({ vm, guest, virtio, input, lose }: VmContext): string | undefined {
  const efi = guest.preference === 'linux' && vm.firmware === 'efi' ? 'linux.efi' : guest.preference
  const name = guest.family === 'windows' && virtio ? `${efi}.virtio` : efi
  const preference = preferenceNamed(name)
  if (!preference) return undefined
  const cpus = vm.cpus ?? 1
  const memoryMib = vm.memoryMib ?? 1024
  if (cpus < (preference.cpus ?? 0) || memoryMib < (preference.memoryMib ?? 0)) {
    lose(
      'guestId',
      'partial',
      `preference ${name} refuses ${cpus} processors and ${memoryMib} MiB (it asks for ${preference.cpus ?? 1} and ${preference.memoryMib ?? 0} MiB); what it sets is written out instead`,
    )
    return undefined
  }
  if (preference.architecture !== undefined && preference.architecture !== input.target.architecture) {
    lose(
      'guestId',
      'partial',
      `preference ${name} is for ${preference.architecture}, the nodes are ${input.target.architecture}`,
    )
    return undefined
  }
  if (preference.tpm && !vm.vTpm && !isAtLeast(input.target, 6)) {
    lose(
      'guestId',
      'partial',
      `preference ${name} adds a TPM that the machine does not have, and KubeVirt ${input.target.kubevirt} cannot refuse it`,
    )
    return undefined
  }
  return name
}
