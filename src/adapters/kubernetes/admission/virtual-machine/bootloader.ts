import type { Rule } from '../rule.ts'
import { at, type VirtualMachineView } from './view.ts'

export const bootloader: Rule<VirtualMachineView> = {
  id: 'firmware.bootloader',
  says: 'The bootloader is BIOS or EFI, said in so many words and not both.',
  check({ spec }, report) {
    const loader = spec.template.spec.domain.firmware?.bootloader
    if (loader?.bios && loader.efi) report(`${at.domain}.firmware.bootloader`, 'bios and efi, expected one')
    // Ours: a preference would decide it, and a machine of the other kind would not boot.
    if (!loader?.bios && !loader?.efi) report(`${at.domain}.firmware.bootloader`, 'neither bios nor efi')
  },
}

export const secureBoot: Rule<VirtualMachineView> = {
  id: 'firmware.secure-boot',
  says: 'Secure Boot, which is on by default with EFI, needs system management mode.',
  check({ spec }, report) {
    const { firmware, features } = spec.template.spec.domain
    const efi = firmware?.bootloader?.efi
    // `smm: {}` means enabled.
    const smm = features?.smm !== undefined && features.smm.enabled !== false
    if (efi && efi.secureBoot !== false && !smm)
      report(`${at.domain}.features.smm`, 'missing, Secure Boot needs it')
  },
}
