import type { Platform, VmFacts } from '../../model/vm.ts'

interface Sign {
  readonly kind: Platform['kind']
  test(vm: VmFacts): string | undefined
}

/** How each platform VM is told, surest sign first. Names alone count only where the product fixes them. */
const signs: readonly Sign[] = [
  {
    kind: 'vcls',
    test: (vm) =>
      /^vCLS([- ]|$)/.test(vm.name)
        ? `its name ${quote(vm.name)} is the one vSphere Cluster Services give their agents`
        : undefined,
  },
  {
    kind: 'srm-placeholder',
    test: (vm) => {
      if (vm.srmPlaceholder) return 'it is marked as a Site Recovery Manager placeholder'
      return /^com\.vmware\.vcDr/i.test(vm.managedBy?.extension ?? '') ? managed(vm) : undefined
    },
  },
  { kind: 'nsx-edge', test: (vm) => told(vm, /nsx.*edge/i, /^(nsx-?edge|edge-?node)[-_\d]/i) },
  {
    kind: 'nsx-manager',
    test: (vm) => told(vm, /nsx(-t)?[ -]?(manager|unified appliance)|nsx manager/i, /^nsx-?(mgr|manager)/i),
  },
  {
    kind: 'vcenter',
    test: (vm) => told(vm, /vcenter server appliance|vmware vcenter|vcsa/i, /^(vcsa|vcenter)([-_.\d]|$)/i),
  },
  {
    kind: 'backup-proxy',
    test: (vm) =>
      told(
        vm,
        /backup proxy|veeam.{0,200}proxy|vdp appliance|commvault.{0,200}(vsa|proxy)|nbu.{0,200}proxy/i,
        /^(veeam|backup|bkp)-?(proxy|prx)/i,
      ),
  },
  { kind: 'managed', test: (vm) => (vm.managedBy ? managed(vm) : undefined) },
]

/** Whether a VM belongs to the platform itself and so never enters a wave; with the reason to show. */
export function recognisePlatform(vm: VmFacts): Platform | undefined {
  for (const sign of signs) {
    const reason = sign.test(vm)
    if (reason !== undefined) return { kind: sign.kind, reason }
  }
  return undefined
}

/** The notes say so, or the name has the product's own form and the guest is an appliance's. */
function told(vm: VmFacts, notes: RegExp, name: RegExp): string | undefined {
  const text = [vm.annotation, vm.function, ...(vm.tags ?? []).map((tag) => tag.name)].find(
    (value) => value !== undefined && notes.test(value),
  )
  if (text !== undefined) return `its notes or tags say ${quote(text)}`
  return name.test(vm.name)
    ? `its name ${quote(vm.name)} has the form that product's installer gives`
    : undefined
}

function managed(vm: VmFacts): string {
  return `vCenter says it is managed by ${quote(vm.managedBy?.extension ?? '')}`
}

function quote(text: string): string {
  return `"${text.length > 80 ? `${text.slice(0, 79)}…` : text}"`
}
