import type { TraceResult } from '../../../src/contract/trace.ts'

/** One artefact of a trace. */
export type Traced = TraceResult['references'][number]

/** Modes of design §3. */
export type Mode = 'keep-ip' | 're-ip'

/** Artefacts by the team that owns them: most first, those without an owner last. */
export function byTeam(
  references: readonly Traced[],
): readonly { readonly team: string; readonly references: readonly Traced[] }[] {
  const teams = new Map<string, Traced[]>()
  for (const reference of references) {
    const team = reference.owner ?? nobody
    const list = teams.get(team)
    if (list) list.push(reference)
    else teams.set(team, [reference])
  }
  return [...teams]
    .map(([team, list]) => ({ team, references: list }))
    .sort(
      (a, b) =>
        Number(a.team === nobody) - Number(b.team === nobody) ||
        b.references.length - a.references.length ||
        (a.team < b.team ? -1 : 1),
    )
}

/** How artefacts without a known owner are headed. */
export const nobody = 'nobody known'

/** Whether somebody has to act on an artefact in a mode, as the estimate says. */
export function touches({ asksIn }: Pick<Traced, 'asksIn'>, mode: Mode): boolean {
  return asksIn?.includes(mode) === true
}
