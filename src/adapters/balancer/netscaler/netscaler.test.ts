import { expect, test } from 'vitest'
import { recording, textFile, toldReading } from '../../../../tests/evidence-recordings.ts'
import { netScalerReader } from './index.ts'

test('servers with what stands before them, virtual servers, access lists, translations and every other address', () => {
  const file = recording(import.meta.dirname, 'ns.conf')
  expect(netScalerReader.recognises(file)).toBeGreaterThan(0.9)
  expect(toldReading(netScalerReader, file)).toMatchInlineSnapshot(`
    {
      "device": "yard-adc",
      "masked": 2,
      "references": [
        "4 config-literal literal exact 192.0.2.5 name=ns config owner=Yard Balancers (file-head)",
        "7 config-literal literal exact 192.0.2.6 name=ns ip owner=Yard Balancers (file-head)",
        "8 config-literal literal exact 203.0.113.80 name=ns ip owner=Yard Balancers (file-head)",
        "9 config-literal literal exact 192.0.2.1 name=route owner=Yard Balancers (file-head)",
        "10 config-literal literal subnet 10.9.0.0/255.255.0.0 name=route owner=Yard Balancers (file-head)",
        "10 config-literal literal exact 192.0.2.2 name=route owner=Yard Balancers (file-head)",
        "11 config-literal literal exact 192.0.2.53 name=dns nameserver owner=Yard Balancers (file-head)",
        "12 balancer-member member exact 192.0.2.11 name=yard-web-01 service=tcp/8080 via=203.0.113.80:443 owner=Yard Balancers (file-head)",
        "13 balancer-member member exact 192.0.2.12 name=yard-web-02 service=tcp/8080 via=203.0.113.80:443 disabled owner=Yard Web Team (comment)",
        "14 balancer-member member name yard-db.example name=yard-db service=tcp/5432 host=yard-db.example via=203.0.113.81:5432 owner=Yard Balancers (file-head)",
        "17 balancer-member member exact 192.0.2.31 name=service svc_api service=tcp/8081 owner=Yard Balancers (file-head)",
        "19 balancer-virtual vip exact 203.0.113.81 name=lb_db service=tcp/5432 owner=Yard Balancers (file-head)",
        "20 balancer-virtual vip exact 203.0.113.80 name=cs_yard service=tcp/443 owner=Yard Web Team (comment)",
        "21 config-literal literal exact 192.0.2.40 name=lb monitor ping_db owner=Yard Balancers (file-head)",
        "22 config-literal literal exact 192.0.2.60 name=authentication ldapaction yard_ldap owner=Yard Balancers (file-head)",
        "30 firewall-rule source range 192.0.2.0-192.0.2.127 name=from_yard service=tcp/443 action=allow owner=Yard Balancers (file-head)",
        "30 firewall-rule destination exact 203.0.113.80 name=from_yard service=tcp/443 action=allow owner=Yard Balancers (file-head)",
        "32 firewall-rule source exact 198.51.100.66 name=block action=deny owner=Yard Balancers (file-head)",
        "33 nat-rule destination exact 203.0.113.82 name=world_db action=inat owner=Yard Balancers (file-head)",
        "33 nat-rule translated exact 192.0.2.21 name=world_db action=inat via=203.0.113.82 owner=Yard Balancers (file-head)",
        "34 nat-rule source subnet 192.0.2.128/255.255.255.128 name=rnat action=rnat owner=Yard Balancers (file-head)",
        "34 nat-rule translated exact 203.0.113.90 name=rnat action=rnat owner=Yard Balancers (file-head)",
        "35 config-literal literal exact 198.51.100.20 name=policy dataset owner=Yard Balancers (file-head)",
        "36 config-literal literal exact 198.51.100.77 name=responder policy r_api owner=Yard Balancers (file-head)",
      ],
      "understood": "33 of 34",
      "unknown": [
        "1 frobnicate everything (line 37)",
        "1 negated match (line 31)",
      ],
    }
  `)
})

test('content switches by policies and actions, backups, members that are switched off, traffic domains', () => {
  const text = [
    '#NS13.1 Build 48.47',
    'add server till-1 192.0.2.11 -td 7',
    'add server till-2 192.0.2.12',
    'add server till-3 192.0.2.13',
    'add service svc-1 till-1 HTTP 8080 -comment "was 192.0.2.99"',
    'add service svc-2 till-2 HTTP 8080 -state DISABLED',
    'add serviceGroup sg HTTP -maxClient 0',
    'bind serviceGroup sg till-3 8081 -state DISABLED',
    'add lb vserver lb_tills HTTP 0.0.0.0 0',
    'add lb vserver lb_front SSL 203.0.113.80 443 -backupVServer lb_tills -td 7',
    'add cs vserver cs_shop HTTP 203.0.113.81 80',
    'add cs action to_tills -targetLBVserver lb_tills',
    'add cs policy by_host -rule "HTTP.REQ.HOSTNAME.EQ(\\"shop.corner.example\\")" -action to_tills',
    'bind lb vserver lb_tills svc-1',
    'bind lb vserver lb_tills svc-2',
    'bind lb vserver lb_tills sg',
    'bind cs vserver cs_shop -policyName by_host -priority 100',
  ].join('\n')
  const context = { hostNames: new Set<string>(), domains: new Set(['corner.example']) }
  expect(toldReading(netScalerReader, textFile('ns.conf', text), context)).toMatchObject({
    references: [
      '2 balancer-member member exact 192.0.2.11 name=till-1 service=tcp/8080 vrf=traffic-domain 7 via=203.0.113.80:443+203.0.113.81:80',
      '3 balancer-member member exact 192.0.2.12 name=till-2 service=tcp/8080 via=203.0.113.80:443+203.0.113.81:80 disabled',
      '4 balancer-member member exact 192.0.2.13 name=till-3 service=tcp/8081 via=203.0.113.80:443+203.0.113.81:80 disabled',
      '5 config-literal literal exact 192.0.2.99 name=service svc-1',
      '10 balancer-virtual vip exact 203.0.113.80 name=lb_front service=tcp/443 vrf=traffic-domain 7',
      '11 balancer-virtual vip exact 203.0.113.81 name=cs_shop service=tcp/80',
      '13 config-literal literal name shop.corner.example name=cs policy by_host host=shop.corner.example',
    ],
    unknown: [],
  })
})

test('what its name server answers, translations of later versions, commands that are broken over lines or unknown', () => {
  const text = [
    'add server 192.0.2.21 192.0.2.21',
    'add service svc_pay 192.0.2.21 HTTP 80',
    'add gslb vserver gs_pay HTTP',
    'add gslb service east_pay 192.0.2.21 HTTP 80 -publicIP 203.0.113.21 -publicPort 80 -siteName east',
    'bind gslb vserver gs_pay -serviceName east_pay',
    'bind gslb vserver gs_pay -domainName Pay.corner.example -TTL 5',
    'add dns addRec till.corner.example 192.0.2.31 192.0.2.32 -TTL 3600',
    'add rnat outward 198.51.100.0 255.255.255.0',
    'bind rnat outward 203.0.113.90',
    'add ns ip6 2001:db8::5/64 -type SNIP',
    'add lb monitor up PING -destIP 127.0.0.1',
    'add snmp trap generic 192.0.2.60 -communityName CANARYtrap',
    'add responder action go redirect "\\"https://\\" +',
    '"192.0.2.77"',
    'frobnicate all 192.0.2.88',
  ].join('\n')
  const told = toldReading(netScalerReader, textFile('ns.conf', text))
  expect(JSON.stringify(netScalerReader.read(textFile('ns.conf', text)))).not.toContain('CANARY')
  expect(told).toEqual({
    references: [
      '1 balancer-member member exact 192.0.2.21 name=192.0.2.21 service=tcp/80',
      '4 dns-record target exact 203.0.113.21 name=pay.corner.example A host=pay.corner.example ttl=5',
      '7 dns-record target exact 192.0.2.31 name=till.corner.example A host=till.corner.example ttl=3600',
      '7 dns-record target exact 192.0.2.32 name=till.corner.example A host=till.corner.example ttl=3600',
      '8 nat-rule source subnet 198.51.100.0/255.255.255.0 name=rnat action=rnat',
      '9 nat-rule translated exact 203.0.113.90 name=rnat action=rnat',
      '10 config-literal literal exact 2001:db8::5 name=ns ip6',
      '12 config-literal literal exact 192.0.2.60 name=snmp trap generic',
      '14 config-literal literal exact 192.0.2.77',
      '15 config-literal literal exact 192.0.2.88',
    ],
    understood: '13 of 14',
    unknown: ['1 frobnicate all (line 15)'],
    masked: 1,
  })
})
