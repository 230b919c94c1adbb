import { dnsLabel, refuseRepeats, type Rule } from '../rule.ts'
import { at, type VirtualMachineView } from './view.ts'

export const diskNames: Rule<VirtualMachineView> = {
  id: 'disk.names',
  says: 'Names of disks and volumes are DNS labels, each used once.',
  check({ spec }, report) {
    const { disks } = spec.template.spec.domain.devices
    const { volumes } = spec.template.spec
    disks.forEach(({ name }, index) => {
      if (!dnsLabel.test(name)) report(`${at.disk(index)}.name`, `${name} is not a DNS label`)
    })
    volumes.forEach(({ name }, index) => {
      if (!dnsLabel.test(name)) report(`${at.volume(index)}.name`, `${name} is not a DNS label`)
    })
    refuseRepeats(
      disks,
      ({ name }) => name,
      (index) => `${at.disk(index)}.name`,
      'disk',
      report,
    )
    refuseRepeats(
      volumes,
      ({ name }) => name,
      (index) => `${at.volume(index)}.name`,
      'volume',
      report,
    )
  },
}
