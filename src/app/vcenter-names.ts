import type { Vcenter } from '../model/infrastructure.ts'

/** What people call a vCenter: objects name it by its instance UUID, and the vCenter itself says its name. */
export type VcenterNames = (vcenter: string | undefined) => string | undefined

/** Names of the vCenters of an estate; one that no source names stays what it is. */
export function vcenterNames(vcenters: readonly Vcenter[]): VcenterNames {
  const names = new Map(vcenters.map(({ vcenter, name }) => [vcenter, name]))
  return (vcenter) => (vcenter === undefined ? undefined : (names.get(vcenter) ?? vcenter))
}
