import { expect, test } from 'vitest'
import { recording, textFile, toldReading } from '../../../../tests/evidence-recordings.ts'
import { aviReader } from './index.ts'

test('an export: pools through groups and policies to the service before them, floating addresses, groups of addresses', () => {
  const file = recording(import.meta.dirname, 'avi_config.json')
  expect(aviReader.recognises(file)).toBeGreaterThan(0.9)
  expect(toldReading(aviReader, file)).toMatchInlineSnapshot(`
    {
      "masked": 0,
      "references": [
        "32 balancer-virtual vip exact 192.0.2.80 name=vs-yard service=tcp/443,80 owner=Yard Balancers (description)",
        "32 balancer-virtual vip exact 203.0.113.80 name=vs-yard service=tcp/443,80 owner=Yard Balancers (description)",
        "9 balancer-member member exact 192.0.2.11 name=yard-web service=tcp/8080 via=192.0.2.80:443+192.0.2.80:80+203.0.113.80:443+203.0.113.80:80 owner=Yard Web Team (description)",
        "10 balancer-member member exact 192.0.2.12 name=yard-web service=tcp/8443 via=192.0.2.80:443+192.0.2.80:80+203.0.113.80:443+203.0.113.80:80 disabled owner=Yard Web Team (description)",
        "11 balancer-member member exact 2001:db8::11 name=yard-web service=tcp/8080 via=192.0.2.80:443+192.0.2.80:80+203.0.113.80:443+203.0.113.80:80 owner=Yard Web Team (description)",
        "12 balancer-member member name no-address.example name=yard-web service=tcp/8080 host=no-address.example via=192.0.2.80:443+192.0.2.80:80+203.0.113.80:443+203.0.113.80:80 owner=Yard Web Team (description)",
        "15 balancer-member member exact 192.0.2.31 name=yard-api service=tcp/9000 via=192.0.2.80:443+192.0.2.80:80+203.0.113.80:443+203.0.113.80:80",
        "24 config-literal literal exact 198.51.100.77 name=httppolicyset yard-switch",
        "47 config-literal literal exact 198.51.100.9 name=ipaddrgroup partners",
        "48 config-literal literal subnet 198.51.100.0/25 name=ipaddrgroup partners",
        "49 config-literal literal range 10.9.0.5-10.9.0.9 name=ipaddrgroup partners",
        "53 config-literal literal exact 192.0.2.53 name=systemconfiguration systemconfiguration",
      ],
      "understood": "8 of 8",
      "unknown": [],
    }
  `)
})

test('answers of the API name each other by uuid and name', () => {
  const answers =
    '{"count":1,"results":[{"url":"https://avi.example/api/virtualservice/vs-1#shop","name":"shop","services":[{"port":443}],' +
    '"vip":[{"ip_address":{"addr":"192.0.2.80","type":"V4"}}],"pool_ref":"https://avi.example/api/pool/pool-9"}]}\n' +
    '{"count":1,"results":[{"url":"https://avi.example/api/pool/pool-9#web","uuid":"pool-9","name":"web","servers":[{"ip":{"addr":"192.0.2.11","type":"V4"},"port":80}]}]}\n'
  const file = textFile('answers.json', answers)
  expect(aviReader.recognises(file)).toBeGreaterThan(0.8)
  const references = [...aviReader.read(file).references]
  expect(references.map(({ line, name, matched, via }) => [line, name, matched, via])).toEqual([
    [1, 'shop', '192.0.2.80', undefined],
    [2, 'web', '192.0.2.11', ['192.0.2.80:443']],
  ])
})

test('tenants with pools of one name, routing contexts, names, what GSLB answers, addresses beside the usual places', () => {
  const config = {
    Pool: [
      {
        name: 'web',
        tenant_ref: '/api/tenant/?name=east',
        vrf_ref: '/api/vrfcontext/?tenant=east&name=blue',
        servers: [{ ip: { addr: '192.0.2.11', type: 'V4' }, port: 80 }],
      },
      {
        name: 'web',
        tenant_ref: '/api/tenant/?name=west',
        enabled: false,
        servers: [{ ip: { addr: 'web.corner.example', type: 'DNS' }, port: 80 }],
      },
    ],
    VsVip: [
      {
        name: 'v',
        tenant_ref: '/api/tenant/?name=east',
        vip: [
          {
            ip_address: { addr: '203.0.113.80', type: 'V4' },
            subnet: { ip_addr: { addr: '203.0.113.0', type: 'V4' }, mask: 24 },
          },
        ],
        dns_info: [{ fqdn: 'Shop.corner.example' }],
      },
    ],
    VirtualService: [
      {
        name: 'east',
        vsvip_ref: '/api/vsvip/?tenant=east&name=v',
        pool_ref: '/api/pool/?tenant=east&name=web',
        network_profile_ref: '/api/networkprofile/?tenant=admin&name=System-UDP-Fast-Path',
        services: [{ port: 5000, port_range_end: 5009 }],
        snat_ip: [{ addr: '192.0.2.90', type: 'V4' }],
      },
      {
        name: 'west',
        vip: [{ ip_address: { addr: '203.0.113.81', type: 'V4' } }],
        pool_ref: '/api/pool/?tenant=west&name=web',
        services: [{ port: 443 }],
      },
    ],
    GslbService: [
      {
        name: 'g',
        domain_names: ['pay.corner.example'],
        groups: [{ members: [{ ip: { addr: '203.0.113.82', type: 'V4' } }] }],
      },
    ],
    SystemConfiguration: [
      { ntp_configuration: { ntp_servers: [{ server: { addr: 'time.corner.example', type: 'DNS' } }] } },
    ],
  }
  const file = textFile('avi_config.json', JSON.stringify(config))
  expect(toldReading(aviReader, file)).toMatchObject({
    references: [
      '1 balancer-virtual vip exact 203.0.113.80 name=east service=udp/5000-5009',
      '1 balancer-virtual vip exact 203.0.113.81 name=west service=tcp/443',
      '1 balancer-member member exact 192.0.2.11 name=web service=tcp/80 vrf=blue via=203.0.113.80:5000-5009',
      '1 balancer-member member name web.corner.example name=web service=tcp/80 host=web.corner.example via=203.0.113.81:443 disabled',
      '1 dns-record target exact 203.0.113.80 name=shop.corner.example A host=shop.corner.example',
      '1 dns-record target exact 203.0.113.82 name=pay.corner.example A host=pay.corner.example',
      '1 config-literal literal subnet 203.0.113.0/24 name=vsvip v',
      '1 config-literal literal exact 192.0.2.90 name=virtualservice east',
      '1 config-literal literal name time.corner.example name=systemconfiguration systemconfiguration host=time.corner.example',
    ],
    unknown: [],
  })
})
