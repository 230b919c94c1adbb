import { expect, test } from 'vitest'
import { textFile } from '../../../../tests/evidence-recordings.ts'
import { ciscoAsaReader, ciscoIosReader } from './index.ts'

function sure(...lines: readonly string[]): readonly [asa: number, ios: number] {
  const file = textFile('device.txt', lines.join('\n'))
  return [ciscoAsaReader.recognises(file), ciscoIosReader.recognises(file)]
}

test('a PIX with numbered lists is no router', () => {
  const [asa, ios] = sure(
    'Building configuration...',
    ': Saved',
    'PIX Version 6.1(1)',
    'nameif ethernet0 outside security0',
    'access-list 101 permit tcp any host 192.0.2.1 eq www',
    'access-list 101 permit tcp any host 192.0.2.2 eq www',
    'access-list 101 permit udp any host 192.0.2.3 eq domain',
    'access-list 102 permit ip 192.0.2.0 255.255.255.0 any',
    'conduit permit tcp host 192.0.2.4 eq www any',
  )
  expect([asa, ios]).toEqual([0.96, 0])
})

test('a small firewall with the ports of a switch is no switch, and lists shown with hit counts are its own', () => {
  const ports = [0, 1, 2, 3, 4, 5].flatMap((port) => [
    `interface Ethernet0/${port}`,
    ' switchport access vlan 2',
  ])
  expect(sure('ASA Version 8.2(1)', ...ports, 'interface Vlan2', ' nameif inside')).toEqual([0.96, 0])
  expect(sure('access-list 101 permit tcp any host 192.0.2.1 eq www (hitcnt=0)')).toEqual([0.6, 0])
  expect(sure('FWSM Version 3.1(1) <context>', 'hostname fw', 'access-list 110; 1 elements')).toEqual([
    0.96, 0,
  ])
})

test('switches of NX-OS and EOS and routers of IOS XR, as they are shown', () => {
  const forms: readonly (readonly string[])[] = [
    [
      '!Command: show running-config',
      'version 9.3(2) Bios:version 07.67',
      'feature hsrp',
      'interface Ethernet1/1',
    ],
    ['IP access list EDGE', '        10 permit tcp any 192.0.2.0/24 [match=6]', 'IPv6 access list SIX'],
    ['IP Access List EDGE [readonly]', '        10 permit ip any any', 'IP Access List OTHER'],
    ['! Command: show running-config', 'transceiver qsfp default-mode 4x10G', 'interface Ethernet1'],
    ['!! IOS XR Configuration 7.1.1', 'interface TenGigE0/0/0/1', ' ipv4 address 192.0.2.1 255.255.255.0'],
  ]
  for (const lines of forms) expect(sure(...lines)).toEqual([0, 0.96])
})

test('words that both know tell of none of them', () => {
  expect(sure('feature request: more colours', 'version two', 'names', 'of a list')).toEqual([0, 0])
})
