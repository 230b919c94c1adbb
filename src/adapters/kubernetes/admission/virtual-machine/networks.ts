import { dnsLabel, type Rule } from '../rule.ts'
import { at, type VirtualMachineView } from './view.ts'

export const networkSource: Rule<VirtualMachineView> = {
  id: 'network.source',
  says: 'A network is the pod network, at most once, or a NetworkAttachmentDefinition as namespace/name.',
  check({ spec }, report) {
    const { networks } = spec.template.spec
    networks.forEach(({ pod, multus }, index) => {
      if ((pod === undefined) === (multus === undefined))
        report(at.network(index), 'expected one of pod and multus')
      const parts = multus?.networkName.split('/') ?? []
      if (
        multus &&
        (parts.length > 2 || !parts.every((part) => part.split('.').every((label) => dnsLabel.test(label))))
      ) {
        report(`${at.network(index)}.multus.networkName`, `${multus.networkName} is not namespace/name`)
      }
    })
    if (networks.filter(({ pod }) => pod).length > 1)
      report(`${at.template}.networks`, 'more than one pod network')
  },
}

export const podBinding: Rule<VirtualMachineView> = {
  id: 'network.pod-binding',
  says: 'Masquerade and passt stand on the pod network only, and a bridge never does.',
  check({ spec }, report) {
    spec.template.spec.domain.devices.interfaces.forEach((each, index) => {
      const network = spec.template.spec.networks.find(({ name }) => name === each.name)
      if (!network) return
      if (network.multus && (each.masquerade || each.passtBinding))
        report(at.interface(index), 'masquerade and passt need the pod network')
      // Refused unless the cluster permits it, which we never ask for.
      if (network.pod && each.bridge)
        report(`${at.interface(index)}.bridge`, 'a bridge on the pod network is not permitted')
    })
  },
}
