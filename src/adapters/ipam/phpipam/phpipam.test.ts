import { expect, test } from 'vitest'
import { recording, textFile, toldReading } from '../../../../tests/evidence-recordings.ts'
import { phpIpamReader } from './index.ts'

test('answers of the API, put together in one file', () => {
  const file = recording(import.meta.dirname, 'answers.json')
  expect(phpIpamReader.recognises(file)).toBe(0.95)
  expect(toldReading(phpIpamReader, file)).toMatchInlineSnapshot(`
    {
      "masked": 1,
      "owners": [
        "35 192.0.2.11: Shop Applications, -",
      ],
      "references": [
        "56 ipam-entry literal exact 192.0.2.2 name=core-01 host=core-01",
        "7 ipam-entry literal subnet 192.0.2.0/24 name=VLAN 120 tills, Tills vrf=Red",
        "15 ipam-entry literal exact 192.0.2.53 name=VLAN 120 tills, Tills vrf=Red",
        "15 ipam-entry literal exact 192.0.2.54 name=VLAN 120 tills, Tills vrf=Red",
        "17 ipam-entry literal exact 198.51.100.9 name=VLAN 120 tills, Tills vrf=Red",
        "38 ipam-entry literal exact 192.0.2.11 name=Till-01.corner.example action=reserved host=till-01.corner.example vrf=Red owner=Shop Applications (label)",
        "48 ipam-entry literal exact 2001:db8::1 action=gateway",
      ],
      "understood": "7 of 9",
      "unknown": [
        "1 address that is none (line 49)",
        "1 answer without data (line 55)",
      ],
    }
  `)
})

test('spreadsheets saved as CSV: addresses, one subnet, all subnets', () => {
  const told = ['addresses.csv', 'subnet.csv', 'subnets.csv'].map((name) => {
    const file = recording(import.meta.dirname, name)
    expect(phpIpamReader.recognises(file)).toBe(0.92)
    return toldReading(phpIpamReader, file)
  })
  expect(told).toMatchInlineSnapshot(`
    [
      {
        "masked": 1,
        "owners": [
          "2 192.0.2.11: Shop Applications, -",
          "4 192.0.2.1: Network Operations, -",
          "5 192.0.2.14: Databases, -",
        ],
        "references": [
          "2 ipam-entry literal exact 192.0.2.11 name=till-01.corner.example host=till-01.corner.example owner=Shop Applications (label)",
          "2 ipam-entry literal exact 192.0.2.250 name=till-01.corner.example owner=Shop Applications (label)",
          "4 ipam-entry literal exact 192.0.2.1 name=gateway of the tills action=gateway owner=Network Operations (label)",
          "5 ipam-entry literal exact 192.0.2.14 name=till-04 action=reserved host=till-04 vrf=Red owner=Databases (description)",
          "6 ipam-entry literal exact 192.0.2.15 action=dhcp vrf=Red",
        ],
        "understood": "5 of 6",
        "unknown": [
          "1 row without an address (line 7)",
        ],
      },
      {
        "masked": 0,
        "owners": [
          "6 192.0.2.65: Shop Applications, -",
        ],
        "references": [
          "2 ipam-entry literal subnet 192.0.2.64/28",
          "6 ipam-entry literal exact 192.0.2.65 name=till-65 host=till-65 owner=Shop Applications (label)",
          "7 ipam-entry literal exact 192.0.2.66 name=instead of 192.0.2.67 action=offline",
          "7 ipam-entry literal exact 192.0.2.67 name=instead of 192.0.2.67 action=offline",
        ],
        "understood": "6 of 6",
        "unknown": [],
      },
      {
        "masked": 0,
        "owners": [
          "2 192.0.2.0/24: Shop Applications, -",
        ],
        "references": [
          "2 ipam-entry literal subnet 192.0.2.0/24 name=VLAN 120, domain default, Tills owner=Shop Applications (label)",
          "3 ipam-entry literal subnet 2001:db8::/64 vrf=Red",
        ],
        "understood": "4 of 4",
        "unknown": [],
      },
    ]
  `)
})

const saidBy = (name: string, text: string): readonly string[] => {
  const file = textFile(name, text)
  expect(phpIpamReader.recognises(file)).toBeGreaterThan(0.9)
  return [...phpIpamReader.read(file).references].map(
    ({ matched, name: entry, vrf }) => `${matched} ${entry}${vrf ? ` in ${vrf}` : ''}`,
  )
}

test('subnets as an import takes them, their length in a column of its own', () => {
  const text =
    'Section,Subnet,Mask,Description,VLAN,Domain,VRF\nYard,192.0.2.0,/24,Tills,120,default,Red\nYard,198.51.100.0,255.255.255.0,Cameras,,,\n'
  expect(saidBy('subnets.csv', text)).toEqual([
    '192.0.2.0/24 VLAN 120, domain default, Tills in Red',
    '198.51.100.0/255.255.255.0 Cameras',
  ])
})

test('one subnet with the heads of a newer release, and the gateway that a subnet names', () => {
  const text =
    'IP Address,IP State,Description,Hostname,Firewall Object,MAC Address,Owner\n192.0.2.11,Used,till,till-01,,00:50:56:00:00:11,Shop\n'
  expect(saidBy('subnet.csv', text)).toEqual(['192.0.2.11 till-01'])
  const answer = {
    code: 200,
    success: true,
    data: {
      id: '8',
      subnet: '192.0.2.0',
      mask: '24',
      masterSubnetId: '0',
      gateway: { id: '3', ip_addr: '192.0.2.1' },
    },
  }
  expect(saidBy('subnet.json', JSON.stringify(answer))).toEqual([
    '192.0.2.0/24 undefined',
    '192.0.2.1 undefined',
  ])
})
