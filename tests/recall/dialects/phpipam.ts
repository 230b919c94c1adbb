import { phpIpamReader } from '../../../src/adapters/ipam/phpipam/index.ts'
import type { Dialect } from '../dialect.ts'
import { type SyntheticEstate, someHost, someNetwork } from '../estate.ts'
import { Sheet, type Written } from '../sheet.ts'

const team = 'Shop Applications'

/** Answers of the API one after the other, and the spreadsheets of addresses and subnets saved as CSV. */
export const phpIpamDialect: Dialect = {
  reader: phpIpamReader,
  write: (estate, size) => [
    answers(estate, size),
    addressTable(estate, size),
    subnetTable(estate),
    subnetSheet(estate, size),
  ],
}

function owners(sheet: Sheet): (subject: string) => void {
  const said = new Set<string>()
  return (subject) => {
    if (!said.has(subject)) sheet.owner(subject, team)
    said.add(subject)
  }
}

function answers(estate: SyntheticEstate, size: number): Written {
  const sheet = new Sheet()
  const own = owners(sheet)
  const open = (): void => {
    for (const text of ['{', '  "code": 200,', '  "success": true,', '  "data": [']) sheet.line(text)
  }
  const close = (): void => {
    for (const text of ['  ],', '  "time": 0.008', '}']) sheet.line(text)
  }
  open()
  for (const [at, { prefix, cidr, name }] of estate.networks.entries()) {
    sheet.line('    {')
    sheet.line(`      "id": "${at}",`)
    sheet.line(`      "subnet": "${prefix}.0",`)
    sheet.fact('ipam-entry', 'literal', cidr)
    sheet.line(`      "mask": "24", "sectionId": "1", "description": "${name}", "vrfId": "0",`)
    sheet.line('      "masterSubnetId": "0", "vlanId": null, "isFolder": "0", "custom_gateway": null')
    sheet.line(at === estate.networks.length - 1 ? '    }' : '    },')
  }
  close()
  open()
  for (let at = 0; at < size; at++) {
    const { fqdn, address, address6 } = someHost(estate)
    const ip = at % 4 === 0 ? address6 : address
    sheet.line('    {')
    sheet.line(`      "id": "${at}", "subnetId": "${at % 4}",`)
    sheet.line(`      "ip": "${ip}",`)
    sheet.fact('ipam-entry', 'literal', ip)
    own(ip)
    sheet.line(`      "is_gateway": "0", "description": "rack ${at}", "hostname": "${fqdn}",`)
    sheet.line(`      "mac": "00:50:56:00:00:01", "owner": "${team}", "tag": "${1 + (at % 4)}",`)
    sheet.line('      "deviceId": null, "note": null, "PTRignore": "0", "excludePing": "0"')
    sheet.line(at === size - 1 ? '    }' : '    },')
  }
  close()
  return sheet.written('phpipam.json')
}

function addressTable(estate: SyntheticEstate, size: number): Written {
  const sheet = new Sheet()
  const own = owners(sheet)
  sheet.line('Section,IP Address,Hostname,Description,VRF,Subnet,MAC,Owner,Device,Note,Tag,Gateway')
  for (let at = 0; at < size; at++) {
    const { fqdn, address } = someHost(estate)
    const subnet = `${address.slice(0, address.lastIndexOf('.'))}.0/24`
    const cells = ['Shops', address, fqdn, `"till ${at}, left"`, at % 2 ? 'default' : '', subnet]
    sheet.line([...cells, '00:50:56:00:00:01', team, '', '', 'Used', 'No'].join(','))
    sheet.fact('ipam-entry', 'literal', address)
    own(address)
  }
  return sheet.written('phpipam_ip_address_export.csv', '\r\n')
}

function subnetTable(estate: SyntheticEstate): Written {
  const sheet = new Sheet()
  const own = owners(sheet)
  sheet.line(
    'Section;Subnet;Description;VLAN;VLAN Domain;VRF;Master Subnet;Requests;Host check;Discover;Customer',
  )
  for (const { cidr, name } of estate.networks) {
    sheet.line(`Shops;${cidr};${name};120;default;;/;0;1;0;${team}`)
    sheet.fact('ipam-entry', 'literal', cidr)
    own(cidr)
  }
  return sheet.written('phpipam_subnets_export.csv')
}

/** What the export of one subnet is: its name, prefix and VLAN above the table. */
function subnetSheet(estate: SyntheticEstate, size: number): Written {
  const sheet = new Sheet()
  const { cidr } = someNetwork(estate)
  sheet.line('Tills;;;;;')
  sheet.line(`${cidr};;;;;`)
  sheet.fact('ipam-entry', 'literal', cidr)
  sheet.line('vlan: 120 - tills;;;;;')
  sheet.line(';;;;;')
  sheet.line('ip address;ip state;description;hostname;fw object;owner')
  for (let at = 0; at < size; at++) {
    const { name, address } = someHost(estate)
    sheet.line(`${address};Active;;${name};;`)
    sheet.fact('ipam-entry', 'literal', address)
  }
  return sheet.written('phpipam_subnet_export.csv')
}
