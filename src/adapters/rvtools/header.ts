import { type StewardshipField, stewardshipField } from '../../model/stewardship.ts'
import aliasesByTab from './aliases.json' with { type: 'json' }
import columnsByTab from './columns.json' with { type: 'json' }

/** Tabs that RVTools writes. */
export type Tab = keyof typeof columnsByTab

/** What is known of a tab: columns that are read, with the model's field, and columns that are not. */
export interface TabColumns {
  readonly used: Readonly<Record<string, string>>
  readonly other: readonly string[]
}

/** All tabs, those that name objects first. */
export const tabs = Object.keys(columnsByTab).filter((name): name is Tab => Object.hasOwn(columnsByTab, name))

/** The columns of a tab. */
export function columnsOf(tab: Tab): TabColumns {
  return columnsByTab[tab]
}

const everywhere = ['VI SDK Server', 'VI SDK UUID']
const ofHosts = ['Host', 'Datacenter', 'Cluster']
const ofMachines = [
  ...ofHosts,
  'VM',
  'VM ID',
  'VMRef',
  'VM UUID',
  'Folder',
  'Powerstate',
  'Template',
  'SRM Placeholder',
  'Annotation',
  'OS according to the configuration file',
  'OS according to the VMware Tools',
]
const tabsOfHosts: ReadonlySet<Tab> = new Set(['vNIC', 'vSC_VMK', 'vHBA', 'vMultiPath'])

/** The columns of a tab that are read: those with facts, and those that say which object the row belongs to. */
export function readColumns(tab: Tab): ReadonlySet<string> {
  const { used, other } = columnsOf(tab)
  const place = 'VM' in used ? ofMachines : tabsOfHosts.has(tab) ? ofHosts : []
  const shared = [...place, ...everywhere].filter((column) => other.includes(column))
  return new Set([...Object.keys(used), ...shared])
}

const byPlainName = new Map(tabs.map((tab) => [plainName(tab), tab]))

/**
 * The tab that a sheet or file name means: `vInfo`, `tabvInfo`, `RVTools_tabvInfo.csv`, `vSC+VMK`; undefined for
 * other names. `prefix` is what stands before it, so that two exports in one folder stay apart.
 */
export function tabOf(name: string): { readonly tab: Tab; readonly prefix: string } | undefined {
  const stem = name.replace(/\.csv$/i, '')
  const letters = /(?<![a-z])[a-z]+(?:[_+ ]?vmk)?$/i.exec(stem)?.[0] ?? ''
  // No tab has a longer name.
  for (let at = Math.max(0, letters.length - 40); at < letters.length; at += 1) {
    const tab = byPlainName.get(plainName(letters.slice(at)))
    if (tab === undefined) continue
    const before = letters.slice(0, at)
    if (at > 0 && !/tab$|rvtools$/i.test(before)) return undefined
    return {
      tab,
      prefix: (stem.slice(0, stem.length - letters.length) + before).replace(/tab$/i, '').toLowerCase(),
    }
  }
  return undefined
}

/** Header text without case, signs and units: `# Cores` → `numcores`, `Free %` → `freepercent`, `In Use MB` → `inusemib`. */
export function plainName(header: string): string {
  return header
    .slice(0, 200)
    .normalize('NFKC')
    .replaceAll('#', ' num ')
    .replaceAll('%', ' percent ')
    .toLowerCase()
    .replace(/([mk])b(?![a-z])/g, '$1ib')
    .replace(/[^\p{L}\p{N}]/gu, '')
}

/** A column that RVTools does not have: a custom attribute, a tag category, or something new. */
export interface ExtraColumn {
  readonly name: string
  readonly index: number
  readonly kind: 'tag' | 'attribute' | 'unknown'
  /** The header without what marks it as a tag. */
  readonly label: string
  /** The fact that a column of this name states. */
  readonly field: StewardshipField | undefined
}

/** How the columns of one sheet were understood. */
export interface HeaderMatch {
  /** Official column name → index. */
  readonly index: ReadonlyMap<string, number>
  readonly extra: readonly ExtraColumn[]
  /** Columns whose header says MB or KB, as before version 4.1, for what always were MiB and KiB: column → header. */
  readonly oldUnits: ReadonlyMap<string, string>
  /** A name that stands twice; the first is read. */
  readonly repeated: readonly string[]
}

/** Matches headers by name, never by place: any case, older and `-DBColumnNames` forms, misspellings. */
export function matchHeader(tab: Tab, headers: readonly string[]): HeaderMatch {
  const lookup = lookupOf(tab)
  const index = new Map<string, number>()
  const extra: ExtraColumn[] = []
  const oldUnits = new Map<string, string>()
  const repeated: string[] = []
  const range = customRange(headers)
  // Beside a column for the instance UUID, the one that is only called UUID is the other.
  const twins = tab === 'vInfo' && headers.some((header) => withoutTab(tab, header) === 'instanceuuid')
  headers.forEach((header, at) => {
    const name = header.trim()
    if (name === '') return
    const column = twins && withoutTab(tab, name) === 'uuid' ? 'SMBIOS UUID' : columnIn(lookup, tab, name)
    if (column === undefined) {
      const kind = isTag(name) ? 'tag' : at > range.from && at < range.to ? 'attribute' : 'unknown'
      const label = kind === 'tag' ? tagCategory(name) : name
      extra.push({ name, index: at, kind, label, field: stewardshipField(label) })
    } else if (index.has(column)) repeated.push(name)
    else {
      index.set(column, at)
      if (/[mk]b\b/i.test(name) && /[MK]iB/.test(column)) oldUnits.set(column, name)
    }
  })
  return { index, extra, oldUnits, repeated }
}

/** A row is a header when it names two columns of the tab, or the one that says what its rows are about. */
export function isHeader(tab: Tab, headers: readonly string[]): HeaderMatch | undefined {
  const filled = headers.filter((header) => header.trim() !== '').length
  if (filled === 0) return undefined
  const match = matchHeader(tab, headers)
  const [subject = ''] = Object.keys(columnsOf(tab).used)
  return match.index.size >= Math.min(2, filled) || match.index.has(subject) ? match : undefined
}

function columnIn(lookup: ReadonlyMap<string, string>, tab: Tab, name: string): string | undefined {
  return lookup.get(plainName(name)) ?? lookup.get(withoutTab(tab, name))
}

/** RVTools puts custom attributes, then tags, behind the annotation and before the datacenter (4.4 and newer). */
function customRange(headers: readonly string[]): { from: number; to: number } {
  const plain = headers.map((header) => plainName(header).replace(/^vinfo/, ''))
  const from = plain.indexOf('annotation')
  const to = plain.indexOf('datacenter')
  return from >= 0 && to > from ? { from, to } : { from: headers.length, to: headers.length }
}

function isTag(name: string): boolean {
  return /-tags?$/i.test(name) || /^\w+_tags_./i.test(name)
}

/** `backup-tags` and `vInfo_tags_backup` → `backup`. */
export function tagCategory(name: string): string {
  return name.replace(/^\w+?_tags_/i, '').replace(/-tags?$/i, '')
}

const lookups = new Map<Tab, ReadonlyMap<string, string>>()

function lookupOf(tab: Tab): ReadonlyMap<string, string> {
  const known = lookups.get(tab)
  if (known) return known
  const { used, other } = columnsOf(tab)
  const lookup = new Map<string, string>()
  const aliases: Readonly<Record<string, Readonly<Record<string, string>>>> = aliasesByTab
  for (const [alias, column] of Object.entries({ ...aliases['*'], ...aliases[tab] })) {
    if (column in used || other.includes(column)) lookup.set(plainName(alias), column)
  }
  for (const column of [...other, ...Object.keys(used)]) lookup.set(plainName(column), column)
  lookups.set(tab, lookup)
  return lookup
}

/** The `-DBColumnNames` form carries the tab: `vInfoVMName`. */
function withoutTab(tab: Tab, name: string): string {
  const plain = plainName(name)
  const prefix = plainName(tab)
  return plain.startsWith(prefix) ? plain.slice(prefix.length) : plain
}
