import type { ReferenceTable } from '../algebra/columns/reference-table.ts'
import type { EvidenceDifference, EvidenceRemoval } from '../contract/evidence.ts'
import { parseAddress } from '../lib/ip.ts'
import { addressesOf } from '../model/estate.ts'
import type { Reference } from '../model/evidence.ts'
import type { Vm } from '../model/vm.ts'
import { allObjects, type EvidenceRow, listEvidence, type Store } from '../store/index.ts'
import type { AppContext } from './context.ts'
import { estateProjection } from './estate.ts'
import { findEvidence } from './evidence-find.ts'
import { reportOf } from './evidence-report.ts'
import { evidenceTables } from './evidence-tables.ts'

/** Examples of each sort that are shown. */
const mostExamples = 5

/**
 * What a newer version of a file names that the older one did not, and the other way round. A line that only moved is
 * no difference: artefacts are compared by what they are and name, not by where they stand.
 */
export async function differenceOf(
  store: Store,
  before: EvidenceRow,
  references: readonly Reference[],
): Promise<EvidenceDifference> {
  const older = new Map<string, Reference>()
  for await (const reference of referencesOf(store, before.version)) older.set(keyOf(reference), reference)
  const newer = new Map(references.map((reference) => [keyOf(reference), reference]))
  const added = [...newer].filter(([key]) => !older.has(key)).map(([, reference]) => reference)
  const removed = [...older].filter(([key]) => !newer.has(key)).map(([, reference]) => reference)
  return {
    replaces: before.name,
    readAt: before.readAt,
    added: added.length,
    removed: removed.length,
    examples: [...examplesOf('added', added), ...examplesOf('removed', removed)],
  }
}

/** What goes when a file is taken out: what it says, and which VMs it names by their address. */
export async function removalOf(context: AppContext, wanted: string): Promise<EvidenceRemoval> {
  const { store } = context
  const row = findEvidence(await listEvidence(store), wanted)
  const { references, flows, owners } = reportOf(row)
  const tables: ReferenceTable[] = []
  for await (const table of evidenceTables(store, row.version)) tables.push(table)
  const named: string[] = []
  for await (const page of allObjects<Vm>(store, estateProjection, 'vm')) {
    for (const { doc } of page) {
      const keys = addressesOf(doc).map(parseAddress)
      const isNamed = keys.some(
        (key) =>
          key !== undefined &&
          tables.some((table) => table.covering(key).some(({ strength }) => strength !== 'any')),
      )
      if (isNamed) named.push(doc.name)
    }
  }
  return {
    id: row.id,
    file: row.name,
    kind: row.kind,
    references,
    flows,
    owners,
    vms: named.length,
    names: named.slice(0, 10),
  }
}

async function* referencesOf(store: Store, version: number): AsyncGenerator<Reference> {
  for await (const table of evidenceTables(store, version)) {
    for (let row = 0; row < table.rows; row++) yield table.referenceAt(row)
  }
}

function keyOf({
  kind,
  role,
  name,
  matched,
  covers,
  host,
  path,
  service,
  action,
  disabled,
}: Reference): string {
  return JSON.stringify([kind, role, name, matched, covers, host, path, service, action, disabled])
}

function examplesOf(
  change: 'added' | 'removed',
  references: readonly Reference[],
): EvidenceDifference['examples'] {
  return [...references]
    .sort((a, b) => a.line - b.line)
    .slice(0, mostExamples)
    .map(({ line, text, matched }) => ({ change, line, text, matched }))
}
