import { type StewardshipField, stewardshipField, stewardshipFields } from '../../model/stewardship.ts'
import words from './words.json' with { type: 'json' }

/** What a column of a list of machines says, beside owners and the like. */
export type MachineField = keyof typeof words.fields

/** What a mapping may say of a column. */
export type ListField = MachineField | StewardshipField | 'attribute' | 'tag' | 'ignore'

/** Units of sizes; lists that say MB and GB mean MiB and GiB, as hypervisors do. */
export type SizeUnit = 'bytes' | 'KiB' | 'MiB' | 'GiB' | 'TiB'

/** The meaning of one column. */
export interface ColumnUse {
  readonly field: ListField
  readonly unit?: SizeUnit
}

/** What the columns of a list mean, by header; columns that are not named are told, and not read. */
export type ColumnMap = ReadonlyMap<string, ColumnUse>

/** Fields that name a machine, surest first. */
export const namingFields: readonly MachineField[] = [
  'instanceUuid',
  'smbiosUuid',
  'uuid',
  'name',
  'dnsName',
  'address',
]

/** Fields that hold sizes, with the unit that a header without one means. */
export const sizeFields: Readonly<Partial<Record<ListField, SizeUnit>>> = {
  memory: 'MiB',
  disk: 'GiB',
  diskTotal: 'GiB',
  used: 'GiB',
}

/** Every field that a mapping may name. */
export const listFields: readonly ListField[] = [
  ...Object.keys(words.fields).filter((name): name is MachineField => Object.hasOwn(words.fields, name)),
  ...stewardshipFields,
  'attribute',
  'tag',
  'ignore',
]

const byWord = new Map(
  Object.entries(words.fields).flatMap(([field, labels]) =>
    labels.map((label): [string, ListField | undefined] => [label, listFields.find((one) => one === field)]),
  ),
)

/** What a header means by its own words: `Memory (In MB)` → memory in MiB, `Disk 2 size` → disk; undefined = nothing known. */
export function useOf(header: string): ColumnUse | undefined {
  const unit = unitIn(header)
  const plain = plainHeader(header)
  const disk = /^(?:disk|harddisk|hdd|drive)\d{1,3}(?:size|capacity|sizeprovisioned)?$/.test(plain)
  const field = disk
    ? 'disk'
    : (byWord.get(plain) ??
      byWord.get(plain.replace(/^u(?=[a-z])/, '')) ??
      stewardshipField(header.replace(/^u_/i, '')))
  if (field === undefined) return undefined
  const usual = sizeFields[field]
  return usual === undefined ? { field } : { field, unit: unit ?? usual }
}

/** `MemoryGB`, `TotalSizeInMB`: the unit as the last word of a name without spaces, as PowerCLI and import templates write it. */
const gluedUnit = /(?<=[a-z])(?:In)?(Bytes|[KMGT]i?B)$/

/** Letters and digits only, without the unit and without the marks of required columns. */
function plainHeader(header: string): string {
  return header
    .slice(0, 200)
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(gluedUnit, '')
    .toLowerCase()
    .replace(/\(?\b(?:in )?(?:bytes|[kmgt]i?b)\b\)?/g, ' ')
    .replace(/_(?:[kmgt]i?b)$/, '')
    .replace(/[^a-z0-9]/g, '')
}

/** The unit that a header names; undefined when it names none. */
export function unitIn(text: string): SizeUnit | undefined {
  const part = text.slice(0, 200)
  const found = /(?:^|[\s(_.])(bytes|[kmgt]i?b)(?:[\s)]|$)/i.exec(part)?.[1] ?? gluedUnit.exec(part)?.[1]
  if (found === undefined) return undefined
  const said = found.toLowerCase()
  return units.find((unit) => unit.toLowerCase() === said || unit.toLowerCase() === said.replace(/b$/, 'ib'))
}

const units: readonly SizeUnit[] = ['bytes', 'KiB', 'MiB', 'GiB', 'TiB']

/** Bytes of one unit. */
export function unitBytes(unit: SizeUnit): number {
  return 1024 ** units.indexOf(unit)
}
