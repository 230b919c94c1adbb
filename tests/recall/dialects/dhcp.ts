import { dhcpReader } from '../../../src/adapters/ipam/dhcp/index.ts'
import type { Dialect } from '../dialect.ts'
import { type Host, type SyntheticEstate, someHost, someRange } from '../estate.ts'
import { Sheet, type Written } from '../sheet.ts'

/** Configurations and leases of ISC dhcpd and Kea, and the tables of a Windows server. */
export const dhcpDialect: Dialect = {
  reader: dhcpReader,
  write: (estate, size) => [
    dhcpdConf(estate, size),
    dhcpdLeases(estate, size),
    keaConf(estate, size),
    keaLeases(estate, size),
    windows(estate, size),
    dump(estate, size),
    scopes(estate),
  ],
}

const mac = (at: number): string =>
  `00:50:56:${[at >> 16, at >> 8, at].map((part) => (part & 255).toString(16).padStart(2, '0')).join(':')}`

const literal = (sheet: Sheet, covers: string): void => sheet.fact('ipam-entry', 'literal', covers)

function dhcpdConf(estate: SyntheticEstate, size: number): Written {
  const sheet = new Sheet()
  sheet.line('authoritative;')
  sheet.line('default-lease-time 3600; max-lease-time 7200;')
  for (const { prefix, cidr } of estate.networks) {
    sheet.line(`subnet ${prefix}.0 netmask 255.255.255.0 {`)
    literal(sheet, cidr)
    sheet.line(`  option routers ${prefix}.1;`)
    literal(sheet, `${prefix}.1`)
    sheet.line(`  range ${prefix}.200 ${prefix}.250;`)
    literal(sheet, `${prefix}.200-${prefix}.250`)
    sheet.line('}')
  }
  for (let at = 0; at < size; at++) {
    const { name, address } = someHost(estate)
    sheet.line(`host ${name}-${at} {`)
    sheet.line(`  hardware ethernet ${mac(at)};`)
    literal(sheet, mac(at))
    sheet.line(`  fixed-address ${address};`)
    literal(sheet, address)
    sheet.line('}')
  }
  return sheet.written('dhcpd.conf')
}

function dhcpdLeases(estate: SyntheticEstate, size: number): Written {
  const sheet = new Sheet()
  const last = new Map<string, number>()
  sheet.line('# This lease file was written by isc-dhcp-4.4.3')
  for (let at = 0; at < size; at++) {
    const { name, address } = someHost(estate)
    last.set(address, sheet.line(`lease ${address} {`))
    sheet.line('  starts 0 2026/11/01 09:58:13;')
    sheet.line('  ends 0 2026/11/01 10:58:13;')
    sheet.line(`  binding state ${at % 3 === 0 ? 'free' : 'active'};`)
    sheet.line(`  hardware ethernet ${mac(at)};`)
    sheet.line(`  client-hostname "${name}";`)
    sheet.line('}')
  }
  for (const [address, line] of last) sheet.fact('ipam-entry', 'literal', address, line)
  return sheet.written('dhcpd.leases')
}

function keaConf(estate: SyntheticEstate, size: number): Written {
  const sheet = new Sheet()
  sheet.line('// written by hand')
  sheet.line('{ "Dhcp4": { "valid-lifetime": 4000, "subnet4": [')
  for (const { prefix, cidr } of estate.networks) {
    const { text, low, high } = someRange(estate)
    sheet.line(`  { "id": 1, "subnet": "${cidr}",`)
    literal(sheet, cidr)
    sheet.line(`    "pools": [ { "pool": "${low} - ${high}" } ],`)
    literal(sheet, text)
    sheet.line(`    "option-data": [ { "name": "routers", "data": "${prefix}.1" } ] },`)
    literal(sheet, `${prefix}.1`)
  }
  sheet.line('  { "id": 9, "subnet": "10.65.0.0/16", "reservations": [')
  literal(sheet, '10.65.0.0/16')
  for (let at = 0; at < size; at++) {
    const { fqdn, address } = someHost(estate)
    sheet.line(`    { "hw-address": "${mac(at)}",`)
    literal(sheet, mac(at))
    sheet.line(`      "ip-address": "${address}", # shelf ${at}`)
    literal(sheet, address)
    sheet.line(`      "hostname": "${fqdn}" }${at === size - 1 ? '' : ','}`)
  }
  sheet.line('  ] }')
  sheet.line('] } }')
  return sheet.written('kea-dhcp4.conf')
}

function keaLeases(estate: SyntheticEstate, size: number): Written {
  const sheet = new Sheet()
  const last = new Map<string, number>()
  sheet.line(
    'address,hwaddr,client_id,valid_lifetime,expire,subnet_id,fqdn_fwd,fqdn_rev,hostname,state,user_context',
  )
  for (let at = 0; at < size; at++) {
    const { name, address } = someHost(estate)
    last.set(address, sheet.line(`${address},${mac(at)},,3600,${1793530693 + at},1,0,0,${name},${at % 3},`))
  }
  for (const [address, line] of last) sheet.fact('ipam-entry', 'literal', address, line)
  return sheet.written('kea-leases4.csv')
}

function windows(estate: SyntheticEstate, size: number): Written {
  const sheet = new Sheet()
  const row = (cells: readonly string[]): number => sheet.line(cells.map((cell) => `"${cell}"`).join(','))
  row(['IPAddress', 'ScopeId', 'Description', 'ClientId', 'HostName', 'AddressState', 'LeaseExpiryTime'])
  const client = (at: number): string => mac(at).replaceAll(':', '-')
  const write = ({ fqdn, address }: Host, at: number): void => {
    const scope = `${address.slice(0, address.lastIndexOf('.'))}.0`
    row([
      address,
      scope,
      '',
      client(at),
      fqdn,
      at % 2 ? 'Active' : 'ActiveReservation',
      '11/2/2026 9:58:13 AM',
    ])
    literal(sheet, address)
    if (at % 2 === 0) literal(sheet, mac(at))
  }
  for (let at = 0; at < size; at++) write(someHost(estate), at)
  return sheet.written('dhcp-leases.csv', '\r\n')
}

/** What `netsh dhcp server dump` writes: each line names the server, which is told once. */
function dump(estate: SyntheticEstate, size: number): Written {
  const sheet = new Sheet()
  const server = 'Dhcp Server 10.65.9.9'
  sheet.line('# ======================================================================')
  for (const [at, { prefix, cidr }] of estate.networks.entries()) {
    const scope = `${server} Scope ${prefix}.0`
    sheet.line(`${server} add scope ${prefix}.0 255.255.255.0 "floor ${at}" "owner: Workplace"`)
    if (at === 0) literal(sheet, '10.65.9.9')
    literal(sheet, cidr)
    sheet.owner(cidr, 'Workplace')
    sheet.line(`${scope} Add iprange ${prefix}.100 ${prefix}.200`)
    literal(sheet, `${prefix}.100-${prefix}.200`)
    sheet.line(`${scope} add excluderange ${prefix}.120 ${prefix}.129`)
    literal(sheet, `${prefix}.120-${prefix}.129`)
    sheet.line(`${scope} set optionvalue 3 IPADDRESS "${prefix}.1"`)
    literal(sheet, `${prefix}.1`)
  }
  for (let at = 0; at < size; at++) {
    const { name, address } = someHost(estate)
    const scope = `${address.slice(0, address.lastIndexOf('.'))}.0`
    sheet.line(
      `${server} Scope ${scope} Add reservedip ${address} ${mac(at).replaceAll(':', '')} "${name}" "" "BOTH"`,
    )
    literal(sheet, address)
    literal(sheet, mac(at))
  }
  return sheet.written('dhcp-dump.txt', '\r\n')
}

/** Windows' scopes as PowerShell exports them. */
function scopes({ networks }: SyntheticEstate): Written {
  const sheet = new Sheet()
  sheet.line('"ScopeId","SubnetMask","Name","Description","StartRange","EndRange","LeaseDuration"')
  for (const { name, prefix, cidr } of networks) {
    const cells = [
      `${prefix}.0`,
      '255.255.255.0',
      name,
      'owner: Workplace',
      `${prefix}.50`,
      `${prefix}.99`,
      '8.00:00:00',
    ]
    sheet.line(cells.map((cell) => `"${cell}"`).join(','))
    literal(sheet, cidr)
    literal(sheet, `${prefix}.50-${prefix}.99`)
    sheet.owner(cidr, 'Workplace')
  }
  return sheet.written('dhcp-scopes.csv', '\r\n')
}
