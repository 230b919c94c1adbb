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
  ['0050-56aa-BBcc', '00:50:56:aa:bb:cc'],
  ['005056-aabbcc', '00:50:56:aa:bb:cc'],
  ['0050-56aa.bbcc', undefined],
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

/** What the tables of other makers say: the name, the card and the VRF of each row; nothing stays behind. */
const rowsOf = (...lines: readonly string[]): readonly string[] => {
  const file = textFile('printed.txt', `${lines.join('\n')}\n`)
  expect(arpReader.recognises(file)).toBeGreaterThanOrEqual(0.7)
  const reading = arpReader.read(file)
  const rows = [...reading.references].map(({ matched, name, host, vrf, action }) =>
    [matched, name, host, vrf, action].filter((part) => part !== undefined).join(' | '),
  )
  expect(reading.unknown).toEqual([])
  return rows
}

test('Huawei breaks rows, ends them with the VPN instance, and marks what is its own', () => {
  expect(
    rowsOf(
      'IP ADDRESS      MAC ADDRESS     EXPIRE(M) TYPE        INTERFACE   VPN-INSTANCE',
      '                                          VLAN/CEVLAN PVC',
      '--------------------------------------------------------------------------',
      '192.0.2.1       0050-5600-0001            I -         Vlanif120   tills',
      '192.0.2.11      0050-5600-0011  12        D-0         Eth-Trunk1  tills',
      '                                          120/-',
      '198.51.100.7    0050-5600-0012  3         D-0         Eth-Trunk2',
      'Total:3         Dynamic:2       Static:0    Interface:1',
    ),
  ).toEqual([
    '192.0.2.1 | ARP table Vlanif120 | 00:50:56:00:00:01 | tills | own address',
    '192.0.2.11 | ARP table Eth-Trunk1 | 00:50:56:00:00:11 | tills',
    '198.51.100.7 | ARP table Eth-Trunk2 | 00:50:56:00:00:12',
  ])
})

test('a head whose last column is the VRF, and a title that names one', () => {
  expect(
    rowsOf(
      'IPv4 Address     MAC                Port         Physical Port    State      VRF',
      '---------------------------------------------------------------------------------',
      '192.0.2.21       00:50:56:00:00:21  vlan120      1/1/7            reachable  tills',
      '192.0.2.22       00:50:56:00:00:22  vlan120      1/1/8            stale      default',
      'Total Number Of ARP Entries Listed- 2.',
    ),
  ).toEqual([
    '192.0.2.21 | ARP table 1/1/7 | 00:50:56:00:00:21 | tills',
    '192.0.2.22 | ARP table 1/1/8 | 00:50:56:00:00:22',
  ])
  expect(
    rowsOf(
      'VRF: tills',
      'Address         Age (sec)  Hardware Addr   Interface',
      '192.0.2.23        0:00:09  0050.5600.0023  Vlan120, Ethernet4',
      '192.0.2.24        0:00:19  0050.5600.0024  Vlan120, not learned',
    ),
  ).toEqual([
    '192.0.2.23 | ARP table Ethernet4 | 00:50:56:00:00:23 | tills',
    '192.0.2.24 | ARP table Vlan120 | 00:50:56:00:00:24 | tills',
  ])
})

test('Palo Alto, ProCurve, Comware and IOS XR', () => {
  expect(
    rowsOf(
      'maximum of entries supported :      1500',
      'default timeout:                    1800 seconds',
      'status: s - static, c - complete, e - expiring, i - incomplete',
      'interface         ip address      hw address        port              status   ttl',
      'ethernet1/1       192.0.2.31      00:50:56:00:00:31 ethernet1/1.120     c      627',
      'ethernet1/1       192.0.2.32      (incomplete)      ethernet1/1.120     i      1',
    ),
  ).toEqual(['192.0.2.31 | ARP table ethernet1/1.120 | 00:50:56:00:00:31'])
  expect(
    rowsOf(
      ' Status and Counters - Port Address Table',
      '  MAC Address       Port                            VLAN',
      '  ----------------- ------------------------------- ----',
      '  005056-000041     Trk1                            120',
      '  005056-000042     25                              130',
    ),
  ).toEqual([
    '005056-000041 | MAC table VLAN 120 Trk1 | 00:50:56:00:00:41',
    '005056-000042 | MAC table VLAN 130 25 | 00:50:56:00:00:42',
  ])
  expect(
    rowsOf(
      '  Type: S-Static   D-Dynamic   O-Openflow   R-Rule   M-Multiport  I-Invalid',
      'IP address      MAC address    VLAN     Interface                Aging Type',
      '192.0.2.51      0050-5600-0051 120      XGE1/0/47                16    D',
    ),
  ).toEqual(['192.0.2.51 | ARP table XGE1/0/47 | 00:50:56:00:00:51'])
  expect(
    rowsOf(
      'Mon Nov 16 02:44:29.814 UTC',
      '0/RP0/CPU0',
      'Address         Age        Hardware Addr   State      Type  Interface',
      '192.0.2.61      -          0050.5600.0061  Interface  ARPA  GigabitEthernet0/0/0/0',
    ),
  ).toEqual(['192.0.2.61 | ARP table GigabitEthernet0/0/0/0 | 00:50:56:00:00:61 | own address'])
})

test('MAC tables that tell when a card last moved, and an IPv6 address that fills a line', () => {
  expect(
    rowsOf(
      'Vlan    Mac Address       Type        Ports      Moves   Last Move',
      ' 120    0050.5600.0071    DYNAMIC     Po7        1       9 days, 15:57:28 ago',
    ),
  ).toEqual(['0050.5600.0071 | MAC table VLAN 120 Po7 | 00:50:56:00:00:71'])
  expect(
    rowsOf(
      'Address         Age       MAC Address     Pref Source     Interface',
      '2001:db8:12:34:250:56ff:fe00:81',
      '                00:03:12  0050.5600.0081  50   icmpv6     Vlan120',
    ),
  ).toEqual(['2001:db8:12:34:250:56ff:fe00:81 | ARP table Vlan120 | 00:50:56:00:00:81'])
})
