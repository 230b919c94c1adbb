import type { Effort } from './effort.ts'
import type { PeerFlow, ScoreTerm, TracedReference } from './result.ts'

/** Points of a blast radius: clients, artefacts by kind (subnets and any left out), teams. Every term is shown. */
export function scoreOf(
  references: readonly TracedReference[],
  clients: readonly PeerFlow[],
  teams: readonly string[],
  effort: Effort,
): { readonly total: number; readonly terms: readonly ScoreTerm[] } {
  const counts = new Map<string, number>()
  const add = (term: string, count: number): void => {
    if (count > 0) counts.set(term, (counts.get(term) ?? 0) + count)
  }
  add('client', new Set(clients.map(({ peer }) => peer)).size)
  for (const { kind, strength } of references) if (strength !== 'subnet' && strength !== 'any') add(kind, 1)
  add('team', teams.length)
  const weights = new Map(
    Object.entries(effort.score).filter((entry): entry is [string, number] => typeof entry[1] === 'number'),
  )
  const terms = [...counts.entries()].map(([term, count]) => {
    const weight = weights.get(term) ?? 1
    return { term, count, weight, points: count * weight }
  })
  return { total: terms.reduce((sum, { points }) => sum + points, 0), terms }
}
