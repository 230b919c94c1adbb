import { createHash } from 'node:crypto'
import type { MoveGroup } from '../../model/plan.ts'
import type { Cluster } from './groups.ts'
import type { Machine } from './machines.ts'
import { stemOf } from './stems.ts'
import type { Ties } from './ties.ts'

const listed = 3

/** Everything of a group but what it needs, which is known only once the order is. */
export function describeGroup(
  cluster: Cluster,
  machines: readonly Machine[],
  ties: Ties,
): Omit<MoveGroup, 'needs'> {
  const own = cluster.members.map((index) => machines[index]).filter((machine) => machine !== undefined)
  const ids = own.map((machine) => machine.vm.id).sort()
  const application = mostCommon(own.map((machine) => machine.vm.application?.trim()))
  const flows = flowsWithin(cluster, ties)
  const because: string[] = []
  for (const bond of unique(cluster.bonds.map((one) => one.because)).slice(0, listed)) because.push(bond)
  if (application && own.length > 1) {
    because.push(`${application.count} of ${own.length} belong to the application "${application.value}"`)
  }
  if (flows.inside > 0)
    because.push(`flows tie ${flows.inside} pairs of them together; ${flows.outside} lead out`)
  const stem = mostCommon(own.map((machine) => stemOf(machine.vm.name)))
  if (because.length === 0 && own.length > 1 && stem) because.push(`names that begin with "${stem.value}"`)
  if (own.length === 1) because.push(alone(cluster, ties))
  return {
    id: `${slug(application?.value ?? stem?.value ?? own[0]?.vm.name ?? 'group')}-${digest(ids)}`,
    vms: ids,
    confidence: confidenceOf(cluster, own, ties, flows, application?.count ?? 0),
    because,
    kind: cluster.kind,
    criticality: cluster.criticality,
  }
}

function alone(cluster: Cluster, ties: Ties): string {
  return ties.touched[cluster.members[0] ?? 0]
    ? 'its flows tie it to no other VM closely enough'
    : 'no flow of it was seen and nothing else ties it to another VM; that is no proof that it stands alone'
}

/** Share of members with flows, agreement on the application, and how much of the ties stays inside (planning F13). */
function confidenceOf(
  cluster: Cluster,
  own: readonly Machine[],
  ties: Ties,
  flows: { readonly inside: number; readonly outside: number },
  agreed: number,
): MoveGroup['confidence'] {
  const covered = cluster.members.filter((index) => ties.touched[index]).length / own.length
  const agreement = agreed / own.length
  const total = flows.inside + flows.outside
  const closed = total === 0 ? 0 : flows.inside / total
  const score = 0.4 * covered + 0.4 * agreement + 0.2 * closed
  const bonded = new Set(cluster.bonds.flatMap((bond) => bond.vms))
  if (own.length > 1 && own.every((machine) => bonded.has(machine.vm.id))) return 'high'
  return score >= 0.75 ? 'high' : score >= 0.5 ? 'medium' : 'low'
}

function flowsWithin(cluster: Cluster, ties: Ties): { readonly inside: number; readonly outside: number } {
  const members = new Set(cluster.members)
  let inside = 0
  let outside = 0
  for (const index of cluster.members) {
    for (let at = ties.affinity.offsets[index] ?? 0; at < (ties.affinity.offsets[index + 1] ?? 0); at++) {
      const other = ties.affinity.targets[at] ?? 0
      if (!members.has(other)) outside++
      else if (other > index) inside++
    }
  }
  return { inside, outside }
}

function mostCommon(
  values: readonly (string | undefined)[],
): { readonly value: string; readonly count: number } | undefined {
  const counts = new Map<string, number>()
  for (const value of values) if (value) counts.set(value, (counts.get(value) ?? 0) + 1)
  const [best] = [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
  return best && { value: best[0], count: best[1] }
}

function unique(values: readonly string[]): readonly string[] {
  return [...new Set(values)].sort()
}

/** Letters, digits and hyphens only: a name from outside becomes part of an id. */
function slug(text: string): string {
  const plain = text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 24)
    .replace(/^-|-$/g, '')
  return plain === '' ? 'group' : plain
}

/** Ten hex digits of the members: the same group has the same id in every plan. */
function digest(ids: readonly string[]): string {
  return createHash('sha256').update(ids.join('\n')).digest('hex').slice(0, 10)
}
