import { refuseRepeats, type Rule } from '../rule.ts'
import { at, type VirtualMachineView } from './view.ts'

const naming = /^[A-Za-z0-9-_]+$/

export const interfaceNames: Rule<VirtualMachineView> = {
  id: 'interface.names',
  says: 'Names of network cards have letters, digits, - and _ only, each used once.',
  check({ spec }, report) {
    const { interfaces } = spec.template.spec.domain.devices
    interfaces.forEach(({ name }, index) => {
      if (!naming.test(name))
        report(`${at.interface(index)}.name`, `${JSON.stringify(name)} has other characters`)
    })
    refuseRepeats(
      interfaces,
      ({ name }) => name,
      (index) => `${at.interface(index)}.name`,
      'network card',
      report,
    )
    refuseRepeats(
      spec.template.spec.networks,
      ({ name }) => name,
      (index) => `${at.network(index)}.name`,
      'network',
      report,
    )
  },
}

export const interfaceNetworks: Rule<VirtualMachineView> = {
  id: 'interface.networks',
  says: 'Every network card has its network and every network its card.',
  check({ spec }, report) {
    const { interfaces } = spec.template.spec.domain.devices
    const { networks } = spec.template.spec
    interfaces.forEach(({ name }, index) => {
      if (!networks.some((each) => each.name === name))
        report(`${at.interface(index)}.name`, `${name} has no network`)
    })
    networks.forEach(({ name }, index) => {
      if (!interfaces.some((each) => each.name === name))
        report(`${at.network(index)}.name`, `${name} has no network card`)
    })
  },
}

const bindings = ['bridge', 'masquerade', 'sriov', 'passtBinding', 'binding'] as const

export const interfaceBinding: Rule<VirtualMachineView> = {
  id: 'interface.binding',
  says: 'A network card has exactly one binding.',
  check({ spec }, report) {
    spec.template.spec.domain.devices.interfaces.forEach((each, index) => {
      const found = bindings.filter((binding) => each[binding] !== undefined)
      if (found.length !== 1)
        report(at.interface(index), `${found.length} bindings (${found.join(', ')}), expected one`)
    })
  },
}
