import type { Vm } from '../../model/vm.ts'
import catalogue from './guest-os.json' with { type: 'json' }

/** Families that the plan's pilot covers and the rules ask for. */
export type OsFamily = 'linux' | 'windows' | 'bsd' | 'solaris' | 'other' | 'unknown'

/** One guest operating system. */
export interface GuestOs {
  readonly id: string
  readonly family: OsFamily
  readonly label: string
  /**
   * `vendor`: in the list that Forklift supports. `works`: virtio drivers are in its kernel. `legacy`: boots on emulated
   * devices or virtio 0.9 only. `unsupported`: nothing to boot it with. `unrecognised`: named, but not in our table.
   */
  readonly support: 'vendor' | 'works' | 'legacy' | 'unsupported' | 'unrecognised'
  /** Day on which the maker's ordinary support ended or ends, ISO 8601. */
  readonly endOfSupport?: string
  readonly successor?: string
  /** The words it was recognised by. */
  readonly said: string
  readonly field: 'toolsGuestFullName' | 'guestFullName' | 'toolsGuestId' | 'guestId'
}

interface Pattern {
  readonly text: string
  readonly row: number
}

const families: readonly OsFamily[] = ['linux', 'windows', 'bsd', 'solaris', 'other']
const supports = ['vendor', 'works', 'legacy', 'unsupported'] as const

// Longest first, so that `windows7server` is never taken for `windows7`.
const ids = patterns((row) => row.guestIds)
const names = patterns((row) => row.names)
const memory = new Map<string, GuestOs>()

/**
 * Recognises the guest: what VMware Tools report before what was configured, a name before an id, because a name
 * carries the version (`almalinux_64Guest` does not). Undefined = no source says anything.
 */
export function guestOsOf(vm: Vm): GuestOs | undefined {
  const fields = ['toolsGuestFullName', 'guestFullName', 'toolsGuestId', 'guestId'] as const
  let first: GuestOs | undefined
  for (const field of fields) {
    const said = vm[field]
    if (!said) continue
    const os = recognise(field, said)
    if (os.support !== 'unrecognised') return os
    first ??= os
  }
  return first
}

function recognise(field: GuestOs['field'], said: string): GuestOs {
  const key = `${field}\n${said}`
  const known = memory.get(key)
  if (known) return known
  const text = said.toLowerCase()
  const isName = field === 'toolsGuestFullName' || field === 'guestFullName'
  const pattern = isName
    ? names.find((one) => text.includes(one.text))
    : ids.find((one) => text.startsWith(one.text))
  const os = fromRow(pattern, said, field)
  if (memory.size < 10_000) memory.set(key, os)
  return os
}

function fromRow(pattern: Pattern | undefined, said: string, field: GuestOs['field']): GuestOs {
  const row = pattern && catalogue[pattern.row]
  if (!row)
    return { id: 'unrecognised', family: 'unknown', label: said, support: 'unrecognised', said, field }
  return {
    id: row.id,
    family: families.find((family) => family === row.family) ?? 'other',
    label: row.label,
    support: supports.find((support) => support === row.support) ?? 'legacy',
    ...(row.endOfSupport ? { endOfSupport: row.endOfSupport } : {}),
    ...(row.successor ? { successor: row.successor } : {}),
    said,
    field,
  }
}

function patterns(of: (row: (typeof catalogue)[number]) => readonly string[]): readonly Pattern[] {
  const found: Pattern[] = []
  catalogue.forEach((row, index) => {
    for (const text of of(row)) found.push({ text, row: index })
  })
  return found.sort((a, b) => b.text.length - a.text.length || (a.text < b.text ? -1 : 1))
}
