import { expect, test } from 'vitest'
import { recording, textFile, toldReading } from '../../../../tests/evidence-recordings.ts'
import { dhcpReader } from './index.ts'

const told = (name: string): object => {
  const file = recording(import.meta.dirname, name)
  expect(dhcpReader.recognises(file)).toBeGreaterThan(0.9)
  return toldReading(dhcpReader, file)
}

test('dhcpd.conf: reservations, pools, servers and what hosts are told', () => {
  expect(told('dhcpd.conf')).toMatchInlineSnapshot(`
    {
      "masked": 1,
      "owners": [
        "27 192.0.2.11: Shop Applications, -",
        "27 192.0.2.12: Shop Applications, -",
      ],
      "references": [
        "5 ipam-entry literal exact 192.0.2.53 name=domain-name-servers",
        "12 ipam-entry literal exact 192.0.2.53 name=primary",
        "14 ipam-entry literal exact 192.0.2.5 name=address",
        "14 ipam-entry literal exact 192.0.2.6 name=peer",
        "17 ipam-entry literal subnet 192.0.2.0 255.255.255.0 name=subnet covers=192.0.2.0/24",
        "18 ipam-entry literal exact 192.0.2.1 name=routers",
        "20 ipam-entry literal range 192.0.2.100-192.0.2.150 name=range",
        "20 ipam-entry literal exact 192.0.2.160 name=range",
        "21 ipam-entry literal exact 192.0.2.7 name=next-server",
        "24 ipam-entry literal subnet 2001:db8::/64 name=subnet",
        "24 ipam-entry literal range 2001:db8::100-2001:db8::1ff name=range",
        "24 ipam-entry literal range 2001:db8:8::-2001:db8:9:: name=range",
        "27 ipam-entry literal exact 192.0.2.11 name=till-01 action=reservation host=till-01 owner=Shop Applications (comment)",
        "27 ipam-entry literal exact 192.0.2.12 name=till-01 action=reservation host=till-01 owner=Shop Applications (comment)",
        "27 ipam-entry literal name 00:50:56:00:00:11 name=till-01 action=reservation host=00:50:56:00:00:11 owner=Shop Applications (comment)",
        "31 ipam-entry literal name printer.corner.example name=printer-2 action=reservation",
        "30 ipam-entry literal name 00:50:56:00:00:12 name=printer-2 action=reservation host=00:50:56:00:00:12",
        "34 ipam-entry literal exact 2001:db8::11 name=six action=reservation host=six",
        "38 ipam-entry literal exact 192.0.2.13 name=open action=reservation host=open",
      ],
      "understood": "43 of 44",
      "unknown": [
        "1 block that is not closed (line 38)",
        "1 included file (line 6)",
        "1 statement speedup (line 37)",
      ],
    }
  `)
})

test('dhcpd.leases: the last lease of an address counts', () => {
  expect(told('dhcpd.leases')).toMatchInlineSnapshot(`
    {
      "masked": 0,
      "references": [
        "14 ipam-entry literal exact 192.0.2.102 action=lease, free disabled",
        "20 ipam-entry literal exact 192.0.2.101 name=till-101 action=lease, active host=till-101 expires=2026-11-02T10:58:13.000Z",
        "29 ipam-entry literal exact 2001:db8::101 action=lease, active expires=2026-11-02T11:58:13.000Z",
      ],
      "understood": "29 of 29",
      "unknown": [],
    }
  `)
})

test('Kea: configurations with comments, an answer, a lease file', () => {
  expect(told('kea-dhcp4.conf')).toMatchInlineSnapshot(`
    {
      "masked": 0,
      "owners": [
        "15 192.0.2.11: Shop Applications, -",
      ],
      "references": [
        "3 ipam-entry literal exact 192.0.2.70 name=host",
        "4 ipam-entry literal exact 192.0.2.53 name=domain-name-servers",
        "4 ipam-entry literal exact 192.0.2.54 name=domain-name-servers",
        "8 ipam-entry literal subnet 192.0.2.0/24 name=subnet",
        "9 ipam-entry literal range 192.0.2.100-192.0.2.150 name=pool",
        "9 ipam-entry literal subnet 192.0.2.160/28 name=pool",
        "10 ipam-entry literal exact 192.0.2.1 name=ip-addresses",
        "11 ipam-entry literal exact 192.0.2.1 name=routers",
        "15 ipam-entry literal exact 192.0.2.11 name=till-01.corner.example action=reservation host=till-01.corner.example owner=Shop Applications (comment)",
        "14 ipam-entry literal name 00:50:56:00:00:11 name=till-01.corner.example action=reservation host=00:50:56:00:00:11 owner=Shop Applications (comment)",
        "19 ipam-entry literal exact 192.0.2.12 action=reservation",
        "23 ipam-entry literal subnet 2001:db8::/64 name=subnet",
        "24 ipam-entry literal subnet 2001:db8:8::/48 name=prefix",
        "25 ipam-entry literal exact 2001:db8::11 name=till-01 action=reservation host=till-01",
        "27 ipam-entry literal exact 192.0.2.103 name=till-103 action=lease, expired-reclaimed host=till-103 expires=2026-11-01T10:58:13.000Z disabled",
      ],
      "understood": "20 of 20",
      "unknown": [],
    }
  `)
  expect(told('kea-leases4.csv')).toMatchInlineSnapshot(`
    {
      "masked": 0,
      "references": [
        "3 ipam-entry literal exact 192.0.2.105 action=lease, expired-reclaimed expires=2026-11-01T10:58:13.000Z disabled",
        "4 ipam-entry literal exact 192.0.2.104 name=till-104.corner.example action=lease, active host=till-104.corner.example expires=2026-11-01T11:58:13.000Z",
      ],
      "understood": "4 of 5",
      "unknown": [
        "1 row without an address (line 5)",
      ],
    }
  `)
})

test('tables of Windows', () => {
  expect(told('windows-leases.csv')).toMatchInlineSnapshot(`
    {
      "masked": 0,
      "owners": [
        "4 192.0.2.107: Databases, -",
      ],
      "references": [
        "3 ipam-entry literal exact 192.0.2.106 name=till-106.corner.example action=lease, active host=till-106.corner.example",
        "4 ipam-entry literal exact 192.0.2.107 action=reservation, inactive owner=Databases (comment)",
        "4 ipam-entry literal name 00-50-56-00-01-07 action=reservation, inactive host=00:50:56:00:01:07 owner=Databases (comment)",
        "5 ipam-entry literal exact 192.0.2.108 action=lease, declined disabled",
      ],
      "understood": "4 of 4",
      "unknown": [],
    }
  `)
  expect(told('windows-reservations.csv')).toMatchInlineSnapshot(`
    {
      "masked": 0,
      "references": [
        "2 ipam-entry literal exact 192.0.2.109 name=till-109 action=reservation host=till-109",
        "2 ipam-entry literal name 00-50-56-00-01-09 name=till-109 action=reservation host=00:50:56:00:01:09",
        "2 ipam-entry literal exact 192.0.2.110 name=till-109 action=reservation",
      ],
      "understood": "2 of 2",
      "unknown": [],
    }
  `)
})

/** What the references of a text say. */
const saidBy = (name: string, ...lines: readonly string[]): readonly string[] => {
  const file = textFile(name, `${lines.join('\n')}\n`)
  expect(dhcpReader.recognises(file)).toBeGreaterThan(0.9)
  const reading = dhcpReader.read(file)
  expect(reading.unknown).toEqual([])
  return [...reading.references].map(({ matched, name: entry, host }) =>
    [matched, entry, host].filter((part) => part !== undefined).join(' | '),
  )
}

test('a configuration that has no subnet yet, and addresses within texts', () => {
  expect(
    saidBy(
      'dhcpd.conf',
      'option domain-name "corner.example";',
      'default-lease-time 600;',
      'max-lease-time 7200;',
      'filename "http://192.0.2.6/boot.ipxe";',
      'option root-path "192.0.2.7:/export,nfs";',
      'subclass "tills" 1:00:50:56:00:00:11;',
    ),
  ).toEqual(['192.0.2.6 | filename', '192.0.2.7 | root-path'])
})

test('Kea: commas before a bracket that closes, behind comments too; addresses within URLs', () => {
  expect(
    saidBy(
      'kea-dhcp4.conf',
      '{ "Dhcp4": { "subnet4": [ { "subnet": "192.0.2.0/24", "pools": [ ], // none yet',
      '  "option-data": [ { "name": "routers", "data": "192.0.2.1", /* the only one */ }, ], }, ],',
      '  "peers": [ { "url": "http://192.0.2.9:8001/", # the other',
      '  } ], } }',
    ),
  ).toEqual(['192.0.2.0/24 | subnet', '192.0.2.1 | routers', '192.0.2.9 | url'])
})

test('what netsh dumps of a Windows server', () => {
  expect(
    saidBy(
      'dhcp-dump.txt',
      '# ===== Start Add Scope =====',
      'Dhcp Server 192.0.2.3 add scope 192.0.2.0 255.255.255.0 "Tills" "owner: Shop Applications"',
      'Dhcp Server 192.0.2.3 Scope 192.0.2.0 set state 1',
      'Dhcp Server 192.0.2.3 Scope 192.0.2.0 Add iprange 192.0.2.100 192.0.2.200',
      'Dhcp Server 192.0.2.3 Scope 192.0.2.0 set optionvalue 6 IPADDRESS "192.0.2.53" "192.0.2.54"',
      'Dhcp Server 192.0.2.3 Scope 192.0.2.0 Add reservedip 192.0.2.20 005056000020 "till-20" "" "BOTH"',
    ),
  ).toEqual([
    '192.0.2.3 | DHCP server',
    '192.0.2.0 255.255.255.0 | Tills',
    '192.0.2.100-192.0.2.200 | range',
    '192.0.2.53 | option 6',
    '192.0.2.54 | option 6',
    '192.0.2.20 | till-20 | till-20',
    '005056000020 | till-20 | 00:50:56:00:00:20',
  ])
})

test('who has a subnet may stand beside its scope', () => {
  const ownersBy = (name: string, ...lines: readonly string[]): readonly string[] =>
    [...dhcpReader.read(textFile(name, `${lines.join('\n')}\n`)).owners].map(
      ({ subject, team }) => `${subject}: ${team}`,
    )
  const dumped = 'Dhcp Server 192.0.2.3 add scope 192.0.2.0 255.255.255.0 "Tills" "owner: Shop Applications"'
  expect(ownersBy('dump.txt', dumped)).toEqual(['192.0.2.0/24: Shop Applications'])
  expect(
    ownersBy(
      'scopes.csv',
      'ScopeId,SubnetMask,Name,Description,StartRange,EndRange',
      '192.0.2.0,255.255.255.0,Tills,owner: Shop Applications,192.0.2.50,192.0.2.99',
      '198.51.100.0,255.255.255.0,Yard,second floor,198.51.100.50,198.51.100.99',
    ),
  ).toEqual(['192.0.2.0/24: Shop Applications'])
})

test('scopes of a Windows server and what they leave out', () => {
  expect(
    saidBy(
      'scopes.csv',
      '"ScopeId","SubnetMask","Name","State","StartRange","EndRange","LeaseDuration"',
      '"192.0.2.0","255.255.255.0","Tills","Active","192.0.2.50","192.0.2.99","8.00:00:00"',
    ),
  ).toEqual(['192.0.2.0/255.255.255.0 | Tills', '192.0.2.50-192.0.2.99 | Tills'])
  expect(saidBy('out.csv', 'ScopeId,StartRange,EndRange', '192.0.2.0,192.0.2.60,192.0.2.61')).toEqual([
    '192.0.2.60-192.0.2.61 | exclusion',
  ])
})
