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
    understood: '12 of 13',
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
    understood: '28 of 29',
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

test('what older versions saved: masks, a sign behind its option, ports that are negated, sets by their old option', () => {
  const lines = [
    '*nat',
    ':PREROUTING ACCEPT [1:2]',
    '-A PREROUTING -s ! 192.0.2.0/255.255.255.0 -d 203.0.113.80 -p ! udp -j DNAT --to-destination 192.0.2.11-192.0.2.14',
    'COMMIT',
    '*filter',
    ':FORWARD DROP [3:180]',
    '-A FORWARD -s 198.51.100.0/255.255.255.128 -p tcp -m tcp ! --dport 22 -j ACCEPT',
    '-A FORWARD -m set --set doors dst -s 192.0.2.12 -j ACCEPT',
    '-A FORWARD -m recent --set --name seen -s 192.0.2.13 -j ACCEPT',
    '-A FORWARD -s 192.0.2.14 -m mac --mac-source 00:50:56:AA:00:14 -j RETURN',
    '-A FORWARD -m conntrack --ctorigdst 203.0.113.80 -j ACCEPT',
    'COMMIT',
  ]
  expect(toldReading(iptablesReader, textFile('old.rules', lines.join('\n')))).toMatchInlineSnapshot(`
    {
      "masked": 0,
      "references": [
        "3 nat-rule destination exact 203.0.113.80 name=nat PREROUTING 1 action=DNAT",
        "3 nat-rule translated range 192.0.2.11-192.0.2.14 name=nat PREROUTING 1 action=DNAT via=203.0.113.80",
        "7 firewall-rule source subnet 198.51.100.0/255.255.255.128 name=filter FORWARD 1 service=tcp action=ACCEPT",
        "8 firewall-rule source exact 192.0.2.12 name=filter FORWARD 2 action=ACCEPT",
        "9 firewall-rule source exact 192.0.2.13 name=filter FORWARD 3 action=ACCEPT",
        "10 firewall-rule source exact 192.0.2.14 name=filter FORWARD 4 action=RETURN",
        "10 firewall-rule source name 00:50:56:AA:00:14 name=filter FORWARD 4 action=RETURN host=00:50:56:aa:00:14",
        "11 firewall-rule destination exact 203.0.113.80 name=filter FORWARD 5 action=ACCEPT",
      ],
      "understood": "12 of 12",
      "unknown": [
        "3 negated match (line 3)",
        "1 set by name (line 8)",
      ],
    }
  `)
})

test('a script that calls iptables: variables, loops, lines that go on, other commands', () => {
  const lines = [
    '#!/bin/sh',
    '# owner: Gateway Team',
    'IPT="/sbin/iptables -w"',
    'TILL=192.0.2.21',
    'SPARE="192.0.2.99"  # not used yet',
    'OFFICE="198.51.100.0/24 198.51.101.0/24"',
    '$IPT -F',
    'for net in $OFFICE 203.0.113.7; do',
    '  $IPT -A FORWARD -s $net -p tcp --dport=443 \\',
    '    -d ${TILL} -j ACCEPT # tills',
    'done',
    'sudo iptables -t nat -A PREROUTING -d 203.0.113.80 -p tcp --dport 443 -j DNAT --to "$TILL":8443',
    'iptables -I FORWARD 2 -s "$NOBODY" -j DROP > /dev/null',
    'ip route add 192.0.2.128/25 via 192.0.2.1',
    'iptables -D FORWARD -s 192.0.2.98 -j ACCEPT',
    'echo done',
  ]
  const file = textFile('firewall.sh', lines.join('\n'))
  expect(iptablesReader.recognises(file)).toBeGreaterThan(0.5)
  expect(toldReading(iptablesReader, file)).toMatchInlineSnapshot(`
    {
      "masked": 0,
      "references": [
        "9 firewall-rule source group 198.51.100.0/24 name=filter FORWARD 1 service=tcp/443 action=ACCEPT path=$net owner=Gateway Team (file-head)",
        "9 firewall-rule source group 198.51.101.0/24 name=filter FORWARD 1 service=tcp/443 action=ACCEPT path=$net owner=Gateway Team (file-head)",
        "9 firewall-rule source group 203.0.113.7 name=filter FORWARD 1 service=tcp/443 action=ACCEPT path=$net owner=Gateway Team (file-head)",
        "9 firewall-rule destination exact 192.0.2.21 name=filter FORWARD 1 service=tcp/443 action=ACCEPT path=$TILL owner=Gateway Team (file-head)",
        "12 nat-rule destination exact 203.0.113.80 name=nat PREROUTING 1 service=tcp/443 action=DNAT owner=Gateway Team (file-head)",
        "12 nat-rule translated exact 192.0.2.21 name=nat PREROUTING 1 service=tcp/443 action=DNAT path=$TILL via=203.0.113.80 owner=Gateway Team (file-head)",
        "14 config-literal literal subnet 192.0.2.128/25 owner=Gateway Team (file-head)",
        "14 config-literal literal exact 192.0.2.1 owner=Gateway Team (file-head)",
        "5 config-literal literal exact 192.0.2.99 owner=Gateway Team (file-head)",
      ],
      "understood": "11 of 11",
      "unknown": [
        "1 variable that is not set here (line 13)",
      ],
    }
  `)
})

test('what iptables -L prints, of two tables, with and without counters', () => {
  const lines = [
    'Chain FORWARD (policy DROP 3 packets, 180 bytes)',
    ' pkts bytes target     prot opt in     out     source               destination         ',
    '  12K  720K ACCEPT     tcp  --  eth0   *       198.51.100.0/24      192.0.2.11           tcp dpt:443 /* owner: Shop Team */',
    '    0     0            all  --  *      *       192.0.2.12          !10.0.0.0/8           ',
    '    7   420 RETURN     all  --  *      *       192.0.2.13           0.0.0.0/0            MAC 00:50:56:AA:00:13',
    '',
    'Chain PREROUTING (policy ACCEPT)',
    'num  target     prot opt source               destination         ',
    '1    DNAT       tcp  --  anywhere             203.0.113.80         multiport dports 80,443 to:192.0.2.21:8443',
    '2    ACCEPT     all  --  anywhere             anywhere             source IP range 192.0.2.30-192.0.2.39 match-set doors dst',
    '',
    'Chain SHOP (1 references)',
    'target     prot opt source               destination         ',
    'SNAT       all  --  till-01.corner.example  anywhere             to:203.0.113.81',
  ]
  const file = textFile('firewall.txt', lines.join('\n'))
  expect(iptablesReader.recognises(file)).toBeGreaterThan(0.9)
  expect(toldReading(iptablesReader, file)).toMatchInlineSnapshot(`
    {
      "masked": 0,
      "references": [
        "3 firewall-rule source subnet 198.51.100.0/24 name=filter FORWARD 1 service=tcp/443 action=ACCEPT hits=12000 owner=Shop Team (comment)",
        "3 firewall-rule destination exact 192.0.2.11 name=filter FORWARD 1 service=tcp/443 action=ACCEPT hits=12000 owner=Shop Team (comment)",
        "4 firewall-rule source exact 192.0.2.12 name=filter FORWARD 2 hits=0",
        "5 firewall-rule source exact 192.0.2.13 name=filter FORWARD 3 action=RETURN hits=7",
        "5 firewall-rule source name 00:50:56:AA:00:13 name=filter FORWARD 3 action=RETURN host=00:50:56:aa:00:13 hits=7",
        "9 nat-rule destination exact 203.0.113.80 name=nat PREROUTING 1 service=tcp/80,443 action=DNAT",
        "9 nat-rule translated exact 192.0.2.21 name=nat PREROUTING 1 service=tcp/80,443 action=DNAT via=203.0.113.80",
        "10 nat-rule source range 192.0.2.30-192.0.2.39 name=nat PREROUTING 2 action=ACCEPT",
        "14 nat-rule source name till-01.corner.example name=nat SHOP 1 action=SNAT host=till-01.corner.example",
        "14 nat-rule translated exact 203.0.113.81 name=nat SHOP 1 action=SNAT",
      ],
      "understood": "12 of 12",
      "unknown": [
        "1 negated match (line 4)",
        "1 set by name (line 10)",
      ],
    }
  `)
})
