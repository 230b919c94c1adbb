import type { Vm } from '../../model/vm.ts'
import table from './guest-preferences.json' with { type: 'json' }

/**
 * How a guest can be driven. `linux` has virtio drivers, `transitional` those of virtio 0.9, `old` none;
 * `windows` can get them, `windows-old` cannot.
 */
export type GuestFamily = 'linux' | 'transitional' | 'old' | 'windows' | 'windows-old'

/** What a guest is taken for. */
export interface Guest {
  readonly family: GuestFamily
  /** Name of the preference, without `.virtio`. */
  readonly preference: string
  /** Why, for the annotation and for people. */
  readonly because: string
  /** Something to know about this choice. */
  readonly note?: string
  /** False when no source names the guest, or with words that nobody knows. */
  readonly known: boolean
}

interface Pattern {
  readonly text: string
  readonly row: number
}

const families: readonly GuestFamily[] = ['linux', 'transitional', 'old', 'windows', 'windows-old']
// Longest first: `windows7server` before `windows7`, `red hat enterprise linux 8` before `linux`.
const ids = patterns((row) => row.ids)
const names = patterns((row) => row.names)

/**
 * Recognises the guest. What VMware Tools report comes before what was configured once, and a name before an id,
 * because only the name of some distributions carries the release. An unknown guest is taken for an old one.
 */
export function guestOf(
  vm: Pick<Vm, 'toolsGuestFullName' | 'guestFullName' | 'toolsGuestId' | 'guestId'>,
): Guest {
  const said = [
    ['toolsGuestFullName', vm.toolsGuestFullName, names],
    ['guestFullName', vm.guestFullName, names],
    ['toolsGuestId', vm.toolsGuestId, ids],
    ['guestId', vm.guestId, ids],
  ] as const
  for (const [field, text, known] of said) {
    const lower = text?.toLowerCase() ?? ''
    if (lower === '') continue
    const found = known.find((each) =>
      known === ids ? lower.startsWith(each.text) : lower.includes(each.text),
    )
    const row = found && table[found.row]
    if (!row) continue
    return {
      family: families.find((family) => family === row.family) ?? 'old',
      preference: row.preference,
      because: `${field} is ${JSON.stringify(text)}`,
      ...(row.note === undefined ? {} : { note: row.note }),
      known: true,
    }
  }
  const first = said.find(([, text]) => text)
  return {
    family: 'old',
    preference: 'legacy',
    because: first
      ? `${first[0]} is ${JSON.stringify(first[1])}, which no table knows`
      : 'no source names the guest',
    known: false,
  }
}

function patterns(of: (row: (typeof table)[number]) => readonly string[]): readonly Pattern[] {
  return table
    .flatMap((row, index) => of(row).map((text) => ({ text, row: index })))
    .sort((a, b) => b.text.length - a.text.length || (a.text < b.text ? -1 : 1))
}
