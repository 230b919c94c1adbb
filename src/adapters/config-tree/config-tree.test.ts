import { expect, test } from 'vitest'
import { recording, toldReading } from '../../../tests/evidence-recordings.ts'
import { configTreeReader } from './index.ts'

const estate = {
  hostNames: new Set(['till-01', 'till', 'till-01.corner.example']),
  domains: new Set(['corner.example']),
}

test('literals in configuration, and what only looks like one', () => {
  const file = recording(import.meta.dirname, 'shop.properties')
  expect(configTreeReader.recognises(file)).toBeGreaterThan(0.25)
  expect(toldReading(configTreeReader, file, estate)).toEqual({
    references: [
      '2 config-literal literal name till-01.corner.example host=till-01.corner.example owner=Shop Applications (file-head)',
      '4 config-literal literal exact 192.0.2.11 owner=Shop Applications (file-head)',
      '4 config-literal literal exact 192.0.2.12 owner=Shop Applications (file-head)',
      '4 config-literal literal range 192.0.2.20-29 covers=192.0.2.20-192.0.2.29 owner=Shop Applications (file-head)',
      '4 config-literal literal subnet 192.0.2.64/28 owner=Shop Applications (file-head)',
      '7 config-literal literal name 00:50:56:20:15:31 host=00:50:56:20:15:31 owner=Shop Applications (file-head)',
      '8 config-literal literal exact 2001:db8::11 owner=Shop Applications (file-head)',
      '8 config-literal literal subnet 2001:db8:50::/64 owner=Shop Applications (file-head)',
      '9 config-literal literal name till host=till owner=Shop Applications (file-head)',
      '9 config-literal literal name till host=till owner=Shop Applications (file-head)',
      '9 config-literal literal name till-01 host=till-01 owner=Shop Applications (file-head)',
      '10 config-literal literal name pay.elsewhere.example host=pay.elsewhere.example owner=Shop Applications (file-head)',
      '11 config-literal literal any 0.0.0.0/0 owner=Shop Applications (file-head)',
    ],
    understood: '11 of 11',
    unknown: [],
    masked: 2,
  })
})

test('owners of folders', () => {
  const file = recording(import.meta.dirname, 'CODEOWNERS')
  expect(configTreeReader.recognises(file)).toBeGreaterThan(0.85)
  expect(toldReading(configTreeReader, file, estate)).toEqual({
    references: [],
    owners: ['2 path:: @corner/platform, -', '3 path:shop: @corner/shop, -'],
    understood: '3 of 4',
    unknown: ['1 pattern with a wildcard (line 4)'],
    masked: 0,
  })
})

test('an inventory, the access list of a site, a proxy, and what a release brings', () => {
  const lines = [
    '[tills]',
    'till-[01:20].corner.example ansible_user=ops',
    '10.22.0.[1:9]',
    '<ipSecurity><add ipAddress="10.22.4.0" subnetMask="255.255.255.0" allowed="true"/></ipSecurity>',
    '<bindingRedirect oldVersion="0.0.0.0-13.0.0.0" newVersion="13.0.0.0"/>',
    'RewriteCond %{REMOTE_ADDR} ^10\\.22\\.0\\. [OR]',
    'RewriteCond %{REMOTE_ADDR} ^10\\.22\\.1\\.8$',
    'route:',
    '  network: 10.22.8.0',
    '  netmask: 255.255.248.0',
    '    image: nginx:1.25.3.1',
    '# upgraded from 8.0.1.5 to 8.0.2.100; Agent 10.22.1.2 stays',
  ]
  const file = { name: 'deploy/site.txt', bytes: new TextEncoder().encode(lines.join('\n')) }
  expect(toldReading(configTreeReader, file, estate)).toEqual({
    references: [
      '2 config-literal literal name till-[01:20].corner.example host=till-01.corner.example',
      '3 config-literal literal range 10.22.0.[1:9] covers=10.22.0.1-10.22.0.9',
      '4 config-literal literal subnet 10.22.4.0 covers=10.22.4.0/24',
      '6 config-literal literal subnet 10\\.22\\.0\\. covers=10.22.0.0/24',
      '7 config-literal literal exact 10\\.22\\.1\\.8 covers=10.22.1.8',
      '9 config-literal literal subnet 10.22.8.0 covers=10.22.8.0/21',
      '12 config-literal literal exact 10.22.1.2',
    ],
    understood: '12 of 12',
    unknown: ['1 four numbers that may be a version, taken for an address (line 12)'],
    masked: 0,
  })
})
