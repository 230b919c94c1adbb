import type { Cluster } from './groups.ts'
import { fits, longestWindowMinutes } from './limits.ts'
import type { Machine } from './machines.ts'
import type { PlanSettings } from './settings.ts'
import { addLoads, noLoad } from './transfer.ts'

/** The lower the better: what it would hurt if the first wave went wrong. */
function risk(cluster: Cluster): number {
  if (cluster.kind === 'development') return 1
  if (cluster.kind === 'test') return 1.2
  return cluster.criticality === 4 ? 1.5 : 2
}

/**
 * Chooses the groups of the first wave: greedily the one that shows most of what was not yet seen per VM and risk
 * (which is within 1 - 1/e of the best coverage). Only small groups of low criticality; pinned ones always.
 * Returns positions in the list of groups.
 */
export function choosePilot(
  clusters: readonly Cluster[],
  machines: readonly Machine[],
  settings: PlanSettings,
): ReadonlySet<number> {
  const chosen = new Set<number>()
  clusters.forEach((cluster, index) => {
    if (cluster.kind === 'pilot') chosen.add(index)
  })
  if (chosen.size > 0) return chosen
  const most = settings.pilot.vms
  const window = longestWindowMinutes(settings, 'pilot')
  const candidates = new Map<number, ReadonlySet<string>>()
  clusters.forEach((cluster, index) => {
    const small = cluster.members.length <= Math.max(1, Math.ceil(most / 2))
    const harmless = cluster.kind !== 'production' || cluster.criticality >= 3
    if (
      small &&
      harmless &&
      cluster.notBefore === undefined &&
      cluster.bonds.every((bond) => bond.kind === 'rule')
    ) {
      candidates.set(index, new Set(cluster.members.flatMap((member) => machines[member]?.traits ?? [])))
    }
  })
  const seen = new Set<string>()
  let load = noLoad
  for (;;) {
    let best: number | undefined
    let bestScore = 0
    for (const [index, traits] of candidates) {
      const cluster = clusters[index]
      if (!cluster || load.vms + cluster.members.length > most) continue
      let fresh = 0
      for (const trait of traits) if (!seen.has(trait)) fresh++
      const toDo = cluster.members.reduce((sum, member) => sum + (machines[member]?.toDo ?? 0), 0)
      const score = fresh / (cluster.members.length * risk(cluster) * (1 + toDo / 10))
      if (score > bestScore + 1e-9 && fits(addLoads(load, cluster.load), settings, window)) {
        best = index
        bestScore = score
      }
    }
    const cluster = best === undefined ? undefined : clusters[best]
    if (best === undefined || !cluster) return chosen
    chosen.add(best)
    load = addLoads(load, cluster.load)
    for (const trait of candidates.get(best) ?? []) seen.add(trait)
    candidates.delete(best)
  }
}
