import type { Assessment, Finding } from '../../model/assessment.ts'
import type { Vm } from '../../model/vm.ts'
import { containsWords } from './hints.ts'

/** What a finding means for the fit; findings that are not here leave it untouched. */
const conditions: Readonly<Record<string, string>> = {
  'device.passthrough': 'an equal device must be in a node and be permitted there',
  'device.vgpu': 'the target needs the same graphics card and its licence server',
  'device.sriov': 'the target needs SR-IOV cards and their operator',
  'latency.sensitive': 'it needs dedicated CPUs and huge pages',
  'fault-tolerance.on': 'there is no lockstep copy; the owner must accept a restart',
  'vbs.enabled': 'the nodes must allow nested virtualization',
  'nested-virtualization.on': 'the nodes must allow nested virtualization if the guest uses it',
  'disk.shared': 'the storage class must offer shared block volumes',
  'network.overlay': 'the segment must be bridged or the VM re-addressed',
  'network.private-vlan': 'the isolation must be rebuilt in the physical network',
  'network.trunk': 'the attachment must carry a trunk, which only the Linux bridge does',
  encrypted: 'the copy needs a way to read the encrypted files',
}

/** Whether KubeVirt fits the VM, with every reason: nothing speaks against it, something must be there, or it cannot be. */
export function fitOf(vm: Vm, findings: readonly Finding[]): Assessment['fit'] {
  const unfit: string[] = []
  const conditional: string[] = []
  for (const finding of findings) {
    const condition = conditions[finding.id]
    if (finding.id === 'os.unsupported' && finding.severity !== 'inform') {
      if (finding.severity === 'block') unfit.push(finding.text)
      else conditional.push(finding.text)
    } else if (finding.id === 'device.lost' && finding.severity === 'block') unfit.push(finding.text)
    else if (
      finding.id === 'disk.rdm' &&
      finding.severity === 'act' &&
      finding.evidence.includes('physical mode')
    ) {
      conditional.push('the same LUN must be presented to the nodes, or be copied inside the guest')
    } else if (condition) conditional.push(condition)
  }
  const dpdk = saying(vm, ['dpdk', 'vpp', 'fd.io'])
  if (dpdk)
    conditional.push(
      `it moves packets itself (${dpdk}): huge pages, dedicated CPUs and an SR-IOV network are needed`,
    )
  const desktop = desktopPool(vm)
  if (desktop)
    unfit.push(
      `it is a desktop of a pool (${desktop}): a broker makes and deletes these, and KubeVirt has none`,
    )
  if (unfit.length > 0) return { verdict: 'unfit', reasons: [...unfit, ...conditional] }
  return conditional.length > 0
    ? { verdict: 'conditional', reasons: conditional }
    : { verdict: 'fits', reasons: [] }
}

const brokers = ['com.vmware.vdi', 'com.vmware.view', 'com.omnissa', 'com.citrix']

/** What shows that the VM is one desktop of a brokered pool; `broker` = it is the broker itself. */
function desktopPool(vm: Vm): string | undefined {
  const extension = vm.managedBy?.extension.toLowerCase()
  if (extension && brokers.some((broker) => extension.startsWith(broker)))
    return `managed by ${vm.managedBy?.extension}`
  const said = saying(vm, ['vdi', 'virtual desktop', 'desktop pool', 'horizon pool'])
  if (!said) return undefined
  return saying(vm, ['broker', 'connection server', 'delivery controller']) ? 'broker' : said
}

/** First of the words in name, folder, application, function, notes or tags, with the field it stands in. */
function saying(vm: Vm, words: readonly string[]): string | undefined {
  const texts: readonly (readonly [string, string | undefined])[] = [
    ['name', vm.name],
    ['folder', vm.folder],
    ['application', vm.application],
    ['function', vm.function],
    ['annotation', vm.annotation?.slice(0, 4000)],
    ['tags', vm.tags?.map((tag) => tag.name).join('\n')],
  ]
  for (const [field, text] of texts) {
    if (!text) continue
    const lower = text.toLowerCase()
    const word = words.find((one) => containsWords(lower, one))
    if (word) return `"${word}" in ${field}`
  }
  return undefined
}
