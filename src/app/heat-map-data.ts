import { spanOf } from '../algebra/columns/reference-fields.ts'
import { openReferences, type ReferenceTable } from '../algebra/columns/reference-table.ts'
import { type EstateSubnet, subnetAt } from '../algebra/evidence/estate-subnets.ts'
import { type AddressSpan, parseAddress } from '../lib/ip.ts'
import { addressesOf } from '../model/estate.ts'
import type { Reference } from '../model/evidence.ts'
import type { Vm } from '../model/vm.ts'
import { allObjects, chunks } from '../store/index.ts'
import { standsHere } from './all-references.ts'
import type { AppContext } from './context.ts'
import { estateProjection } from './estate.ts'
import { knownSubnets, type KnownSubnets } from './estate-subnets.ts'
import { marks } from './import-evidence.ts'
import { readOwnersFile } from './owners-file.ts'
import { type OwnerDirectory, ownersOfReferences } from './reference-owners.ts'
import { ensureTraceIndex } from './trace-index.ts'
import { openTraceLookup } from './trace-lookup.ts'

/** What stands for a team where nobody is known. */
export const nobody = 'nobody known'

/** One artefact of the estate: a row of the index, and whose it is. */
export interface HeatArtefact {
  readonly table: number
  readonly row: number
  readonly team: string
}

/** Artefacts by subnet. */
export interface HeatData {
  readonly known: KnownSubnets
  /** Networks by place of the subnet: those that say it is theirs, else those of the cards with an address in it. */
  readonly networks: readonly (readonly string[])[]
  readonly tables: readonly ReferenceTable[]
  /** By place of the subnet; each line of a file once. */
  readonly bySubnet: readonly (readonly HeatArtefact[])[]
  readonly elsewhere: number
  readonly owners: OwnerDirectory
}

const kept = new WeakMap<AppContext['store'], { readonly key: string; readonly data: Promise<HeatData> }>()

/** Every artefact put to the subnets it names; made anew when evidence, estate or owners.yaml changed. */
export async function heatData(context: AppContext): Promise<HeatData> {
  const index = await ensureTraceIndex(context)
  const key = JSON.stringify([index.build, readOwnersFile(context.workspace)])
  const before = kept.get(context.store)
  if (before?.key === key) return before.data
  const data = gather(context, index)
  kept.set(context.store, { key, data })
  data.catch(() => kept.delete(context.store))
  return data
}

async function gather(
  context: AppContext,
  index: Awaited<ReturnType<typeof ensureTraceIndex>>,
): Promise<HeatData> {
  const { store } = context
  const lookup = openTraceLookup(store, index.build)
  const known = await knownSubnets(store, index, lookup)
  const tables: ReferenceTable[] = []
  for await (const chunk of chunks(store, 'reference_chunk', {
    of: { kind: 'projection', build: index.build },
  }))
    if (chunk.firstName !== marks.book) tables.push(openReferences(chunk.data))
  const owners = await ownersOfReferences(context, index.meta, lookup, artefactsOf(tables))
  const { names, networks } = await lookAtVms(context, known.subnets)
  const bySubnet = known.subnets.map((): HeatArtefact[] => [])
  const seen = known.subnets.map(() => new Set<string>())
  let elsewhere = 0
  for (const [table, references] of tables.entries()) {
    for (let row = 0; row < references.rows; row++) {
      const reference = references.referenceAt(row)
      if (!counts(reference, references)) continue
      const places = placesOf(reference, references.keyAt(row), known.subnets, names)
      if (places.length === 0) elsewhere++
      const owned = owners.ofReference(reference)
      const team = 'why' in owned ? nobody : owned.owner
      const line = `${reference.file}\n${reference.line}`
      for (const place of places) {
        if (seen[place]?.has(line)) continue
        seen[place]?.add(line)
        bySubnet[place]?.push({ table, row, team })
      }
    }
    await new Promise((resume) => setImmediate(resume))
  }
  return { known, networks, tables, bySubnet, elsewhere, owners }
}

function* artefactsOf(tables: readonly ReferenceTable[]): Generator<Reference> {
  for (const table of tables)
    for (let row = 0; row < table.rows; row++) {
      const reference = table.referenceAt(row)
      if (counts(reference, table)) yield reference
    }
}

/** `any` names nobody in particular. */
function counts(reference: Reference, table: ReferenceTable): boolean {
  return reference.strength !== 'any' && standsHere(reference, table)
}

function placesOf(
  reference: Reference,
  name: string,
  subnets: readonly EstateSubnet[],
  names: ReadonlyMap<string, readonly number[]>,
): readonly number[] {
  const span = spanOf(reference)
  return span ? overlapping(subnets, span) : (names.get(name) ?? names.get(name.split('.')[0] ?? '') ?? [])
}

function overlapping(subnets: readonly EstateSubnet[], { low, high }: AddressSpan): readonly number[] {
  let from = 0
  let to = subnets.length
  while (from < to) {
    const middle = (from + to) >> 1
    if ((subnets[middle]?.span.high ?? '') < low) from = middle + 1
    else to = middle
  }
  const found: number[] = []
  for (let at = from; at < subnets.length && (subnets[at]?.span.low ?? '') <= high; at++) found.push(at)
  return found
}

/** Subnets by host name and VM name (lower case), and networks by subnet: both stand in the VMs. */
async function lookAtVms(
  { store }: AppContext,
  subnets: readonly EstateSubnet[],
): Promise<{
  readonly names: ReadonlyMap<string, readonly number[]>
  readonly networks: readonly (readonly string[])[]
}> {
  const names = new Map<string, readonly number[]>()
  const networks = subnets.map(() => new Set<string>())
  const placeOf = (address: string): number => {
    const key = parseAddress(address)
    return key === undefined ? -1 : subnetAt(subnets, key)
  }
  for await (const page of allObjects<Vm>(store, estateProjection, 'vm')) {
    for (const { doc } of page) {
      if (doc.template === true) continue
      const places = new Set(
        addressesOf(doc)
          .map(placeOf)
          .filter((place) => place >= 0),
      )
      for (const name of [doc.name, doc.guestHostName])
        if (name !== undefined && name !== '') names.set(name.toLowerCase(), [...places])
      for (const { network, addresses } of doc.nics ?? [])
        for (const address of addresses ?? [])
          if (network !== undefined) networks[placeOf(address)]?.add(network)
    }
  }
  return {
    names,
    networks: networks.map((found, at) => {
      const said = subnets[at]?.networks ?? []
      return said.length > 0 ? said : [...found].sort()
    }),
  }
}
