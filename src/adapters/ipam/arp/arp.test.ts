import { expect, test } from 'vitest'
import { recording, textFile, toldReading } from '../../../../tests/evidence-recordings.ts'
import { hardwareAddress } from '../shared/hardware.ts'
import { arpReader } from './index.ts'

const told = (name: string): object => {
  const file = recording(import.meta.dirname, name)
  expect(arpReader.recognises(file)).toBeGreaterThanOrEqual(0.7)
  return toldReading(arpReader, file)
}

test('switches: ARP tables with VRFs, MAC tables with VLANs and ports', () => {
  expect(told('core-01.txt')).toMatchInlineSnapshot(`
    {
      "device": "core-01",
      "masked": 0,
      "references": [
        "3 ipam-entry literal name 192.0.2.1 name=ARP table Vlan120 action=own address host=00:00:0c:07:ac:0a",
        "4 ipam-entry literal name 192.0.2.11 name=ARP table Vlan120 host=00:50:56:00:00:11",
        "8 ipam-entry literal name 198.51.100.11 name=ARP table GigabitEthernet1/0/3 host=00:50:56:00:00:12 vrf=Red",
        "15 ipam-entry literal name 0100.0ccc.cccc name=MAC table CPU host=01:00:0c:cc:cc:cc",
        "16 ipam-entry literal name 0050.5600.0011 name=MAC table VLAN 120 Gi1/0/3 host=00:50:56:00:00:11",
        "17 ipam-entry literal name 0000.0c07.ac0a name=MAC table VLAN 120 Router host=00:00:0c:07:ac:0a",
      ],
      "understood": "18 of 18",
      "unknown": [],
    }
  `)
  expect(told('nexus.txt')).toMatchInlineSnapshot(`
    {
      "masked": 0,
      "references": [
        "9 ipam-entry literal name 192.0.2.21 name=ARP table Vlan120 host=00:50:56:00:00:21 vrf=Red",
        "10 ipam-entry literal name 192.0.2.22 name=ARP table mgmt0 host=00:50:56:00:00:22 vrf=Red",
        "17 ipam-entry literal name 0050.5600.0021 name=MAC table VLAN 120 Po1 host=00:50:56:00:00:21",
        "18 ipam-entry literal name 0000.0c07.ac0a name=MAC table sup-eth1(R) host=00:00:0c:07:ac:0a",
      ],
      "understood": "15 of 16",
      "unknown": [
        "1 line of another kind (line 19)",
      ],
    }
  `)
})

test('Linux and Windows', () => {
  expect(told('neigh.txt')).toMatchInlineSnapshot(`
    {
      "masked": 0,
      "references": [
        "1 ipam-entry literal name 192.0.2.31 name=ARP table eth0 host=00:50:56:00:00:31",
        "3 ipam-entry literal name 2001:db8::31 name=ARP table eth0 host=00:50:56:00:00:31",
        "4 ipam-entry literal name 192.0.2.33 name=ARP table eth0 host=00:50:56:00:00:33",
        "5 ipam-entry literal name 192.0.2.34 name=ARP table till-34.corner.example en0 host=00:50:56:00:00:34",
      ],
      "understood": "6 of 6",
      "unknown": [],
    }
  `)
  expect(told('windows-arp.txt')).toMatchInlineSnapshot(`
    {
      "masked": 0,
      "references": [
        "2 ipam-entry literal name 192.0.2.41 name=ARP table interface action=own address",
        "4 ipam-entry literal name 192.0.2.1 name=ARP table host=00:00:0c:07:ac:0a",
        "5 ipam-entry literal name 192.0.2.42 name=ARP table host=00:50:56:00:00:42",
      ],
      "understood": "4 of 4",
      "unknown": [],
    }
  `)
})

test.each([
  ['00:50:56:aa:BB:cc', '00:50:56:aa:bb:cc'],
  ['00-50-56-aa-bb-cc', '00:50:56:aa:bb:cc'],
  ['0050.56aa.bbcc', '00:50:56:aa:bb:cc'],
  ['0:50:56:a:0:1', '00:50:56:0a:00:01'],
  ['00:50:56:aa:bb', undefined],
  ['2001:db8::1', undefined],
])('%s is %s', (text, canonical) => {
  expect(hardwareAddress(text)).toBe(canonical)
})

test('prose and lists that hold a hardware address are no tables', () => {
  const note = textFile('note.txt', 'Card of the till:\n\nid=7; mac 00:50:56:00:00:11, 192.0.2.11\n')
  expect(arpReader.recognises(note)).toBe(0)
})

test('the interface of a row that ends with flags or an age, as Junos and ASA print it', () => {
  const text = [
    'MAC Address       Address         Name                      Interface               Flags',
    '00:50:56:aa:bb:cc 192.0.2.10      192.0.2.10                ge-0/0/0.0              none',
    '\tinside 192.0.2.11 0050.56aa.bbcd 12',
  ].join('\n')
  const names = [...arpReader.read(textFile('arp.txt', text)).references].map(({ name }) => name)
  expect(names).toEqual(['ARP table ge-0/0/0.0', 'ARP table inside'])
})
