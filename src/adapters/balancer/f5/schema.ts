/** A line of a configuration in braces, with what its braces hold. */
export interface Node {
  readonly words: readonly string[]
  readonly line: number
  /** Last line of a quoted string that begins on the line; undefined = nothing is quoted. */
  quotedTo: number | undefined
  /** Undefined = no braces. */
  children: Node[] | undefined
}

/** An object of the first level: `ltm virtual /Common/shop { … }`. */
export interface Item {
  /** `ltm virtual`, `ltm monitor`, `ltm data-group internal`, `sys ntp` … */
  readonly kind: string
  /** As written, with its partition; empty for an object of which there is only one. */
  readonly name: string
  readonly node: Node
  /** Last line before the next object: the end of an iRule's body. */
  readonly end: number
}

/** Words that an object of the first level begins with. */
export const modules: ReadonlySet<string> = new Set(
  'analytics apm api-protection asm auth cli cm gtm ilx ltm net pem saas security sys vcmp wam wom'.split(
    ' ',
  ),
)

/** Kinds whose body is a program or free text: only its literals are read. */
export const programs: ReadonlySet<string> = new Set([
  'ltm rule',
  'gtm rule',
  'cli script',
  'sys icall script',
  'sys application template',
])

/** Kinds that a third word belongs to before the name. */
export const threeWords: ReadonlySet<string> = new Set(
  (
    'ltm data-group,ltm monitor,ltm profile,ltm persistence,gtm monitor,gtm pool,gtm wideip,gtm global-settings,security firewall,' +
    'security shared-objects,sys file,sys icall,sys application,sys crypto,net tunnels,net fdb,net routing,apm profile,apm policy,' +
    'apm resource,apm aaa,apm sso,security dos,security bot-defense,security protocol-inspection,security log,ltm dns,ltm auth,' +
    'ltm html-rule,ltm message-routing,ltm global-settings,sys performance,sys sflow'
  ).split(','),
)

/** Objects of local traffic that are read: their own properties, or every address in them. */
export const knownKinds: ReadonlySet<string> = new Set(
  (
    'ltm virtual,ltm virtual-address,ltm pool,ltm node,ltm snat,ltm snatpool,ltm snat-translation,ltm nat,ltm data-group internal,' +
    'ltm data-group external,ltm rule,ltm policy,ltm policy-strategy,ltm default-node-monitor,ltm traffic-class,ltm eviction-policy,' +
    'ltm cipher,ltm ifile,ltm lsn-pool,ltm traffic-matching-criteria,ltm tacdb'
  ).split(','),
)

/** Families of kinds that are known whatever their third word: every address in them is read. */
export const knownFamilies: ReadonlySet<string> = new Set(
  'ltm monitor,ltm profile,ltm persistence,ltm dns,ltm auth,ltm cipher,ltm html-rule,ltm message-routing,ltm classification,ltm global-settings'.split(
    ',',
  ),
)

/** Modules whose objects are known whatever they are: every address in them is read. */
export const knownModules: ReadonlySet<string> = new Set(
  'analytics apm asm auth cli cm gtm ilx net pem security sys vcmp wam wom'.split(' '),
)

/** Properties whose dotted numbers are no addresses. */
export const numberKeys: ReadonlySet<string> = new Set(
  (
    'mask netmask version base-version oesis-version min-supported-version build base-build edition product oid oid-subset ' +
    'marketing-name platform-id revision'
  ).split(' '),
)

/** Properties that list who may connect. */
export const allowKeys: ReadonlySet<string> = new Set([
  'allow',
  'allowed-addresses',
  'source',
  'source-address-inline',
])

/** Properties that name a machine, by address or by name. */
export const hostKeys: ReadonlySet<string> = new Set(
  'host server servers name-servers smtp-server-host-name remote-host fqdn hosts'.split(' '),
)

/** Services that configurations write by name. */
export const servicePorts: ReadonlyMap<string, string> = new Map([
  ['http', '80'],
  ['https', '443'],
  ['ssh', '22'],
  ['ftp', '21'],
  ['smtp', '25'],
  ['domain', '53'],
  ['ldap', '389'],
  ['ldaps', '636'],
  ['snmp', '161'],
  ['ntp', '123'],
  ['syslog', '514'],
  ['sip', '5060'],
  ['radius', '1812'],
  ['webcache', '8080'],
  ['ms-sql-s', '1433'],
  ['mysql', '3306'],
  ['telnet', '23'],
  ['tftp', '69'],
  ['pop3', '110'],
  ['imap', '143'],
  ['ftps', '990'],
  ['imaps', '993'],
  ['pop3s', '995'],
  ['ms-wbt-server', '3389'],
  ['pcsync-https', '8443'],
  ['f5-iquery', '4353'],
  ['tproxy', '8081'],
])
