import type { Named } from '../shared/naming.ts'
import type { Member } from '../shared/resolve.ts'

/** What a match of a rule lists: a name of the address book, or a literal; and where. */
export interface Placed {
  readonly text: string
  readonly line: number
  /** It names a prefix list. */
  readonly list?: true
}

/** A policy, a term of a filter or a rule of a translation, gathered from its statements. */
export interface JunosRule {
  readonly kind: 'firewall-rule' | 'nat-rule'
  readonly name: string
  /** List that is searched from the top. */
  readonly list: string
  readonly line: number
  /** Address books that its names are looked up in, the nearest first. */
  books: readonly string[]
  readonly source: Placed[]
  readonly destination: Placed[]
  /** Addresses of a filter that match on either side. */
  readonly either: Placed[]
  /** Addresses, pools (`pool P`) and names that it translates to. */
  readonly translated: Placed[]
  readonly applications: string[]
  readonly protocols: string[]
  readonly ports: string[]
  conditions: Map<string, string[]> | undefined
  /** Sides that match everything but what they list. */
  excluded: readonly ('source' | 'destination')[] | undefined
  action: string | undefined
  scheduler: string | undefined
  description: string | undefined
  inactive: boolean
  narrowed: boolean
}

/** An address that a statement names which is not carried otherwise. */
interface JunosLiteral {
  readonly text: string
  readonly line: number
  readonly name: string
  readonly inactive: boolean
  /** Routing instance, or the card whose instance it is in. */
  readonly instance?: string | undefined
  readonly card?: string | undefined
}

/** Everything that a configuration says, gathered statement by statement. */
export interface JunosConfig {
  host?: string
  /** Objects and groups by book. */
  readonly objects: Map<string, Map<string, Named | string>>
  /** Name and line of each address, by what it covers. */
  readonly defined: Map<Named, { readonly text: string; readonly line: number }>
  readonly groups: Map<string, Map<string, Member[]>>
  /** Book that a zone is attached to. */
  readonly attached: Map<string, string>
  readonly rules: Map<string, JunosRule>
  /** The rule that was spoken of last, and the words that lead to it. */
  recent?: {
    readonly prefix: string
    readonly words: readonly string[]
    readonly at: number
    readonly rule: JunosRule
  }
  readonly pools: Map<string, Placed[]>
  readonly prefixLists: Map<string, Placed[]>
  readonly services: Map<string, Set<string>>
  readonly schedules: Map<string, string>
  readonly literals: JunosLiteral[]
  /** Instance that a card belongs to: `ge-0/0/1.100` to `BLUE`. */
  readonly instances: Map<string, string>
}

/** Branches of a configuration that are known; what is not carried of them names no address, or is found as a literal. */
export const branches: ReadonlySet<string> = new Set(
  (
    'access access-profile accounting-options applications apply-groups apply-macro bridge-domains chassis class-of-service ' +
    'ethernet-switching-options event-options fabric firewall forwarding-options groups interfaces jsrc logical-systems ' +
    'multi-chassis policy-options poe protocols redundancy routing-instances routing-options schedulers security services ' +
    'smtp snmp switch-options switches system tenants unified-edge version virtual-chassis vlans wlan vmhost multicast-snooping-options'
  ).split(' '),
)

/** Services that every device knows; others keep the name. */
export const stockServices: ReadonlyMap<string, string> = new Map([
  ['any', 'any'],
  ['junos-http', 'tcp/80'],
  ['junos-https', 'tcp/443'],
  ['junos-ssh', 'tcp/22'],
  ['junos-telnet', 'tcp/23'],
  ['junos-ftp', 'tcp/21'],
  ['junos-smtp', 'tcp/25'],
  ['junos-dns-tcp', 'tcp/53'],
  ['junos-dns-udp', 'udp/53'],
  ['junos-ntp', 'udp/123'],
  ['junos-syslog', 'udp/514'],
  ['junos-ldap', 'tcp/389'],
  ['junos-imap', 'tcp/143'],
  ['junos-imaps', 'tcp/993'],
  ['junos-pop3', 'tcp/110'],
  ['junos-smb-session', 'tcp/445'],
  ['junos-radius', 'udp/1812'],
  ['junos-tftp', 'udp/69'],
  ['junos-rdp', 'tcp/3389'],
  ['junos-icmp-all', 'icmp'],
  ['junos-icmp-ping', 'icmp'],
  ['junos-ping', 'icmp'],
])
