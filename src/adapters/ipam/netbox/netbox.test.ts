import { expect, test } from 'vitest'
import { recording, textFile, toldReading } from '../../../../tests/evidence-recordings.ts'
import { netBoxReader } from './index.ts'

test('answers of the API: addresses, prefixes, VLANs, ranges, machines, services, owners', () => {
  const file = recording(import.meta.dirname, 'answers.json')
  expect(netBoxReader.recognises(file)).toBe(0.97)
  expect(toldReading(netBoxReader, file)).toMatchInlineSnapshot(`
    {
      "masked": 1,
      "owners": [
        "7 192.0.2.11: Shop Applications, -",
        "110 192.0.2.12: Workplace, -",
        "182 192.0.2.14: Databases, -",
        "215 2001:db8::11: Shop Applications, -",
        "342 tills: Network Operations, -",
        "375 192.0.2.100-192.0.2.150: Shop Applications, -",
        "404 till-01: Shop Applications, -",
        "530 192.0.2.64/28: -, Ada Byron",
        "261 192.0.2.0/24: Network Operations, -",
      ],
      "references": [
        "16 ipam-entry translated exact 192.0.2.11 name=till-01 host=till-01.corner.example vrf=Red via=198.51.100.11 owner=Shop Applications (label)",
        "80 ipam-entry destination exact 198.51.100.11 name=outside of till-01",
        "119 ipam-entry literal exact 192.0.2.12 name=was till-02; password: ••••••••••••• action=deprecated disabled owner=Workplace (tag)",
        "138 ipam-entry literal exact 192.0.2.99 name=was till-02; password: ••••••••••••• action=deprecated disabled owner=Workplace (tag)",
        "152 ipam-entry vip exact 192.0.2.1 name=vrrp3 10 action=vrrp",
        "191 ipam-entry literal exact 192.0.2.14 name=owner: Databases; kept for 192.0.2.15 action=reserved, secondary owner=Databases (description)",
        "208 ipam-entry literal exact 192.0.2.15 name=owner: Databases; kept for 192.0.2.15 action=reserved, secondary owner=Databases (description)",
        "224 ipam-entry vip exact 2001:db8::11 action=anycast owner=Shop Applications (label)",
        "379 ipam-entry literal range 192.0.2.100-192.0.2.150 name=till pool action=reserved owner=Shop Applications (label)",
        "454 ipam-entry literal exact 192.0.2.50 name=till-01 owner=Shop Applications (label)",
        "585 ipam-entry literal exact 192.0.2.60",
        "269 ipam-entry literal subnet 192.0.2.0/24 name=tills (120), group Yard access, site Yard vrf=Red owner=Network Operations (label)",
        "333 ipam-entry literal exact 192.0.2.77",
        "60 ipam-entry destination exact 198.51.100.11 name=till-01 owner=Shop Applications (label)",
        "99 ipam-entry translated exact 192.0.2.11 name=outside of till-01 vrf=Red via=198.51.100.11",
        "449 ipam-entry literal exact 192.0.2.11 name=till-01 host=till-01 vrf=Red owner=Shop Applications (label)",
        "492 ipam-entry literal exact 192.0.2.11 name=till-01: sale service=tcp/8443,tcp/9443 vrf=Red",
        "519 ipam-entry vip exact 192.0.2.1 name=gateway action=vrrp3",
      ],
      "understood": "15 of 17",
      "unknown": [
        "1 object of plugins/netbox-dns/records (line 580)",
        "1 pages of ipam/ip-addresses that are not in this file (line 2)",
        "1 prefix without what makes it one (line 323)",
      ],
    }
  `)
})

test('answers one on each line, one of them cut', () => {
  const file = recording(import.meta.dirname, 'lines.json')
  expect(toldReading(netBoxReader, file)).toMatchInlineSnapshot(`
    {
      "masked": 0,
      "references": [
        "1 ipam-entry literal exact 192.0.2.21 vrf=Red owner=Shop Applications (label)",
        "2 ipam-entry literal exact 192.0.2.21 owner=Workplace (label)",
        "3 ipam-entry translated exact 203.0.113.7 via=203.0.113.8",
        "4 ipam-entry literal exact 203.0.113.9",
        "4 ipam-entry literal subnet 203.0.113.9/3",
        "3 ipam-entry destination exact 203.0.113.8",
      ],
      "understood": "3 of 5",
      "unknown": [
        "1 JSON that is not whole (line 4)",
        "1 address without what makes it one (line 4)",
        "1 owner that depends on the VRF (line 2)",
      ],
    }
  `)
})

test('tables of the screens', () => {
  for (const [name, sure] of [
    ['ip-addresses.csv', 0.95],
    ['prefixes.csv', 0.95],
  ] as const)
    expect(netBoxReader.recognises(recording(import.meta.dirname, name))).toBe(sure)
  const file = recording(import.meta.dirname, 'ip-addresses.csv')
  expect(JSON.stringify([...netBoxReader.read(file).references])).not.toContain('hiddencommunity9')
  expect(toldReading(netBoxReader, file)).toMatchInlineSnapshot(`
    {
      "masked": 0,
      "owners": [
        "2 192.0.2.11: Shop Applications, -",
        "4 192.0.2.1: Perimeter Team, -",
        "7 2001:db8::11: Shop Applications, -",
      ],
      "references": [
        "2 ipam-entry translated exact 192.0.2.11 name=till-01 host=till-01.corner.example vrf=Red via=198.51.100.11 owner=Shop Applications (label)",
        "3 ipam-entry destination exact 198.51.100.11 name=outside of till-01",
        "4 ipam-entry vip exact 192.0.2.1 name=gateway action=vrrp host=gateway vrf=Red owner=Perimeter Team (comment)",
        "4 ipam-entry literal exact 192.0.2.254 name=gateway action=vrrp vrf=Red owner=Perimeter Team (comment)",
        "6 ipam-entry literal exact 192.0.2.14 action=deprecated, secondary vrf=Red disabled",
        "7 ipam-entry vip exact 2001:db8::11 name=any.corner.example action=reserved, anycast host=any.corner.example owner=Shop Applications (label)",
        "2 ipam-entry destination exact 198.51.100.11 name=till-01 owner=Shop Applications (label)",
        "3 ipam-entry translated exact 192.0.2.11 name=outside of till-01 vrf=Red via=198.51.100.11",
      ],
      "understood": "6 of 7",
      "unknown": [
        "1 address without what makes it one (line 8)",
      ],
    }
  `)
  expect(toldReading(netBoxReader, recording(import.meta.dirname, 'prefixes.csv'))).toMatchInlineSnapshot(`
    {
      "masked": 0,
      "owners": [
        "2 192.0.2.0/24: Network Operations, -",
        "3 192.0.2.64/28: Site Security, -",
      ],
      "references": [
        "2 ipam-entry literal subnet 192.0.2.0/24 name=site Yard action=container vrf=Red owner=Network Operations (label)",
        "3 ipam-entry literal subnet 192.0.2.64/28 name=cameras (64), site Yard vrf=Red owner=Site Security (label)",
        "3 ipam-entry literal exact 192.0.2.65 name=cameras (64), site Yard vrf=Red owner=Site Security (label)",
        "4 ipam-entry literal subnet 2001:db8::/64",
      ],
      "understood": "4 of 4",
      "unknown": [],
    }
  `)
})

test('columns as older releases spell them', () => {
  const addresses =
    'address,vrf,tenant,status,role,assigned_object_type,assigned_object_id,is_primary,dns_name,description'
  const vlans = 'site,group,vid,name,tenant,status,role,description'
  const machines = 'Name,Status,Site,Cluster,Role,Tenant,vCPUs,Memory (MB),Disk (GB),IP Address'
  const tables = {
    addresses: `${addresses}\n192.0.2.9/24,65000:7,Shop,Active,VIP,,,,sale.corner.example,\n`,
    vlans: `${vlans}\nYard,Access,120,tills,Network Operations,Active,,\n`,
    machines: `${machines}\nTILL-09,Active,Yard,yard-cl-01,server,Shop,2,4096,40,192.0.2.9/24\n`,
  }
  const told = Object.entries(tables).map(([name, text]) => {
    const file = textFile(`${name}.csv`, text)
    expect(netBoxReader.recognises(file)).toBeGreaterThan(0.6)
    return toldReading(netBoxReader, file)
  })
  expect(told).toMatchInlineSnapshot(`
    [
      {
        "masked": 0,
        "owners": [
          "2 192.0.2.9: Shop, -",
        ],
        "references": [
          "2 ipam-entry vip exact 192.0.2.9 name=sale.corner.example action=vip host=sale.corner.example vrf=65000:7 owner=Shop (label)",
        ],
        "understood": "2 of 2",
        "unknown": [],
      },
      {
        "masked": 0,
        "owners": [
          "2 tills: Network Operations, -",
        ],
        "references": [],
        "understood": "2 of 2",
        "unknown": [],
      },
      {
        "masked": 0,
        "owners": [
          "2 till-09: Shop, -",
        ],
        "references": [
          "2 ipam-entry literal exact 192.0.2.9 name=TILL-09 host=till-09 owner=Shop (label)",
        ],
        "understood": "2 of 2",
        "unknown": [],
      },
    ]
  `)
})

test.each([
  [
    'a query in GraphQL',
    '{"data":{"ip_address_list":[{"id":"4","address":"192.0.2.4/24","dns_name":"","status":"active"}]}}',
  ],
  [
    'what a script kept',
    '[{"id":3,"name":"crane","device_type":{"model":"x"},"primary_ip4":{"address":"192.0.2.4/24"}}]',
  ],
  ['a table to import', 'address,status,dns_name,description\n192.0.2.4/24,active,crane.yard.example,\n'],
])('without addresses of the API: %s', (_, text) => {
  const file = textFile('netbox', text)
  expect(netBoxReader.recognises(file)).toBeGreaterThan(0.6)
  expect([...netBoxReader.read(file).references].map(({ matched }) => matched)).toEqual(['192.0.2.4'])
})
