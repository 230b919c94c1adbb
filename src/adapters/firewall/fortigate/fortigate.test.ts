import { expect, test } from 'vitest'
import { recording, textFile, toldReading } from '../../../../tests/evidence-recordings.ts'
import { fortigateReader } from './index.ts'

test('a configuration with virtual domains: objects, groups, virtual addresses, policies, translations', () => {
  const file = recording(import.meta.dirname, 'tills.conf')
  expect(fortigateReader.recognises(file)).toBeGreaterThan(0.85)
  expect(toldReading(fortigateReader, file)).toMatchInlineSnapshot(`
    {
      "device": "fw-tills",
      "masked": 5,
      "references": [
        "126 nat-rule translated range 203.0.113.90-203.0.113.99 name=ippool out action=pool vrf=SHOP owner=Edge Security (file-head)",
        "132 nat-rule destination exact 203.0.113.80 name=vip shop-vip service=tcp/443 action=destination-nat vrf=SHOP owner=Edge Security (file-head)",
        "133 nat-rule translated exact 192.0.2.11 name=vip shop-vip service=tcp/443 action=destination-nat vrf=SHOP via=203.0.113.80 owner=Edge Security (file-head)",
        "140 nat-rule destination range 203.0.113.100-203.0.113.109 name=vip range-vip action=destination-nat vrf=SHOP owner=Edge Security (file-head)",
        "141 nat-rule translated range 192.0.2.100-192.0.2.109 name=vip range-vip action=destination-nat vrf=SHOP via=203.0.113.100-203.0.113.109 owner=Edge Security (file-head)",
        "145 nat-rule destination exact 203.0.113.81 name=vip lb-vip action=destination-nat vrf=SHOP owner=Edge Security (file-head)",
        "148 nat-rule translated exact 192.0.2.12 name=vip lb-vip action=destination-nat vrf=SHOP via=203.0.113.81 owner=Edge Security (file-head)",
        "165 firewall-rule source subnet 198.51.100.0 255.255.255.0 name=policy 1 pay service=tcp/443,tcp/8443,tcp/9000-9010,udp/53 action=accept covers=198.51.100.0/24 vrf=SHOP expires=2026-12-31T18:00 path=office owner=Shop Platform (comment)",
        "166 firewall-rule destination group 192.0.2.11 name=policy 1 pay service=tcp/443,tcp/8443,tcp/9000-9010,udp/53 action=accept vrf=SHOP expires=2026-12-31T18:00 path=tills>till-01 owner=Shop Platform (comment)",
        "166 firewall-rule destination group 192.0.2.20-192.0.2.29 name=policy 1 pay service=tcp/443,tcp/8443,tcp/9000-9010,udp/53 action=accept vrf=SHOP expires=2026-12-31T18:00 path=tills>till pool owner=Shop Platform (comment)",
        "166 firewall-rule destination group API.partner.example name=policy 1 pay service=tcp/443,tcp/8443,tcp/9000-9010,udp/53 action=accept host=api.partner.example vrf=SHOP expires=2026-12-31T18:00 path=tills>more>partner owner=Shop Platform (comment)",
        "172 nat-rule translated range 203.0.113.90-203.0.113.99 name=policy 1 pay action=source-nat vrf=SHOP path=out owner=Shop Platform (comment)",
        "177 firewall-rule source any all name=policy 2 service=any action=accept vrf=SHOP path=all disabled owner=Edge Security (file-head)",
        "179 firewall-rule source subnet 2001:db8:40::/64 name=policy 2 service=any action=accept vrf=SHOP path=net6 disabled owner=Edge Security (file-head)",
        "178 firewall-rule destination group 203.0.113.80 name=policy 2 service=any action=accept vrf=SHOP path=vips>shop-vip disabled owner=Edge Security (file-head)",
        "178 firewall-rule destination group 203.0.113.100-203.0.113.109 name=policy 2 service=any action=accept vrf=SHOP path=vips>range-vip disabled owner=Edge Security (file-head)",
        "178 firewall-rule destination exact 203.0.113.81 name=policy 2 service=any action=accept vrf=SHOP path=lb-vip disabled owner=Edge Security (file-head)",
        "178 firewall-rule translated exact 192.0.2.11 name=policy 2 service=any action=accept vrf=SHOP path=vips>shop-vip via=203.0.113.80 disabled owner=Edge Security (file-head)",
        "178 firewall-rule translated range 192.0.2.100-192.0.2.109 name=policy 2 service=any action=accept vrf=SHOP path=vips>range-vip via=203.0.113.100-203.0.113.109 disabled owner=Edge Security (file-head)",
        "178 firewall-rule translated exact 192.0.2.12 name=policy 2 service=any action=accept vrf=SHOP path=lb-vip via=203.0.113.81 disabled owner=Edge Security (file-head)",
        "193 nat-rule source exact 192.0.2.11 name=central-snat-map 1 action=source-nat vrf=SHOP path=till-01 owner=Edge Security (file-head)",
        "194 nat-rule destination subnet 198.51.100.0 255.255.255.0 name=central-snat-map 1 action=source-nat covers=198.51.100.0/24 vrf=SHOP path=office owner=Edge Security (file-head)",
        "195 nat-rule translated range 203.0.113.90-203.0.113.99 name=central-snat-map 1 action=source-nat vrf=SHOP path=out owner=Edge Security (file-head)",
        "18 config-literal literal exact 192.0.2.1 vrf=SHOP owner=Edge Security (file-head)",
        "22 config-literal literal exact 192.0.2.129 vrf=SHOP owner=Edge Security (file-head)",
        "29 config-literal literal subnet 198.51.100.0 255.255.255.0 covers=198.51.100.0/24 owner=Edge Security (file-head)",
        "38 config-literal literal exact 192.0.2.52 owner=Edge Security (file-head)",
        "45 config-literal literal exact 192.0.2.50 owner=Edge Security (file-head)",
        "200 config-literal literal subnet 10.64.0.0 255.255.0.0 covers=10.64.0.0/16 vrf=SHOP owner=Edge Security (file-head)",
        "201 config-literal literal exact 192.0.2.254 vrf=SHOP owner=Edge Security (file-head)",
        "207 config-literal literal exact 198.51.100.200 vrf=SHOP owner=Edge Security (file-head)",
        "212 config-literal literal exact 192.0.2.99 vrf=SHOP owner=Edge Security (file-head)",
      ],
      "understood": "110 of 112",
      "unknown": [
        "1 address geography (line 165)",
        "1 address wildcard (line 186)",
        "1 config quantum tunnel (line 211)",
        "1 group with excluded members (line 100)",
        "1 group within itself (line 166)",
        "1 negated match (line 184)",
        "1 object that is not defined here (line 166)",
        "1 policy internet-service-src (line 187)",
        "1 quantum tunnel: field (line 212)",
      ],
    }
  `)
})

test('no secret of the recording is told', () => {
  const reading = fortigateReader.read(recording(import.meta.dirname, 'tills.conf'))
  expect(JSON.stringify([[...reading.references], reading.unknown])).not.toContain('CANARY')
})

test('a captured session: what the pager leaves, addresses by name behind virtual ones, what no policy uses', () => {
  const file = textFile(
    'session.txt',
    [
      'fw-till # show',
      'config firewall address',
      '    edit "till-7"',
      '        set subnet 192.0.2.7 255.255.255.255',
      '    next',
      '    edit "far side"',
      '        set subnet 198.51.100.0 255.255.255.0',
      '    next',
      '--More--         edit "spare"',
      '        set type iprange',
      '        set start-ip 192.0.2.20',
      '        set end-ip 192.0.2.30',
      '    next',
      'end',
      'config firewall vip',
      '    edit "by name"',
      '        set type fqdn',
      '        set extip 203.0.113.80',
      '        set mapped-addr "till-7"',
      '        set src-filter "198.51.100.9"',
      '    next',
      'end',
      'config firewall local-in-policy',
      '    edit 1',
      '        set srcaddr "till-7"',
      '        set dstaddr "by name"',
      '        set action accept',
      '    next',
      'end',
      'config vpn ipsec phase2-interface',
      '    edit "far"',
      '        set dst-name "far side"',
      '    next',
      'end',
    ].join('\n'),
  )
  expect(toldReading(fortigateReader, file)).toMatchInlineSnapshot(`
    {
      "masked": 0,
      "references": [
        "18 nat-rule destination exact 203.0.113.80 name=vip by name action=destination-nat",
        "19 nat-rule translated exact 192.0.2.7 name=vip by name action=destination-nat path=till-7 via=203.0.113.80",
        "20 nat-rule source exact 198.51.100.9 name=vip by name action=destination-nat",
        "25 firewall-rule source exact 192.0.2.7 name=local-in-policy 1 action=accept path=till-7",
        "26 firewall-rule destination exact 203.0.113.80 name=local-in-policy 1 action=accept path=by name",
        "26 firewall-rule translated exact 192.0.2.7 name=local-in-policy 1 action=accept path=by name via=203.0.113.80",
        "7 config-literal literal subnet 198.51.100.0 255.255.255.0 name=address far side covers=198.51.100.0/24",
        "11 config-literal literal range 192.0.2.20-192.0.2.30 name=address spare",
      ],
      "understood": "17 of 17",
      "unknown": [],
    }
  `)
})
