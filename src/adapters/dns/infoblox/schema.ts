import type { Line } from '../../../lib/lines.ts'
import type { Parts } from '../shared/record.ts'

/** Takes what an object names, and the name of the artefact when it is not the part's own. */
export type TakePart = (part: Parts, name?: string) => void

/** Gives what objects of one type name; false when this one lacks what makes it one. */
export type TakeParts = (row: InfobloxRow, take: TakePart) => boolean

/** One object of an export: its type without blanks, and its cells by the name of their column. */
export interface InfobloxRow {
  /** `arecord`, `hostaddress`: lower case. */
  readonly type: string
  /** How its type is read; undefined when that is not known. */
  readonly own: TakeParts | undefined
  readonly line: Line
  /** The trimmed cell below a column, given in lower case without stars; empty when there is none. */
  readonly cell: (column: string) => string
  /** Columns that hold addresses of other machines, in order, with their cells; those that are empty are left out. */
  readonly elsewhere: () => readonly (readonly [column: string, text: string])[]
  /** Every column that is no secret, with its cell: for objects of a type that is not known. */
  readonly all: () => readonly (readonly [column: string, text: string])[]
}

/** Types that are known and name no address and no host. */
export const silentTypes: ReadonlySet<string> = new Set(
  (
    'authzone delegatedzone forwardzone stubzone networkview dnsview view nsgroup sharedrecordgroup option optionspace ' +
    'optiondefinition ipv6optiondefinition dhcpmacfilter macfilteraddress sharednetwork ipv6sharednetwork caarecord ' +
    'dnskeyrecord dsrecord roaminghost dtclbdn tlsarecord namedacl namedaclitem responsepolicyzone adminrole admingroup rpz'
  ).split(' '),
)

/** Columns that hold addresses of other machines, whatever the type. */
export const addressColumns: ReadonlySet<string> = new Set(
  (
    'routers domain_name_servers next_server boot_server broadcast_address forwarders forward_to external_primaries ' +
    'external_secondaries stub_from delegate_to allow_query allow_transfer allow_update allow_recursion dhcp_members ' +
    'exclusion_ranges networks lan2_address gateway address_or_key'
  ).split(' '),
)

/** `OPTION-150`, `option-6`: what DHCP tells its clients. */
export const optionColumn = /^option-/

/** Columns whose cells are secrets, although nothing in their line announces it. */
export const secretColumn = /passw|credential|secret|community|tsig|shared_key/
