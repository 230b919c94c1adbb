import type { Domain } from '../../model/manifest.ts'
import { checksum } from './names.ts'
import type { VmContext } from './input.ts'

/** Firmware, always said outright: a preference would otherwise turn a BIOS machine into an EFI one. */
export function firmwareOf({ vm, lose, guest }: VmContext): Domain['firmware'] {
  const uuid = vm.smbiosUuid ?? uuidFrom(vm.id)
  if (vm.smbiosUuid === undefined)
    lose('smbiosUuid', 'partial', 'no source gives the UUID; one was made from the machine’s id')
  if (vm.firmware === undefined)
    lose('firmware', 'partial', 'no source says BIOS or EFI; BIOS is assumed, vSphere’s own default')
  if ((vm.bootDelayMilliseconds ?? 0) > 0) lose('bootDelayMilliseconds', 'lost', 'KubeVirt has no boot delay')
  if (vm.enterBiosSetup) lose('enterBiosSetup', 'lost', 'KubeVirt does not stop in the firmware’s setup')
  const efi = vm.firmware === 'efi'
  if (efi) {
    lose(
      'nvram',
      'lost',
      'boot entries and own Secure Boot keys stay behind; the guest boots from \\EFI\\BOOT',
    )
    if (vm.secureBoot === undefined)
      lose('secureBoot', 'partial', 'no source says whether Secure Boot is on; off is assumed')
  }
  return {
    uuid,
    serial: serialFrom(uuid),
    bootloader: efi
      ? {
          efi: {
            secureBoot: vm.secureBoot === true,
            persistent: vm.vTpm === true || guest.preference === 'windows.11',
          },
        }
      : { bios: {} },
  }
}

/** The serial number as VMware shows it to the guest, so that inventories and licences see the same one. */
export function serialFrom(uuid: string): string {
  const bytes = uuid.replace(/-/g, '').match(/../g) ?? []
  return `VMware-${bytes.slice(0, 8).join(' ')}-${bytes.slice(8).join(' ')}`
}

/** A UUID (version 8: made by us) from an id: the same id always gives the same one. */
function uuidFrom(id: string): string {
  let digits = ''
  for (let round = 0; digits.length < 32; round++) {
    digits += Number.parseInt(checksum(`${id} ${round}`), 36)
      .toString(16)
      .padStart(8, '0')
      .slice(-7)
  }
  return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-8${digits.slice(13, 16)}-8${digits.slice(17, 20)}-${digits.slice(20, 32)}`
}
