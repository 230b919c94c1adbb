import { expect, test } from 'vitest'
import { recording, textFile, toldReading } from '../../../../tests/evidence-recordings.ts'
import { f5Reader } from './index.ts'

test('a cluster: members know their virtual servers, also behind an iRule; programs and allow-lists name addresses', () => {
  const file = recording(import.meta.dirname, 'bigip.conf')
  expect(f5Reader.recognises(file)).toBeGreaterThan(0.9)
  expect(toldReading(f5Reader, file)).toEqual({
    references: [
      '7 config-literal literal exact 192.0.2.3 name=cm device /Common/lb-a.corner.example',
      '14 config-literal literal subnet 198.51.100.0/24 name=data-group /Common/offices',
      '17 config-literal literal exact 203.0.113.7/32 name=data-group /Common/offices',
      '22 monitor-target target exact 192.0.2.41 name=ltm monitor https /Common/shop-health service=tcp/443',
      '24 config-literal literal exact 192.0.2.80 name=ltm monitor https /Common/shop-health',
      '28 balancer-member member exact 192.0.2.21 name=node /Common/web-1',
      '31 balancer-member member exact 192.0.2.22 name=node /Common/web-2 disabled',
      '37 balancer-member member name web-3.corner.example name=node /Common/web-3.corner.example host=web-3.corner.example',
      '44 balancer-member member exact 192.0.2.21 name=/Common/web service=tcp/8080 via=192.0.2.80:443+[2001:db8::80]:443 owner=Shop Platform (description)',
      '46 balancer-member member exact /Common/web-2 name=/Common/web service=tcp/8080 covers=192.0.2.22 path=/Common/web-2 via=192.0.2.80:443+[2001:db8::80]:443 disabled owner=Shop Platform (description)',
      '49 balancer-member member name web-3.corner.example name=/Common/web service=tcp/80 host=web-3.corner.example via=192.0.2.80:443+[2001:db8::80]:443 disabled owner=Shop Platform (description)',
      '55 balancer-member member exact 2001:db8::24 name=/Common/web service=tcp/8080 via=192.0.2.80:443+[2001:db8::80]:443 owner=Shop Platform (description)',
      '63 balancer-member member exact 10.9.0.11 name=/Shop/tills service=tcp/443 vrf=route-domain 2 via=192.0.2.80:443',
      '72 config-literal literal exact 198.51.100.9 name=rule /Common/by-office',
      '74 config-literal literal exact 192.0.2.29 name=rule /Common/by-office',
      '79 nat-rule source subnet 10.8.0.0/16 name=snat /Common/outbound',
      '81 nat-rule translated exact 192.0.2.90 name=snat /Common/outbound',
      '84 nat-rule translated exact 192.0.2.90 name=snat-translation /Common/192.0.2.90',
      '89 nat-rule translated exact 192.0.2.91 name=snatpool /Common/pool-out',
      '90 nat-rule translated exact 192.0.2.92 name=snatpool /Common/pool-out',
      '95 nat-rule destination exact 192.0.2.95 name=nat /Common/one',
      '94 nat-rule translated exact 10.8.0.5 name=nat /Common/one via=192.0.2.95',
      '98 balancer-virtual vip exact 192.0.2.80 name=/Common/shop service=tcp/443 owner=Web Team (label)',
      '110 balancer-virtual source subnet 198.51.100.0/24 name=/Common/shop via=192.0.2.80:443 owner=Web Team (label)',
      '117 balancer-virtual vip exact 2001:db8::80 name=/Common/shop6 service=tcp/443 disabled',
      '124 balancer-virtual vip subnet 10.9.0.0 name=/Common/forward service=any covers=10.9.0.0/16 vrf=route-domain 2',
      '131 balancer-virtual vip exact 192.0.2.80 name=virtual-address /Common/192.0.2.80',
      '135 config-literal literal exact 10.8.0.3 name=self /Common/inside',
      '139 config-literal literal exact 192.0.2.1 name=route /Common/default',
      '143 config-literal literal exact 10.8.0.1 name=route /Common/tills',
      '144 config-literal literal subnet 10.9.0.0/16 name=route /Common/tills',
      '148 config-literal literal exact 203.0.113.8 name=security firewall address-list /Common/trusted',
      '151 config-literal literal exact 192.0.2.4 name=sys management-ip 192.0.2.4/24',
      '153 config-literal literal exact 192.0.2.53 name=sys ntp',
      '153 config-literal literal name ntp.corner.example name=sys ntp host=ntp.corner.example',
      '156 config-literal source exact 192.0.2.60 name=sys snmp',
      '160 config-literal source exact 192.0.2.60 name=sys snmp',
      '165 config-literal literal exact 192.0.2.61 name=sys syslog',
      '167 config-literal literal exact 192.0.2.62 name=sys syslog',
      '170 config-literal literal name syslog.corner.example name=sys syslog host=syslog.corner.example',
    ],
    understood: '26 of 26',
    unknown: [],
    masked: 2,
    device: 'lb-a.corner.example',
  })
})

test('a string that never ends and a brace too many spoil no more than their object', () => {
  const text = [
    'ltm node /Common/a {',
    '    description "never ends',
    '}',
    'ltm node /Common/b {',
    '    address 192.0.2.2',
    '}',
    '}',
    'ltm node /Common/c { address 192.0.2.3 }',
  ].join('\n')
  expect(toldReading(f5Reader, textFile('a.conf', text))).toEqual({
    references: [
      '5 balancer-member member exact 192.0.2.2 name=node /Common/b',
      '8 balancer-member member exact 192.0.2.3 name=node /Common/c',
    ],
    understood: '1 of 3',
    unknown: ['1 brace that closes nothing (line 7)', '1 object that does not end (line 3)'],
    masked: 0,
  })
})

test('a virtual server that names its virtual address', () => {
  const text = [
    'ltm pool /Common/tills { members { /Common/192.0.2.11:8443 { } } }',
    'ltm virtual-address /Common/shop { address 203.0.113.80 }',
    'ltm virtual /Common/shop-https {',
    '    destination /Common/shop:443',
    '    pool /Common/tills',
    '}',
  ].join('\n')
  expect(toldReading(f5Reader, textFile('bigip.conf', text))).toMatchObject({
    references: [
      '1 balancer-member member exact 192.0.2.11 name=/Common/tills service=tcp/8443 via=203.0.113.80:443',
      '2 balancer-virtual vip exact 203.0.113.80 name=virtual-address /Common/shop',
      '4 balancer-virtual vip exact /Common/shop name=/Common/shop-https service=tcp/443 covers=203.0.113.80 path=/Common/shop',
    ],
    unknown: [],
  })
})
