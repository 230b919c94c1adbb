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
    understood: '18 of 18',
    unknown: [],
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
      "understood": "12 of 12",
      "unknown": [],
    }
  `)
})

test('conditions in braces, variables, logs by protocol, peers, old forms, lines without an indent', () => {
  const lines = [
    'global',
    'setenv TILL 192.0.2.11',
    'log udp@192.0.2.90:514 local0',
    'tune.bufsize 32768',
    'stats socket ipv4@192.0.2.91:9999 level admin',
    'defaults base',
    'monitor-net 198.51.100.128/25',
    'option forwardfor except 198.51.100.0/25',
    'frontend shop 192.0.2.80:80 # the old form',
    'bind *:8080',
    'bind quic4@192.0.2.81:443,"${OTHER}:443"',
    'acl agents hdr_ip(x-forwarded-for,-1) -m ip 198.51.100.7',
    'acl named hdr(host) -i 192.0.2.82 -f names.lst',
    'use_backend tills if agents || { src 198.51.100.8 198.51.100.9 } !{ dst 192.0.2.83 }',
    'http-request set-dst ipv4(192.0.2.84) if { src 198.51.100.10 }',
    'listen pair 192.0.2.85:80,192.0.2.86:80',
    'server app /run/app.sock',
    'backend tills',
    'source 0.0.0.0 usesrc 192.0.2.87',
    'server one "${TILL}:8443" check agent-addr 192.0.2.12 socks4 192.0.2.13:1080 init-addr last,192.0.2.11',
    'server two ${NOBODY-till-02.corner.example}:8443 redir http://192.0.2.14/closed',
    'peers pair',
    'server lb-b 192.0.2.92:1024',
    'log-forward logs',
    'dgram-bind 192.0.2.93:514',
    'resolvers names',
    'nameserver one 2001:db8::53:53',
    'made-up 192.0.2.94',
  ]
  const file = textFile('haproxy.cfg', lines.join('\n'))
  expect(haproxyReader.recognises(file)).toBeGreaterThan(0.9)
  expect(toldReading(haproxyReader, file)).toMatchInlineSnapshot(`
    {
      "masked": 0,
      "references": [
        "2 config-literal literal exact 192.0.2.11 name=setenv",
        "3 config-literal literal exact 192.0.2.90 name=log",
        "5 config-literal literal exact 192.0.2.91 name=stats",
        "7 config-literal source subnet 198.51.100.128/25 name=monitor-net",
        "8 config-literal literal subnet 198.51.100.0/25 name=option",
        "9 balancer-virtual vip exact 192.0.2.80 name=shop service=tcp/80",
        "11 balancer-virtual vip exact 192.0.2.81 name=shop service=udp/443",
        "12 config-literal source exact 198.51.100.7 name=acl agents",
        "13 config-literal literal exact 192.0.2.82 name=acl named",
        "14 config-literal source exact 198.51.100.8 name=use_backend",
        "14 config-literal source exact 198.51.100.9 name=use_backend",
        "14 config-literal literal exact 192.0.2.83 name=use_backend",
        "15 config-literal source exact 198.51.100.10 name=http-request",
        "15 config-literal literal exact 192.0.2.84 name=http-request",
        "16 balancer-virtual vip exact 192.0.2.85 name=pair service=tcp/80",
        "16 balancer-virtual vip exact 192.0.2.86 name=pair service=tcp/80",
        "20 balancer-member member exact 192.0.2.11 name=tills service=tcp/8443 via=192.0.2.80:80+192.0.2.81:443",
        "21 balancer-member member name till-02.corner.example name=tills service=tcp/8443 host=till-02.corner.example via=192.0.2.80:80+192.0.2.81:443",
        "19 config-literal source exact 192.0.2.87 name=source",
        "20 config-literal literal exact 192.0.2.12 name=agent-addr of one",
        "20 config-literal literal exact 192.0.2.13 name=socks4 of one",
        "21 config-literal literal exact 192.0.2.14 name=redir of two",
        "23 config-literal literal exact 192.0.2.92 name=peers lb-b",
        "25 balancer-virtual vip exact 192.0.2.93 name=logs service=udp/514",
        "27 config-literal literal exact 2001:db8::53 name=nameserver one",
        "28 config-literal literal exact 192.0.2.94 name=made-up",
      ],
      "understood": "27 of 28",
      "unknown": [
        "1 made-up (line 28)",
      ],
    }
  `)
})
