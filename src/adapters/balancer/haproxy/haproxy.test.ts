import { expect, test } from 'vitest'
import { recording, textFile, toldReading } from '../../../../tests/evidence-recordings.ts'
import { haproxyReader } from './index.ts'

test('a balancer: members know the addresses they stand behind', () => {
  const file = recording(import.meta.dirname, 'haproxy.cfg')
  expect(haproxyReader.recognises(file)).toBeGreaterThan(0.85)
  expect(toldReading(haproxyReader, file)).toEqual({
    references: [
      '6 balancer-virtual vip exact 192.0.2.80 name=shop service=tcp/443 owner=Balancer Team (file-head)',
      '7 balancer-virtual vip exact 2001:db8::80 name=shop service=tcp/443 owner=Balancer Team (file-head)',
      '8 config-literal source subnet 198.51.100.0/24 name=acl office owner=Balancer Team (file-head)',
      '8 config-literal source exact 203.0.113.7 name=acl office owner=Balancer Team (file-head)',
      '14 balancer-member member exact 192.0.2.21 name=web service=tcp/8080 via=192.0.2.80:443+[2001:db8::80]:443 owner=Balancer Team (file-head)',
      '15 balancer-member member name web-2.corner.example name=web service=tcp/8080 host=web-2.corner.example via=192.0.2.80:443+[2001:db8::80]:443 disabled owner=Balancer Team (file-head)',
      '13 config-literal source exact 192.0.2.81 name=source owner=Balancer Team (file-head)',
      '19 balancer-member member exact 192.0.2.11 name=tills service=tcp/8443 via=192.0.2.80:443+[2001:db8::80]:443 owner=Balancer Team (file-head)',
      '19 balancer-member source exact 192.0.2.82 name=tills owner=Balancer Team (file-head)',
    ],
    understood: '16 of 18',
    unknown: ['1 filter (line 17)', '1 server without an address (line 16)'],
    masked: 1,
    device: 'lb-a',
  })
})

test('ports behind plain IPv6 addresses, checks of another address, where a request is sent instead', () => {
  const lines = [
    'frontend shop',
    '    bind 2001:db8::80:443',
    '    acl here dst 192.0.2.80',
    '    http-request deny if { src 2001:db8::7:443 }',
    'backend tills',
    '    server one ipv6@2001:db8::11:8080 check addr 192.0.2.12 port 8081',
    '    server two 2001:db8::12 check',
    '    redirect prefix https://192.0.2.13 if here',
    'listen old',
    '    dispatch 192.0.2.14:80',
    'program agent',
    '    command /usr/bin/agent --to 192.0.2.15',
  ]
  expect(toldReading(haproxyReader, textFile('haproxy.cfg', lines.join('\n')))).toMatchInlineSnapshot(`
    {
      "masked": 0,
      "references": [
        "2 balancer-virtual vip exact 2001:db8::80 name=shop service=tcp/443",
        "3 config-literal literal exact 192.0.2.80 name=acl here",
        "4 config-literal source exact 2001:db8::7:443 name=http-request",
        "6 balancer-member member exact 2001:db8::11 name=tills service=tcp/8080",
        "7 balancer-member member exact 2001:db8::12 name=tills",
        "6 config-literal literal exact 192.0.2.12 name=check of one",
        "8 config-literal literal exact 192.0.2.13 name=redirect",
        "10 balancer-member member exact 192.0.2.14 name=old service=tcp/80",
        "12 config-literal literal exact 192.0.2.15 name=command",
      ],
      "understood": "11 of 12",
      "unknown": [
        "1 command (line 12)",
      ],
    }
  `)
})
