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
  'analytics apm asm auth cli cm gtm ilx ltm net pem saas security sys vcmp wam wom'.split(' '),
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
  'ltm data-group,ltm monitor,ltm profile,ltm persistence,gtm monitor,gtm pool,gtm wideip,security firewall,sys file,sys icall,sys application,sys crypto,net tunnels,apm profile,apm policy,apm resource,security dos,security bot-defense,security protocol-inspection,security log,ltm dns,ltm global-settings,sys performance'.split(
    ',',
  ),
)

/** Kinds that are read: their own properties, or every address in them. */
export const knownKinds: ReadonlySet<string> = new Set(
  (
    'ltm virtual,ltm virtual-address,ltm pool,ltm node,ltm snat,ltm snatpool,ltm snat-translation,ltm nat,ltm data-group internal,' +
    'ltm data-group external,ltm rule,ltm policy,ltm policy-strategy,ltm default-node-monitor,ltm traffic-class,ltm eviction-policy,ltm cipher,ltm global-settings,' +
    'net self,net route,net vlan,net vlan-group,net interface,net trunk,net stp,net stp-globals,net self-allow,net route-domain,net fdb,net port-list,net packet-filter-trusted,' +
    'net dag-globals,net lldp-globals,net multicast-globals,net cos,net dns-resolver,net ike-daemon,net tunnels tunnel,net arp,net ndp,' +
    'sys ntp,sys dns,sys syslog,sys snmp,sys sshd,sys httpd,sys management-ip,sys management-route,sys global-settings,sys provision,sys folder,' +
    'sys file ssl-cert,sys file ssl-key,sys file data-group,sys log-config,sys log-rotate,sys management-dhcp,sys management-ovsdb,sys smtp-server,sys outbound-smtp,sys state-mirroring,' +
    'sys software,sys turboflex,sys aom,sys autoscale-group,sys compatibility-level,sys daemon-log-settings,sys diags,sys dynad,sys ecm,sys feature-module,sys fpga,sys icontrol-soap,sys db,sys application service,' +
    'auth partition,auth user,auth ldap,auth radius,auth radius-server,auth tacacs,auth source,auth remote-user,auth remote-role,auth password-policy,' +
    'cm device,cm device-group,cm traffic-group,cm trust-domain,cm cert,cm key,cli admin-partitions,cli global-settings,cli preference'
  ).split(','),
)

/** Families of kinds that are known whatever their third word: every address in them is read. */
export const knownFamilies: ReadonlySet<string> = new Set(['ltm monitor', 'ltm profile', 'ltm persistence'])

/** Properties whose dotted numbers are no addresses. */
export const numberKeys: ReadonlySet<string> = new Set(
  'mask netmask version base-version build base-build edition product oid oid-subset marketing-name platform-id'.split(
    ' ',
  ),
)

/** Properties that list who may connect. */
export const allowKeys: ReadonlySet<string> = new Set(['allow', 'allowed-addresses', 'source'])

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
])
