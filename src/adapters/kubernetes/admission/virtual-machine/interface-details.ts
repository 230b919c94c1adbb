import { refuseRepeats, type Rule } from '../rule.ts'
import { at, type VirtualMachineView } from './view.ts'

const form = /^[0-9a-f]{2}(?::[0-9a-f]{2}){5}$/i

export const macAddress: Rule<VirtualMachineView> = {
  id: 'interface.mac',
  says: 'A MAC address has six octets, is not a multicast one and is used once.',
  check({ spec }, report) {
    const { interfaces } = spec.template.spec.domain.devices
    interfaces.forEach(({ macAddress: mac }, index) => {
      if (mac === undefined) return
      const path = `${at.interface(index)}.macAddress`
      if (!form.test(mac)) report(path, `${JSON.stringify(mac.slice(0, 40))} is not a MAC address`)
      // KubeVirt lets it through; no switch would.
      else if ((Number.parseInt(mac.slice(0, 2), 16) & 1) === 1) report(path, `${mac} is a multicast address`)
    })
    refuseRepeats(
      interfaces,
      (each) => each.macAddress?.toLowerCase(),
      (index) => `${at.interface(index)}.macAddress`,
      'network card with',
      report,
    )
  },
}

const models = ['virtio', 'e1000', 'e1000e', 'igb', 'rtl8139', 'ne2k_pci', 'pcnet']

export const interfaceModel: Rule<VirtualMachineView> = {
  id: 'interface.model',
  says: 'The model of a network card is one that KubeVirt emulates.',
  check({ spec }, report) {
    spec.template.spec.domain.devices.interfaces.forEach(({ model }, index) => {
      if (model !== undefined && !models.includes(model))
        report(`${at.interface(index)}.model`, `${model} is not one of ${models.join(', ')}`)
    })
  },
}

export const interfaceState: Rule<VirtualMachineView> = {
  id: 'interface.state',
  says: 'The state is up, down or absent; absent needs a bridge, and an SR-IOV card has neither up nor down.',
  check({ spec }, report) {
    spec.template.spec.domain.devices.interfaces.forEach(({ state, bridge, sriov }, index) => {
      const path = `${at.interface(index)}.state`
      if (state !== undefined && !['', 'up', 'down', 'absent'].includes(state))
        report(path, `${state} is not up, down or absent`)
      if (state === 'absent' && !bridge) report(path, 'absent needs a bridge')
      if ((state === 'up' || state === 'down') && sriov) report(path, `${state} is not possible with SR-IOV`)
    })
  },
}

export const acpiIndex: Rule<VirtualMachineView> = {
  id: 'interface.acpi-index',
  says: 'An ACPI index is between 1 and 16383 and used once.',
  check({ spec }, report) {
    const { interfaces } = spec.template.spec.domain.devices
    interfaces.forEach(({ acpiIndex: index }, at_) => {
      if (index !== undefined && (index < 1 || index > 16_383))
        report(`${at.interface(at_)}.acpiIndex`, `${index}, expected 1 to 16383`)
    })
    refuseRepeats(
      interfaces,
      (each) => each.acpiIndex?.toString(),
      (index) => `${at.interface(index)}.acpiIndex`,
      'network card with ACPI index',
      report,
    )
  },
}
