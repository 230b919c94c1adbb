import { formatAddress, parseAddress } from '../../lib/ip.ts'
import { rowText } from '../../lib/row-text.ts'
import type { Place } from '../../model/evidence-place.ts'
import { type ObservationOf, type ReadReport, type Rejected, rowsKept } from '../../model/observation.ts'
import { stewardshipFacts } from '../../model/stewardship.ts'
import type { Stewardship, VmFacts } from '../../model/vm.ts'
import { type KeyKind, keyKinds, type OverlayColumn } from './schema.ts'

/** One row of an overlay. */
export interface OverlayRow {
  readonly place: Place
  readonly cells: readonly string[]
  readonly damaged: boolean
}

/** What an overlay says, and how the read went. */
export interface OverlayModel {
  readonly observations: readonly ObservationOf<'vm'>[]
  readonly report: ReadReport
}

interface Entry {
  readonly place: Place
  readonly identities: readonly string[]
  readonly facts: VmFacts
}

/** Rows to observations. One VM in several rows is one observation unless the rows contradict each other. Pure. */
export function overlayModel(
  headers: readonly string[],
  columns: readonly OverlayColumn[],
  rows: Iterable<OverlayRow>,
): OverlayModel {
  const entries = new Map<string, Entry>()
  const rejected: Rejected[] = []
  const notes = new Map<string, { count: number; first: string }>()
  let seen = 0
  let merged = 0
  for (const row of rows) {
    seen += 1
    const keys = keysOf(columns, row)
    const [identity] = identitiesOf(keys)
    if (row.damaged || identity === undefined) {
      const why = row.damaged
        ? 'the row holds NUL characters'
        : 'the row names no VM: vm, uuid, ip and dns name are empty or unreadable'
      rejected.push({ where: row.place, why, ...kept(rejected, headers, row) })
      continue
    }
    const said = factsOf(headers, columns, row, notes)
    const earlier = entries.get(identity)
    const clash = earlier && contradiction(earlier.facts, said)
    if (clash !== undefined) {
      rejected.push({
        where: row.place,
        name: nameOf(keys),
        why: `line ${earlier?.place.line} says another ${clash} of the same VM`,
        ...kept(rejected, headers, row),
      })
      continue
    }
    if (earlier) merged += 1
    const facts: VmFacts = {
      ...earlier?.facts,
      ...said,
      ...addressFacts(keys),
      name: earlier?.facts.name ?? nameOf(keys),
    }
    entries.set(identity, { place: earlier?.place ?? row.place, identities: identitiesOf(keys), facts })
  }
  const unknown = headers.filter((header, at) => header.trim() !== '' && columns[at]?.kind === 'unknown')
  return {
    observations: [...entries].map(([key, entry]) => ({ kind: 'vm', key, ...entry })),
    report: {
      seen,
      kept: entries.size,
      merged,
      rejected,
      unknown: [
        ...unknown.map((header) => `column ${header}`),
        ...[...notes].map(
          ([header, { count, first }]) =>
            `column ${header}: ${count} ${count === 1 ? 'value' : 'values'} not understood, the first is ${first}`,
        ),
      ],
      missing: [],
      coverage: [
        {
          part: 'overlay',
          rows: seen,
          known: headers.filter((_, at) => columns[at] !== undefined && columns[at]?.kind !== 'unknown'),
          missing: [],
          unknown,
        },
      ],
    },
  }
}

type Keys = Partial<Record<KeyKind, string>>

function keysOf(columns: readonly OverlayColumn[], row: OverlayRow): Keys {
  const keys: Keys = {}
  columns.forEach((column, at) => {
    if (column.kind !== 'key') return
    const value = keyValue(column.key, row.cells[at]?.trim() ?? '')
    if (value !== undefined) keys[column.key] = value
  })
  return keys
}

function keyValue(kind: KeyKind, text: string): string | undefined {
  if (text === '' || text.length > 500) return undefined
  if (kind === 'name') return text
  if (kind === 'dns') return text.toLowerCase().replace(/\.$/, '')
  if (kind === 'address') {
    const key = parseAddress(text.split(/[,;\s/]/, 1)[0] ?? '')
    return key === undefined ? undefined : formatAddress(key)
  }
  const digits = text.replace(/[\s{}-]/g, '').toLowerCase()
  return /^[0-9a-f]{32}$/.test(digits)
    ? digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
    : undefined
}

function identitiesOf(keys: Keys): readonly string[] {
  const identities = keyKinds.flatMap((kind) =>
    keys[kind] === undefined ? [] : [`overlay:${kind}:${keys[kind]?.toLowerCase()}`],
  )
  // A short host name is as often the VM's name.
  if (keys.dns !== undefined && keys.name === undefined) identities.push(`overlay:name:${keys.dns}`)
  return identities
}

function nameOf(keys: Keys): string {
  return keys.name ?? keys.dns ?? keys.address ?? keys.uuid ?? ''
}

/** An address or host name beside a surer key is a fact: of a VM that is off nobody else knows them. */
function addressFacts(keys: Keys): Partial<VmFacts> {
  if (keys.name === undefined && keys.uuid === undefined) return {}
  return {
    ...(keys.address === undefined ? {} : { primaryAddress: keys.address }),
    ...(keys.dns === undefined ? {} : { guestHostName: keys.dns }),
  }
}

function factsOf(
  headers: readonly string[],
  columns: readonly OverlayColumn[],
  row: OverlayRow,
  notes: Map<string, { count: number; first: string }>,
): Stewardship {
  let facts: Stewardship = {}
  columns.forEach((column, at) => {
    const text = (row.cells[at] ?? '').trim()
    if (column.kind !== 'fact' || text === '') return
    const said = stewardshipFacts(column.field, text, headers[at])
    if (said !== undefined) {
      // What a column of its own says is surer than what the name of a class carries along.
      facts = { ...said, ...facts, [column.field]: said[column.field] }
      return
    }
    const header = headers[at] ?? ''
    const note = notes.get(header)
    if (note) note.count += 1
    else
      notes.set(header, { count: 1, first: `${JSON.stringify(text.slice(0, 60))} in line ${row.place.line}` })
  })
  return facts
}

function contradiction(earlier: VmFacts, said: Stewardship): string | undefined {
  const before = new Map<string, unknown>(Object.entries(earlier))
  return Object.entries(said).find(
    ([field, value]) => before.has(field) && JSON.stringify(before.get(field)) !== JSON.stringify(value),
  )?.[0]
}

/** The row itself, of the first of many. */
function kept(
  rejected: readonly Rejected[],
  headers: readonly string[],
  row: OverlayRow,
): Pick<Rejected, 'row'> {
  return rejected.length < rowsKept ? { row: rowText(headers, row.cells) } : {}
}
