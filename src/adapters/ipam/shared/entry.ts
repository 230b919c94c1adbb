import { strengthOf } from '../../../algebra/evidence/strength.ts'
import { formatSpan, parseAddress, parseSpan } from '../../../lib/ip.ts'
import type { Line } from '../../../lib/lines.ts'
import type { OwnerHintBasis, Role, Strength } from '../../../model/evidence.ts'

/** An address, subnet or range that an entry names, and where it stands. */
export interface IpamName {
  readonly line: Line
  readonly matched: string
  readonly strength: Strength
  readonly role: Role
  readonly covers?: string
  readonly via?: readonly string[]
  /** Of a hardware address its form with colons: what it is found under. */
  readonly host?: string
  /** It is another machine's: the host is not found under it. `elsewhere`: its VRF is another one, too. */
  readonly other?: 'beside' | 'elsewhere'
}

/** Who has an entry, as the entry says it. */
export interface IpamOwner {
  readonly team?: string | undefined
  readonly person?: string | undefined
  readonly basis: OwnerHintBasis
}

/** One row or object of an address plan, whatever program keeps it. */
export interface IpamEntry {
  readonly line: Line
  readonly names: readonly IpamName[]
  readonly name?: string | undefined
  /** Host name that the entry is found under. */
  readonly host?: string | undefined
  readonly vrf?: string | undefined
  /** It says nothing of its VRF; the entry of its address in the same file does. */
  readonly borrowsVrf?: boolean
  /** What is not ordinary about it: `reserved`, `vrrp`, `dhcp`. */
  readonly state?: string | undefined
  readonly disabled?: boolean
  readonly service?: string | undefined
  /** ISO 8601: when it ends. */
  readonly expires?: string | undefined
  readonly owner?: IpamOwner | undefined
  /** What its owner owns: addresses, subnets, names. */
  readonly owns?: readonly string[]
  /** Free text, which may name other addresses. */
  readonly prose?: readonly { readonly text: string; readonly line: Line }[]
}

/** The name of one address; `10.0.0.5/24` of an interface is the address, not its subnet. */
export function addressName(text: string, line: Line, role: Role = 'literal'): IpamName | undefined {
  const slash = text.indexOf('/')
  const matched = slash < 0 ? text : text.slice(0, slash)
  return parseAddress(matched) === undefined ? undefined : { line, matched, strength: 'exact', role }
}

/** The name of a subnet or range; `matched` is what stands there. */
export function spanName(span: string, line: Line, matched = span): IpamName | undefined {
  const found = parseSpan(span)
  if (!found) return undefined
  const strength = strengthOf(found, span)
  const name: IpamName = { line, matched, strength, role: 'literal' }
  return matched !== span && parseSpan(matched) === undefined ? { ...name, covers: formatSpan(found) } : name
}
