import { netBoxReader } from '../../../src/adapters/ipam/netbox/index.ts'
import type { Dialect } from '../dialect.ts'
import { type SyntheticEstate, someHost, someNetwork, someRange } from '../estate.ts'
import { Sheet, type Written } from '../sheet.ts'

const teams = ['Shop Applications', 'Databases', 'Network Operations', 'Workplace'] as const
const api = 'https://ipam.corner.example/api'

/** Answers of the API, laid out and on one line, and tables of the screens as old and new releases write them. */
export const netBoxDialect: Dialect = {
  reader: netBoxReader,
  write: (estate, size) => [
    answers(estate, size),
    compact(estate, size),
    addressTable(estate, size),
    prefixTable(estate, size),
    rangeTable(estate, size),
    machineTable(estate, size),
  ],
}

/** Who owns a subject must not depend on the row: the first one said it. */
function ownerOnce(): (sheet: Sheet, subject: string, team: string) => void {
  const said = new Set<string>()
  return (sheet, subject, team) => {
    if (!said.has(subject)) sheet.owner(subject, team)
    said.add(subject)
  }
}

const object = (path: string, id: number, name: string): string =>
  `{"id": ${id}, "url": "${api}/${path}/${id}/", "display": "${name}", "name": "${name}", "slug": "x"}`

/** Opens an object of an answer; the caller writes its members and `end`. */
function begin(sheet: Sheet, path: string, id: number): void {
  sheet.line('      {')
  sheet.line(`        "id": ${id},`)
  sheet.line(`        "url": "${api}/${path}/${id}/",`)
}

function list(sheet: Sheet, name: string, size: number, each: (at: number) => void, last = false): void {
  sheet.line(`  "${name}": {`)
  sheet.line(`    "count": ${size},`)
  sheet.line('    "next": null,')
  sheet.line('    "previous": null,')
  sheet.line('    "results": [')
  for (let at = 0; at < size; at++) {
    each(at)
    sheet.line(at === size - 1 ? '      }' : '      },')
  }
  sheet.line('    ]')
  sheet.line(last ? '  }' : '  },')
}

function answers(estate: SyntheticEstate, size: number): Written {
  const sheet = new Sheet()
  const owner = ownerOnce()
  const entry = (covers: string): void => sheet.fact('ipam-entry', 'literal', covers)
  sheet.line('{')
  list(sheet, 'ip-addresses', size, (at) => {
    const { name, fqdn, address, address6 } = someHost(estate)
    const own = at % 5 === 4 ? address6 : address
    const outside = `198.51.100.${at % 250}`
    begin(sheet, 'ipam/ip-addresses', at)
    sheet.line(`        "display": "${own}",`)
    sheet.line(`        "address": "${own}/${own === address ? 24 : 64}",`)
    sheet.fact('ipam-entry', at % 3 === 0 ? 'translated' : at % 4 === 1 ? 'vip' : 'literal', own)
    sheet.line('        "vrf": null,')
    sheet.line(`        "tenant": ${object('tenancy/tenants', 1, teams[0])},`)
    owner(sheet, own, teams[0])
    sheet.line(`        "status": {"value": "${at % 2 ? 'active' : 'deprecated'}", "label": "X"},`)
    sheet.line(`        "role": ${at % 4 === 1 ? '{"value": "vrrp", "label": "VRRP"}' : 'null'},`)
    sheet.line(
      `        "assigned_object": {"id": 3, "url": "${api}/virtualization/interfaces/3/", "virtual_machine": ${object('virtualization/virtual-machines', at, name)}, "name": "eth0"},`,
    )
    sheet.line('        "nat_inside": null,')
    sheet.line('        "nat_outside": [')
    if (at % 3 === 0) {
      sheet.line(`          {"id": 9, "url": "${api}/ipam/ip-addresses/9/", "address": "${outside}/32"}`)
      sheet.fact('ipam-entry', 'destination', outside)
    }
    sheet.line('        ],')
    sheet.line(`        "dns_name": "${fqdn}",`)
    sheet.line(`        "description": "rack ${at}, release 4.1"`)
  })
  list(sheet, 'prefixes', size, (at) => {
    const { cidr } = someNetwork(estate)
    begin(sheet, 'ipam/prefixes', at)
    sheet.line(`        "prefix": "${cidr}",`)
    entry(cidr)
    sheet.line(`        "scope": ${object('dcim/sites', 1, 'Yard')},`)
    sheet.line(`        "tenant": ${object('tenancy/tenants', 2, teams[2])},`)
    owner(sheet, cidr, teams[2])
    sheet.line('        "status": {"value": "active", "label": "Active"}')
  })
  list(sheet, 'ip-ranges', size, (at) => {
    const { low, high, text } = someRange(estate)
    begin(sheet, 'ipam/ip-ranges', at)
    sheet.line(`        "start_address": "${low}/24",`)
    entry(text)
    sheet.line(`        "end_address": "${high}/24",`)
    sheet.line('        "status": {"value": "reserved", "label": "Reserved"}')
  })
  list(sheet, 'vlans', size, (at) => {
    begin(sheet, 'ipam/vlans', at)
    sheet.line(`        "vid": ${100 + at}, "name": "floor-${at}",`)
    sheet.line(`        "tenant": ${object('tenancy/tenants', 3, teams[3])}`)
    owner(sheet, `floor-${at}`, teams[3])
  })
  list(sheet, 'services', size, (at) => {
    const { name, address } = someHost(estate)
    begin(sheet, 'ipam/services', at)
    sheet.line(`        "virtual_machine": ${object('virtualization/virtual-machines', 1, name)},`)
    sheet.line('        "name": "sale", "ports": [8443], "protocol": {"value": "tcp", "label": "TCP"},')
    sheet.line(
      `        "ipaddresses": [{"id": 1, "url": "${api}/ipam/ip-addresses/1/", "address": "${address}/24"}]`,
    )
    entry(address)
  })
  list(
    sheet,
    'virtual-machines',
    size,
    (at) => {
      const { name, address, address6 } = someHost(estate)
      begin(sheet, 'virtualization/virtual-machines', at)
      sheet.line(`        "name": "${name.toUpperCase()}",`)
      sheet.line(`        "tenant": ${object('tenancy/tenants', 1, teams[1])},`)
      owner(sheet, name, teams[1])
      sheet.line('        "primary_ip": null,')
      for (const [field, own] of [
        ['primary_ip4', `${address}/24`],
        ['primary_ip6', `${address6}/64`],
      ] as const) {
        sheet.line(`        "${field}": {`)
        sheet.line(`          "id": 1, "url": "${api}/ipam/ip-addresses/1/",`)
        sheet.line(`          "address": "${own}"`)
        entry(own === `${address}/24` ? address : address6)
        sheet.line(field === 'primary_ip4' ? '        },' : '        }')
      }
    },
    true,
  )
  sheet.line('}')
  return sheet.written('netbox.json')
}

function compact(estate: SyntheticEstate, size: number): Written {
  const sheet = new Sheet()
  const found = Array.from({ length: size }, (_, at) => ({ at, host: someHost(estate) }))
  const rows = found.map(
    ({ at, host }) =>
      `{"id":${at},"url":"${api}/ipam/ip-addresses/${at}/","address":"${host.address}/24","vrf":null,"status":{"value":"active","label":"Active"},"dns_name":"${host.fqdn}","nat_inside":null,"nat_outside":[]}`,
  )
  sheet.line(`[${rows.join(',')}]`)
  for (const { host } of found) sheet.fact('ipam-entry', 'literal', host.address)
  return sheet.written('addresses.json')
}

function addressTable(estate: SyntheticEstate, size: number): Written {
  const sheet = new Sheet()
  const owner = ownerOnce()
  sheet.line('ID,IP Address,VRF,Status,Role,Tenant,NAT (Inside),Assigned,Parent,DNS name,Description,Tags')
  for (let at = 0; at < size; at++) {
    const { name, fqdn, address } = someHost(estate)
    const inside = `10.65.1.${at % 250}`
    const nat = at % 4 === 0
    const cells = [`${address}/24`, 'Global', 'Active', at % 4 === 1 ? 'VIP' : '', teams[0]]
    const more = [nat ? `${inside}/24` : '', 'True', name, fqdn, `"rack ""${at}"", row 3"`, '']
    sheet.line([at, ...cells, ...more].join(','))
    sheet.fact('ipam-entry', nat ? 'destination' : at % 4 === 1 ? 'vip' : 'literal', address)
    if (nat) sheet.fact('ipam-entry', 'translated', inside)
    owner(sheet, address, teams[0])
  }
  return sheet.written('netbox_ip_addresses.csv', '\r\n')
}

function prefixTable(estate: SyntheticEstate, size: number): Written {
  const sheet = new Sheet()
  const owner = ownerOnce()
  sheet.line('prefix;vrf;tenant;site;vlan_group;vlan;status;role;is_pool;mark_utilized;description')
  for (let at = 0; at < size; at++) {
    const { cidr } = someNetwork(estate)
    sheet.line(`${cidr};;${teams[1]};Yard;Access;${at};Active;;False;False;`)
    sheet.fact('ipam-entry', 'literal', cidr)
    owner(sheet, cidr, teams[1])
  }
  return sheet.written('netbox_prefixes.csv')
}

function rangeTable(estate: SyntheticEstate, size: number): Written {
  const sheet = new Sheet()
  sheet.line('ID,Start address,End address,Size,VRF,Status,Role,Tenant,Description,Utilization')
  for (let at = 0; at < size; at++) {
    const { low, high, text } = someRange(estate)
    sheet.line(`${at},${low}/24,${high}/24,10,Red,Reserved,,,,0`)
    sheet.fact('ipam-entry', 'literal', text)
  }
  return sheet.written('netbox_ip_ranges.csv')
}

function machineTable(estate: SyntheticEstate, size: number): Written {
  const sheet = new Sheet()
  const owner = ownerOnce()
  sheet.line('Name,Status,Site,Cluster,Role,Tenant,vCPUs,Memory (MB),Disk,IP Address')
  for (let at = 0; at < size; at++) {
    const { name, address } = someHost(estate)
    sheet.line(`${name},Active,Yard,cl-1,server,${teams[2]},2,4096,40,${address}/24`)
    sheet.fact('ipam-entry', 'literal', address)
    owner(sheet, name, teams[2])
  }
  return sheet.written('netbox_virtual_machines.csv')
}
