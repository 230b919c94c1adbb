import { expect, test } from 'vitest'
import { textFile } from '../../../../tests/evidence-recordings.ts'
import { maskedDeviceLines } from '../../../algebra/evidence/device-lines.ts'
import { mayBeSecret, secretsOfCisco } from './secrets.ts'

function shown(...lines: readonly string[]): readonly string[] {
  const { bytes } = textFile('rt.cfg', lines.join('\n'))
  return maskedDeviceLines(bytes, mayBeSecret, secretsOfCisco).lines.map(({ text }) => text)
}

test('a key behind its level is masked, also where the level was taken for it', () => {
  const lines = shown(
    'username kim secret sha512 CANARY-A',
    'username lee secret 10 CANARY-B',
    'enable password sha512 CANARY-C',
    'radius-server host 192.0.2.1 key 8a CANARY-D',
    'crypto isakmp key 6 CANARY-E address 192.0.2.2',
    ' area 1 virtual-link 192.0.2.3 message-digest-key 1 md5 7 CANARY-F',
    'license smart trust idtoken CANARY-G',
    ' radius-common-pw CANARY-H',
    'snmp-server host 192.0.2.4 traps version 2c encrypted CANARY-I',
    'logging ftp-server 192.0.2.5 /logs kim CANARY-J',
  )
  expect(lines.join('\n')).not.toContain('CANARY')
  expect(lines[3]).toContain('192.0.2.1')
  expect(lines[4]).toContain('address 192.0.2.2')
})

test('keys of routing, gateways and daemons', () => {
  const lines = shown(
    'ospfv3 encryption ipsec spi 1001 esp null md5 0 CANARYCANARYCANARYCANARY00000000',
    ' ipv6 ospf encryption ipsec spi 256 esp null sha1 0 CANARYCANARYCANARYCANARY00000000',
    '    authentication text CANARY-A',
    '  authentication mode hmac-sha-256 0 CANARY-B',
    ' ip nhrp authentication CANARY-C',
    'snmp-server user kim ops v3 auth md5 encrypted CANARY-D priv aes 128 encrypted CANARY-E',
    'snmp-server user lee ops auth md5 0xCANARY priv 0xCANARY localizedkey',
    '   exec /usr/bin/agent -ingestauth=key,CANARY-F -addr=192.0.2.4:9910',
    '    authentication md5 key-chain GATEWAYS',
    ' authentication event fail action authorize vlan 10',
  )
  expect(lines.join('\n')).not.toContain('CANARY')
  expect(lines[7]).toContain('-addr=192.0.2.4:9910')
  expect(lines.slice(8)).toEqual([
    '    authentication md5 key-chain GATEWAYS',
    ' authentication event fail action authorize vlan 10',
  ])
})

test('a server of the firewall has its key behind its address', () => {
  expect(
    shown(
      'aaa-server LOGIN (inside) host 192.0.2.5 CANARY timeout 10',
      'aaa-server LOGIN (inside) host 192.0.2.6 timeout 10',
      'aaa-server LOGIN (inside) host 192.0.2.7',
    ),
  ).toEqual([
    'aaa-server LOGIN (inside) host 192.0.2.5 •••••• timeout 10',
    'aaa-server LOGIN (inside) host 192.0.2.6 timeout 10',
    'aaa-server LOGIN (inside) host 192.0.2.7',
  ])
})

test('a key of a user that follows its level at once, and the rest of one that the terminal broke', () => {
  const lines = shown(
    'snmp-server user kim network-admin auth md5 CANARY priv CANARY localizedkey',
    'CANARY8eab2232cbd0960 localizedkey',
    'snmp-server group OPS v3 priv read ALL',
  )
  expect(lines.join('\n')).not.toContain('CANARY')
  expect(lines[2]).toBe('snmp-server group OPS v3 priv read ALL')
})
