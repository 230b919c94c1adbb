import type { Named } from '../shared/naming.ts'
import type { Member } from '../shared/resolve.ts'

/** What the two dialects share and where they differ: masks of rules are netmasks on ASA, wildcards on IOS. */
export type Dialect = 'asa' | 'ios'

/** A service: `tcp/443`, `/443` where the entry says the protocol, or the name of a service group. */
export type ServiceMember = string | { readonly group: string; readonly protocol?: string }

/** A place in the configuration. */
export interface Place {
  readonly line: number
  readonly text: string
}

/** An entry of an access list. */
export interface Entry extends Place {
  readonly list: string
  readonly name: string
  readonly action: string
  readonly source: Member | undefined
  readonly destination: Member | undefined
  readonly service: readonly ServiceMember[]
  readonly timeRange: string | undefined
  readonly disabled: boolean
  /** The list that it is searched in: a list of one device, as written or as shown with its counters. */
  readonly policy: string
  readonly narrowed: boolean
  /** A part of it is not known. */
  readonly strange: boolean
  readonly owner: string | undefined
  readonly hits: number | undefined
}

/** A translation: outside addresses lead to inside ones, or sources become others. */
export interface Translation extends Place {
  readonly name: string
  readonly action: 'static' | 'dynamic' | 'pool'
  /** Addresses that others use, role `destination`. */
  readonly outside: readonly Member[]
  /** Addresses that stand behind them, role `translated`. */
  readonly inside: readonly Member[]
  /** Addresses whose packets it is about, role `source`. */
  readonly source: readonly Member[]
  service?: string
  /** How often it was used, where that is shown. */
  hits?: number
  readonly vrf?: string
  readonly disabled?: boolean
  readonly owner?: string
}

/** A line of settings whose addresses are literals. */
export interface Setting extends Place {
  readonly vrf?: string
  /** The object or group that nothing read here uses. */
  readonly name?: string
}

/** What a name stands for: an object, a group, or both where the file has one of each. */
export interface Defined {
  readonly name: string
  object: Named | undefined
  members: Member[] | undefined
  /** Something that is read here uses it. */
  used: boolean
}

/** A line that gives an object or a group its addresses. */
export interface DefiningLine extends Place {
  readonly of: Defined
}

/** A configuration as read, without the entries of its access lists. */
export interface CiscoConfiguration {
  readonly dialect: Dialect
  hostName: string | undefined
  /** Devices that the file names so far. */
  devices: number
  /** Service objects whose text does not tell all: ports of the source, protocols by number. */
  readonly inexact: Set<string>
  /** `name 10.0.0.1 web`: the address by its name. */
  readonly aliases: Map<string, string>
  readonly names: Map<string, Defined>
  /** Masks that are no prefix and came to a group of their parts. */
  scattered: number
  readonly defining: DefiningLine[]
  readonly services: Map<string, ServiceMember[]>
  /** Owner that the description of an object names. */
  readonly owners: Map<string, string>
  /** ISO ends of time ranges. */
  readonly ends: Map<string, string>
  /** Address of an interface by its name or nameif. */
  readonly interfaces: Map<string, string>
  /** Access list → VRFs of the interfaces that it is bound to; empty text = the global table. */
  readonly bound: Map<string, Set<string>>
  readonly translations: Translation[]
  /** Those of a configuration by their words, for what is shown of them. */
  readonly commands: Map<string, readonly Translation[]>
  /** What `show nat detail` says that a name comes to, for files that do not define it. */
  readonly shownAs: Map<string, readonly Named[]>
  readonly settings: Setting[]
}

/** What a name stands for, as far as the file has said so; the name is known from then on. */
export function definedAs({ names }: CiscoConfiguration, name: string): Defined {
  let defined = names.get(name)
  if (!defined) names.set(name, (defined = { name, object: undefined, members: undefined, used: false }))
  return defined
}

/** Key under which the address of an interface is looked up; no object can have that name. */
export function interfaceKey(name: string): string {
  return `interface ${name}`
}
