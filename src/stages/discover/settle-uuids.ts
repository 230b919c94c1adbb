import type { Observation, ObservationOf } from '../../model/observation.ts'

/** A source as far as this file looks at it. */
interface Observed {
  readonly label: string
  readonly observations: readonly Observation[]
}

/** Sources with the meaning of their UUIDs settled, and what was decided, in words. */
export interface SettledUuids<S extends Observed> {
  readonly sources: readonly S[]
  readonly decided: readonly string[]
}

type Meaning = 'instance' | 'smbios'

/**
 * Some sources print one UUID for each VM and do not say which: its reader guesses, and marks the VM with the identity
 * `uuid:`. What the sources that do know say of the same VMs decides: the meaning under which more of them are found
 * again. A tie keeps the guess.
 */
export function settleUuids<S extends Observed>(sources: readonly S[]): SettledUuids<S> {
  const unsure = sources.filter(({ observations }) => observations.some((one) => doubtOf(one) !== undefined))
  if (unsure.length === 0) return { sources, decided: [] }
  const known = knownUuids(sources)
  const decided: string[] = []
  const settled = sources.map((source): S => {
    if (!unsure.includes(source)) return source
    const uuids = source.observations.flatMap((one) => doubtOf(one) ?? [])
    const joins = { instance: joinsOf(uuids, known.instance), smbios: joinsOf(uuids, known.smbios) }
    const meaning =
      joins.instance === joins.smbios ? undefined : joins.instance > joins.smbios ? 'instance' : 'smbios'
    if (meaning !== undefined) decided.push(sentence(source.label, uuids.length, joins, meaning))
    return { ...source, observations: source.observations.map((one) => withMeaning(one, meaning)) }
  })
  return { sources: settled, decided }
}

function sentence(
  label: string,
  all: number,
  joins: Readonly<Record<Meaning, number>>,
  meaning: Meaning,
): string {
  const other = meaning === 'instance' ? 'smbios' : 'instance'
  const words = { instance: 'instance UUIDs', smbios: 'SMBIOS UUIDs' }
  return `${label}: its VM UUIDs are read as ${words[meaning]}: ${joins[meaning]} of ${all} are ${words[meaning]} in other sources, ${joins[other]} are ${words[other]}`
}

function doubtOf(one: Observation): string | undefined {
  if (one.kind !== 'vm') return undefined
  return one.identities.find((key) => key.startsWith('uuid:'))?.slice(5)
}

/** What the sources that know the difference say. */
function knownUuids(sources: readonly Observed[]): Readonly<Record<Meaning, ReadonlySet<string>>> {
  const known = { instance: new Set<string>(), smbios: new Set<string>() }
  for (const { observations } of sources) {
    for (const one of observations) {
      if (one.kind !== 'vm' || doubtOf(one) !== undefined) continue
      if (one.facts.instanceUuid !== undefined) known.instance.add(one.facts.instanceUuid)
      if (one.facts.smbiosUuid !== undefined) known.smbios.add(one.facts.smbiosUuid)
    }
  }
  return known
}

function joinsOf(uuids: readonly string[], known: ReadonlySet<string>): number {
  return uuids.reduce((sum, uuid) => sum + (known.has(uuid) ? 1 : 0), 0)
}

/** The observation without its mark, and with the UUID where the meaning puts it. */
function withMeaning(one: Observation, meaning: Meaning | undefined): Observation {
  const uuid = doubtOf(one)
  if (one.kind !== 'vm' || uuid === undefined) return one
  const identities = one.identities.filter((key) => !key.startsWith('uuid:'))
  if (meaning === undefined) return { ...one, identities }
  const { instanceUuid: _, smbiosUuid: __, ...rest } = one.facts
  const facts: ObservationOf<'vm'>['facts'] =
    meaning === 'instance' ? { ...rest, instanceUuid: uuid } : { ...rest, smbiosUuid: uuid }
  const others = identities.filter((key) => key !== `instance:${uuid}` && key !== `smbios:${uuid}`)
  const named = others.filter((key) => key.startsWith('name:'))
  const stronger = others.filter((key) => !key.startsWith('name:'))
  return meaning === 'instance'
    ? { ...one, facts, identities: [`instance:${uuid}`, ...stronger, ...named] }
    : { ...one, facts, identities: [...stronger, `smbios:${uuid}`, ...named] }
}
