import type { Rule } from '../rule.ts'
import { at, type VirtualMachineView } from './view.ts'

export const tpm: Rule<VirtualMachineView> = {
  id: 'device.tpm',
  says: 'A TPM that is switched off has no persistent state.',
  check({ spec }, report) {
    const device = spec.template.spec.domain.devices.tpm
    // Let through by KubeVirt.
    if (device?.enabled === false && device.persistent)
      report(`${at.devices}.tpm`, 'persistent although it is not enabled')
  },
}

export const inputs: Rule<VirtualMachineView> = {
  id: 'device.inputs',
  says: 'An input is a tablet on usb or virtio.',
  check({ spec }, report) {
    spec.template.spec.domain.devices.inputs.forEach(({ type, bus }, index) => {
      if (type !== 'tablet') report(`${at.devices}.inputs[${index}].type`, `${type}, expected tablet`)
      if (bus !== undefined && bus !== 'usb' && bus !== 'virtio')
        report(`${at.devices}.inputs[${index}].bus`, `${bus}, expected usb or virtio`)
    })
  },
}

const videos = ['vga', 'cirrus', 'virtio', 'ramfb', 'bochs']
const actions = ['poweroff', 'reset', 'shutdown']

export const otherDevices: Rule<VirtualMachineView> = {
  id: 'device.other',
  says: 'Sound, video and watchdog are of the kinds that KubeVirt emulates.',
  check({ spec }, report) {
    const { sound, video, watchdog } = spec.template.spec.domain.devices
    if (sound && sound.model !== undefined && !['ich9', 'ac97'].includes(sound.model))
      report(`${at.devices}.sound.model`, `${sound.model}, expected ich9 or ac97`)
    if (video?.type !== undefined && !videos.includes(video.type))
      report(`${at.devices}.video.type`, `${video.type} is not one of ${videos.join(', ')}`)
    if (watchdog && !watchdog.i6300esb) report(`${at.devices}.watchdog`, 'no device, expected i6300esb')
    const action = watchdog?.i6300esb?.action
    if (action !== undefined && !actions.includes(action))
      report(`${at.devices}.watchdog.i6300esb.action`, `${action} is not one of ${actions.join(', ')}`)
  },
}
