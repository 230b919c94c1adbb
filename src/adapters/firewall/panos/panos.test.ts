import { expect, test } from 'vitest'
import { recording, textFile, toldReading } from '../../../../tests/evidence-recordings.ts'
import { panosReader } from './index.ts'

test('rules in set form: objects, nested groups, scopes, wildcards, translations', () => {
  const file = recording(import.meta.dirname, 'corner.set')
  expect(panosReader.recognises(file)).toBeGreaterThan(0.85)
  expect(toldReading(panosReader, file)).toEqual({
    references: [
      '13 firewall-rule source subnet 198.51.100.0/24 name=device-group DG1: pay service=tcp/8443 action=allow path=office owner=Shop Network (tag)',
      '14 firewall-rule destination group 192.0.2.11/32 name=device-group DG1: pay service=tcp/8443 action=allow path=everything>tills>till-01 owner=Shop Network (tag)',
      '14 firewall-rule destination group 192.0.2.20-192.0.2.29 name=device-group DG1: pay service=tcp/8443 action=allow path=everything>tills>range-a owner=Shop Network (tag)',
      '14 firewall-rule destination group 198.51.100.0/24 name=device-group DG1: pay service=tcp/8443 action=allow path=everything>office owner=Shop Network (tag)',
      '14 firewall-rule destination group Shop.Corner.example name=device-group DG1: pay service=tcp/8443 action=allow host=shop.corner.example path=everything>shop owner=Shop Network (tag)',
      '18 firewall-rule source any any name=device-group DG2: pay disabled owner=Site Security (description)',
      '19 firewall-rule destination subnet 192.0.2.64/0.0.0.15 name=device-group DG2: pay covers=192.0.2.64/28 path=cams disabled owner=Site Security (description)',
      '19 firewall-rule destination group 192.0.2.11/32 name=device-group DG2: pay path=loop>till-01 disabled owner=Site Security (description)',
      '24 nat-rule source any any name=in service=any',
      '24 nat-rule destination exact 203.0.113.80 name=in service=any',
      '24 nat-rule translated exact 192.0.2.11/32 name=in service=any path=till-01 via=203.0.113.80',
      '26 config-literal literal exact 192.0.2.1',
    ],
    understood: '26 of 27',
    unknown: [
      '1 address ip-wildcard (line 19)',
      '1 delete statement (line 27)',
      '1 group within itself (line 19)',
      '1 negated match (line 22)',
      '1 object that is not defined here (line 19)',
    ],
    masked: 1,
    device: 'fw-corner',
  })
})

test('rules beside those of security, the address of an interface, and an object that nothing uses', () => {
  const file = textFile(
    'fw-till.set',
    [
      'set deviceconfig system hostname fw-till',
      'set address till-7 ip-netmask 192.0.2.7',
      'set address spare ip-range 192.0.2.20-192.0.2.30',
      'set rulebase nat rules out source-translation dynamic-ip-and-port interface-address ip 203.0.113.2/24',
      'set rulebase pbf rules uplink source till-7',
      'set rulebase pbf rules uplink action forward nexthop ip-address 192.0.2.254',
      'set rulebase decryption rules look destination [ 198.51.100.0/24 ]',
      'set rulebase decryption rules look disabled yes',
    ].join('\n'),
  )
  expect(toldReading(panosReader, file)).toMatchInlineSnapshot(`
    {
      "device": "fw-till",
      "masked": 0,
      "references": [
        "4 nat-rule translated exact 203.0.113.2 name=out",
        "5 firewall-rule source exact 192.0.2.7 name=pbf uplink path=till-7",
        "7 firewall-rule destination subnet 198.51.100.0/24 name=decryption look disabled",
        "3 config-literal literal range 192.0.2.20-192.0.2.30 name=spare",
        "6 config-literal literal exact 192.0.2.254",
      ],
      "understood": "8 of 8",
      "unknown": [],
    }
  `)
})
