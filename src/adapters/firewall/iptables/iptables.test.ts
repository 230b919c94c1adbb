import { expect, test } from 'vitest'
import { recording, textFile, toldReading } from '../../../../tests/evidence-recordings.ts'
import { iptablesReader } from './index.ts'

test('iptables-save: lists, ranges, translations, negations that name nothing', () => {
  const file = recording(import.meta.dirname, 'rules.v4')
  expect(iptablesReader.recognises(file)).toBeGreaterThan(0.85)
  expect(toldReading(iptablesReader, file)).toEqual({
    references: [
      '4 nat-rule destination exact 203.0.113.80/32 name=nat PREROUTING 1 service=tcp/443 action=DNAT owner=Host Team (file-head)',
      '4 nat-rule translated exact 192.0.2.11 name=nat PREROUTING 1 service=tcp/443 action=DNAT via=203.0.113.80/32 owner=Host Team (file-head)',
      '5 nat-rule source subnet 192.0.2.0/24 name=nat POSTROUTING 1 action=SNAT owner=Host Team (file-head)',
      '5 nat-rule translated range 203.0.113.80-203.0.113.81 name=nat POSTROUTING 1 action=SNAT owner=Host Team (file-head)',
      '9 firewall-rule source exact 198.51.100.7/32 name=filter FORWARD 1 service=tcp/443,8443 action=ACCEPT hits=12 owner=Shop Network (comment)',
      '9 firewall-rule source exact 198.51.100.8/32 name=filter FORWARD 1 service=tcp/443,8443 action=ACCEPT hits=12 owner=Shop Network (comment)',
      '9 firewall-rule destination exact 192.0.2.11/32 name=filter FORWARD 1 service=tcp/443,8443 action=ACCEPT hits=12 owner=Shop Network (comment)',
      '10 firewall-rule source range 192.0.2.20-192.0.2.29 name=filter FORWARD 2 action=ACCEPT owner=Host Team (file-head)',
      '11 firewall-rule destination any 0.0.0.0/0 name=filter FORWARD 3 action=ACCEPT owner=Host Team (file-head)',
      '12 firewall-rule destination exact 192.0.2.12/32 name=filter FORWARD 4 action=ACCEPT owner=Host Team (file-head)',
    ],
    understood: '9 of 13',
    unknown: [
      '1 line (line 13)',
      '1 match geoip (line 12)',
      '1 negated match (line 10)',
      '1 set by name (line 11)',
    ],
    masked: 0,
  })
})

test('sets of ipset save, NETMAP, REDIRECT, counters, ip6tables-save', () => {
  const file = recording(import.meta.dirname, 'gateway.rules6')
  expect(iptablesReader.recognises(file)).toBeGreaterThan(0.85)
  expect(toldReading(iptablesReader, file)).toEqual({
    references: [
      '16 nat-rule destination subnet 203.0.113.0/24 name=nat PREROUTING 1 action=NETMAP hits=5',
      '16 nat-rule translated subnet 192.0.2.0/24 name=nat PREROUTING 1 action=NETMAP hits=5 via=203.0.113.0/24',
      '17 nat-rule destination exact 203.0.113.9/32 name=nat PREROUTING 2 service=tcp/80 action=REDIRECT hits=0',
      '21 firewall-rule source group 198.51.100.64/26 name=filter FORWARD 1 action=ACCEPT hits=12 path=both>trusted',
      '21 firewall-rule destination group 192.0.2.20 name=filter FORWARD 1 service=tcp/80 action=ACCEPT hits=12 path=doors',
      '21 firewall-rule destination group 192.0.2.21 name=filter FORWARD 1 service=udp/5000-5010 action=ACCEPT hits=12 path=doors',
      '27 nat-rule destination exact 2001:db8::80/128 name=nat PREROUTING 1 service=tcp/443 action=DNAT hits=3',
      '27 nat-rule translated exact 2001:db8::5 name=nat PREROUTING 1 service=tcp/443 action=DNAT hits=3 via=2001:db8::80/128',
      '31 firewall-rule source subnet 2001:db8:1::/48 name=filter FORWARD 1 service=ipv6-icmp action=ACCEPT',
      '31 firewall-rule destination range 2001:db8::10-2001:db8::1f name=filter FORWARD 1 service=ipv6-icmp action=ACCEPT',
      '11 config-literal literal exact 192.0.2.99 name=spare',
    ],
    understood: '27 of 29',
    unknown: [
      '1 entry of a set that is not defined here (line 12)',
      '1 entry that a set leaves out (line 4)',
      '1 negated match (line 22)',
    ],
    masked: 0,
  })
})

test('what `iptables -S` prints of two tables, and rules by hand: put first, by name, with other modules', () => {
  const lines = [
    '-P PREROUTING ACCEPT',
    '-P INPUT ACCEPT',
    '-P OUTPUT ACCEPT',
    '-P POSTROUTING ACCEPT',
    '-N SHOP',
    '-A SHOP -d 203.0.113.80/32 -p tcp -m tcp --dport 443 -j DNAT --to-destination 192.0.2.80:8443',
    '-P INPUT DROP',
    '-P FORWARD DROP',
    '-P OUTPUT ACCEPT',
    '-A FORWARD -s till-01.corner.example -d 192.0.2.11 -m time --timestart 08:00 -j ACCEPT',
    '-I FORWARD 1 -s 192.0.2.12 -m recent --rcheck --seconds 60 -j DROP',
    '-A FORWARD -s 192.0.2.13/32 -j TEE --gateway 192.0.2.90',
  ]
  const file = textFile('gw.txt', lines.join('\n'))
  expect(iptablesReader.recognises(file)).toBeGreaterThan(0.9)
  expect(toldReading(iptablesReader, file)).toMatchInlineSnapshot(`
    {
      "masked": 0,
      "references": [
        "6 nat-rule destination exact 203.0.113.80/32 name=nat SHOP 1 service=tcp/443 action=DNAT",
        "6 nat-rule translated exact 192.0.2.80 name=nat SHOP 1 service=tcp/443 action=DNAT via=203.0.113.80/32",
        "10 firewall-rule source name till-01.corner.example name=filter FORWARD 1 action=ACCEPT host=till-01.corner.example",
        "10 firewall-rule destination exact 192.0.2.11 name=filter FORWARD 1 action=ACCEPT",
        "11 firewall-rule source exact 192.0.2.12 name=filter FORWARD 2 action=DROP",
        "12 firewall-rule source exact 192.0.2.13/32 name=filter FORWARD 3 action=TEE",
        "12 firewall-rule translated exact 192.0.2.90 name=filter FORWARD 3 action=TEE",
      ],
      "understood": "12 of 12",
      "unknown": [],
    }
  `)
})
