import type { Line } from '../../../lib/lines.ts'
import type { Scoped } from './scoped.ts'
import type { Word } from './words.ts'

/** A value of a `set` statement: one word, or the words of a bracket list. */
export interface Statement {
  readonly line: number
  readonly text: string
  /** Scope in front: `shared`, `device-group DG`, `vsys vsys1`, or empty for the device itself. */
  readonly scope: string
  /** Words after the scope; a bracket list stands as one array. */
  readonly words: readonly Word[]
  /** Lines that it goes on over. */
  readonly more: readonly Line[]
}

/** `set address`. */
export interface AddressObject {
  readonly name: string
  readonly kind: 'ip-netmask' | 'ip-range' | 'fqdn' | 'ip-wildcard'
  readonly value: string
  readonly line: number
  readonly text: string
}

/** An address group; a dynamic one has those that its filter finds by tag, in the file and while the device runs. */
export interface AddressGroup {
  readonly name: string
  readonly members: readonly string[]
  readonly filter?: string
}

/** Members of one side of a rule with the line that says them. */
export interface Side {
  readonly members: readonly string[]
  readonly line: number
  readonly text: string
}

/** A security or NAT rule. */
export interface Rule {
  readonly kind: 'firewall-rule' | 'nat-rule'
  readonly name: string
  readonly scope: string
  readonly source: readonly Side[]
  readonly destination: readonly Side[]
  readonly translatedSource: readonly Side[]
  readonly translatedDestination: readonly Side[]
  readonly negateSource: boolean
  readonly negateDestination: boolean
  readonly services: readonly string[]
  readonly applications: readonly string[]
  readonly action?: string
  readonly disabled: boolean
  readonly description?: string
  readonly tags: readonly string[]
  /** Name of the schedule that it works by. */
  readonly schedule?: string
  /** The list that it is searched in: `rulebase`, `pre-rulebase`. */
  readonly book: string
  /** Zones, users, applications and the like that it asks for, by field. */
  readonly conditions: ReadonlyMap<string, readonly string[]>
  /** It is for some devices only, or says what is not known. */
  readonly narrowed: boolean
}

/** A line, or a value of one, that holds a setting. */
export interface Setting {
  readonly line: number
  /** Where addresses are looked for. */
  readonly text: string
  /** The line as it is shown, when `text` is only a value of it. */
  readonly shown?: string
}

/** A configuration as read, from set commands or XML. */
export interface PanosConfiguration {
  readonly hostName?: string
  readonly addresses: Scoped<AddressObject>
  readonly groups: Scoped<AddressGroup>
  /** Tags of address objects. */
  readonly tags: Scoped<readonly string[]>
  /** Service name → `tcp/1521`. */
  readonly services: Scoped<string>
  readonly serviceGroups: Scoped<readonly string[]>
  /** Texts of the services that ask for ports of the source as well. */
  readonly sourcePorts: ReadonlySet<string>
  /** Devices that the file names as its own. */
  readonly devices: number
  /** Ends of schedules, ISO. */
  readonly schedules: Scoped<string>
  /** Device group → the device group that it inherits from, as scopes. */
  readonly parents: ReadonlyMap<string, string>
  /** Each is put together when its turn comes. */
  readonly rules: Iterable<Rule>
  /** Settings that carry addresses but are no rule. */
  readonly settings: readonly Setting[]
}

/** How an address object may say what it covers. */
export const addressKinds: readonly AddressObject['kind'][] = [
  'ip-netmask',
  'ip-range',
  'fqdn',
  'ip-wildcard',
]

/** Rule fields that say what else must hold for the rule to match. */
export const conditionFields: ReadonlySet<string> = new Set(
  (
    'from to source-user category rule-type hip-profiles source-hip destination-hip source-imsi source-imei source-nw-slice ' +
    'saas-user-list saas-tenant-list'
  ).split(' '),
)

/** Rule fields that are known and name no address. */
export const silentFields: ReadonlySet<string> = new Set(
  (
    'profile-setting log-start log-end log-setting option group-tag target uuid nat-type to-interface ' +
    'active-active-device-binding disable-server-response-inspection disable-inspect icmp-unreachable qos'
  ).split(' '),
)

/** Rulebases beside those of security and NAT whose rules name addresses on two sides. */
export const otherBooks: ReadonlySet<string> = new Set(
  'pbf decryption qos application-override authentication captive-portal dos sdwan tunnel-inspect network-packet-broker'.split(
    ' ',
  ),
)

/** Fields that the rules of those have in common with the others. */
export const sharedFields: ReadonlySet<string> = new Set(
  'source destination negate-source negate-destination disabled description tag'.split(' '),
)

/** Top-level parts that hold settings: their addresses are kept as literals. */
export const settingParts: ReadonlySet<string> = new Set([
  'deviceconfig',
  'mgt-config',
  'network',
  'zone',
  'tag',
  'server-profile',
  'log-settings',
  'setting',
  'import',
  'display-name',
  'profiles',
  'profile-group',
  'admin-role',
  'authentication-profile',
  'certificate',
  'ssl-tls-service-profile',
  'local-user-database',
  'description',
  'settings',
  'reference-templates',
  'external-list',
  'application',
  'application-group',
  'application-filter',
  'region',
  'log-collector',
  'log-collector-group',
  'global-protect',
  'dns-proxy',
  'variable',
  'templates',
  'devices',
  'id',
  'max-internal-id',
  ...(
    'panorama platform plugins botnet report report-group reports response-page email-scheduler pdf-summary-report override ' +
    'alg-override threats group-mapping user-id-agent user-id-collector user-id-agent-sequence user-id-ssl-auth ts-agent ' +
    'vm-info-source redistribution-agent authentication-object authentication-sequence authentication-policy ' +
    'captive-portal ssl-decrypt ssl-exclude-cert dynamic-user-group device-object multi-vsys clientless-app ' +
    'clientless-app-group ntp-settings snmp-setting scep sdwan-interface-profile virtual-router logical-router ' +
    'interface ike tunnel qos lldp shared-gateway netflow dns user-group url-admin-override wildfire quota ' +
    'high-availability system management ip-user-mapping application-status application-tag description-tag'
  ).split(' '),
])
