import { parseAddress } from '../../../lib/ip.ts'
import type { Line } from '../../../lib/lines.ts'
import { createMasker } from '../../../lib/mask.ts'
import { absolute, secondsOf } from '../shared/names.ts'
import { namingTypes, silentTypes } from '../shared/record.ts'
import type { ZoneRecord } from '../shared/zone.ts'
import { classOnly, type Columns, rightCommand, typeNumbers } from './schema.ts'

/** What a row is: a record, one that names nothing, or why it is not understood. */
export type RowRead =
  | { readonly record: ZoneRecord; readonly zone: string }
  | 'silent'
  | { readonly unknown: string }

const names: ReadonlySet<string> = new Set(['CNAME', 'DNAME', 'PTR', 'NS', 'MX', 'SRV'])

/** Reads one row of a table of records. */
export function rowOf(
  cells: readonly string[],
  columns: Columns,
  hintedZone: string,
  { number: line, text }: Line,
): RowRead {
  const cell = (index: number): string => (cells[index] ?? '').trim()
  const type = typeOf(firstFilled(cells, columns.type) ?? '')
  if (type === undefined) return { unknown: 'row without a type' }
  const data = firstFilled(cells, columns.data, classOnly)
  if (data === undefined && (firstFilled(cells, columns.data) !== undefined || columns.data.length === 0))
    return { unknown: rightCommand }
  if (silentTypes.has(type)) return 'silent'
  if (!namingTypes.has(type)) return { unknown: `type ${type}` }
  if (data === undefined) return { unknown: 'record without data' }
  const zone = zoneOf(cell(columns.zone), cell(columns.distinguishedName)) ?? hintedZone
  const owner = ownerOf(cell(columns.host), zone)
  const fields = fieldsOf(type, data, cell(columns.port))
  if (owner === undefined || !fields) return { unknown: `${type} whose data or name is none` }
  const ttlSeconds = secondsOf(cell(columns.ttl))
  const origin = originOf(fields.at(-1) ?? '', zone)
  return { record: { owner, type, data: fields, origin, ttlSeconds, view: undefined, line, text }, zone }
}

/** The first cell of some columns that is not empty, and nothing that does not count. */
function firstFilled(
  cells: readonly string[],
  columns: readonly number[],
  nothing?: RegExp,
): string | undefined {
  for (const column of columns) {
    const text = (cells[column] ?? '').trim()
    if (text !== '' && !nothing?.test(text)) return text
  }
  return undefined
}

/** `A`, `Host (A)` of the console, or the number of the type. */
function typeOf(text: string): string | undefined {
  if (namingTypes.has(text)) return text
  const inner = /\(([A-Za-z0-9-]{1,16})\)$/.exec(text.slice(-80))?.[1] ?? text
  const type = typeNumbers[inner] ?? inner.toUpperCase()
  return /^[A-Z][A-Z0-9-]{0,15}$/.test(type) ? type : undefined
}

/** The zone's own column, or the part of the distinguished name before the container of all zones. */
function zoneOf(zone: string, distinguishedName: string): string | undefined {
  if (/^[\w./-]{1,255}$/.test(zone)) return zone.toLowerCase().replace(/\.$/, '')
  const found = /,DC=([\w./-]{1,255}),CN=MicrosoftDNS,/i.exec(distinguishedName.slice(0, 1000))?.[1]
  return found?.toLowerCase()
}

function ownerOf(host: string, zone: string): string | undefined {
  const lower = host.toLowerCase()
  if (lower === '' || lower === '@' || lower === '(same as parent folder)' || lower === zone)
    return zone || '@'
  if (!isName(lower)) return undefined
  return zone !== '' && lower.endsWith(`.${zone}`) ? lower : absolute(lower, zone)
}

function isName(text: string): boolean {
  return /^[\p{L}\p{N}*_./-]{1,255}$/u.test(text)
}

/** The data as fields of a zone file; undefined when it is none of its type. `[10]  mail.` is how the console writes. */
function fieldsOf(type: string, data: string, port: string): readonly string[] | undefined {
  if (type === 'A' || type === 'AAAA') return parseAddress(data) === undefined ? undefined : [data]
  if (!names.has(type)) {
    // A fresh masker: what one cell says must not hide another.
    const text = createMasker()(data.replace(/\s+/g, ' ')).text
    return type === 'TXT' || type === 'SPF' ? [text] : text.split(' ')
  }
  const words = /[[\](),\s]/.test(data)
    ? data
        .slice(0, 1000)
        .replaceAll(/[[\](),]/g, ' ')
        .trim()
        .split(/\s+/)
    : [data.slice(0, 1000)]
  const target = words.at(-1) ?? ''
  if (!isName(target)) return undefined
  if (type === 'MX') return ['0', target]
  return type === 'SRV' ? ['0', '0', words.length > 3 ? (words.at(-2) ?? '') : port, target] : [target]
}

/** PowerShell writes targets in full; the final dot is lost on the way through a sheet. */
function originOf(target: string, zone: string): string {
  return target.includes('.') ? '' : zone
}
