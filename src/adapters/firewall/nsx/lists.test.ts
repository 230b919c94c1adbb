import { expect, test } from 'vitest'
import { textFile, told } from '../../../../tests/evidence-recordings.ts'
import { makeHearing } from '../../../algebra/evidence/told.ts'
import { nsxReader } from './index.ts'

function read(value: unknown) {
  const file = textFile('export.json', typeof value === 'string' ? value : JSON.stringify(value))
  const { references, unknown } = nsxReader.read(file)
  return {
    confidence: nsxReader.recognises(file),
    references: [...references].map(told),
    unknown: unknown.map(({ construct, count }) => `${count} ${construct}`),
  }
}

const addresses = (...ip_addresses: string[]) => [{ resource_type: 'IPAddressExpression', ip_addresses }]
const groups = '/infra/domains/default/groups'

test('lists of the API as files of their own: groups without paths, rules that name them, services, pools', () => {
  const files: Record<string, unknown> = {
    'yard/groups.json': {
      groups: [{ id: 'quay', display_name: 'The quay', expression: addresses('10.8.0.11') }],
    },
    'yard/services.json': {
      results: [
        {
          resource_type: 'Service',
          path: '/infra/services/crane',
          service_entries: [
            { resource_type: 'L4PortSetServiceEntry', l4_protocol: 'TCP', destination_ports: ['9000'] },
          ],
        },
      ],
    },
    'yard/rules.json': {
      'security-policies': [
        {
          resource_type: 'SecurityPolicy',
          id: 'yard',
          rules: [
            {
              id: 'r1',
              resource_type: 'Rule',
              source_groups: ['ANY'],
              destination_groups: [`${groups}/quay`],
              services: ['/infra/services/crane'],
              action: 'ALLOW',
              disabled: 'true',
            },
          ],
        },
      ],
    },
    'yard/pools.json': {
      results: [
        {
          resource_type: 'LBPool',
          path: '/infra/lb-pools/web',
          id: 'web',
          members: [{ ip_address: '10.8.0.12' }],
        },
      ],
    },
    'yard/front.json': {
      results: [
        {
          resource_type: 'LBVirtualServer',
          path: '/infra/lb-virtual-servers/w',
          id: 'w',
          ip_address: '203.0.113.80',
          ports: ['443'],
          pool_path: '/infra/lb-pools/web',
        },
      ],
    },
    'far/groups.json': { groups: [{ id: 'quay', expression: addresses('10.9.9.9') }] },
  }
  const all = Object.entries(files).map(([name, value]) => textFile(name, JSON.stringify(value)))
  expect(all.every((file) => nsxReader.recognises(file) >= 0.9)).toBe(true)
  const hearing = makeHearing(all.map((file) => ({ file: file.name, told: nsxReader.read(file).told ?? [] })))
  const heard = (name: string) => {
    const file = all.find((one) => one.name === name) ?? textFile(name, '')
    const context = { hostNames: new Set<string>(), domains: new Set<string>(), told: hearing(name) }
    const { references, unknown } = nsxReader.read(file, context)
    return [...[...references].map(told), ...unknown.map(({ construct }) => construct)]
  }
  expect(heard('yard/rules.json')).toEqual([
    '1 firewall-rule source any ANY name=yard: r1 service=tcp/9000 action=allow disabled',
    '1 firewall-rule destination group 10.8.0.11 name=yard: r1 service=tcp/9000 action=allow path=quay disabled',
  ])
  expect(heard('yard/pools.json')).toEqual([
    '1 balancer-member member exact 10.8.0.12 name=web via=203.0.113.80:443',
  ])
  expect(heard('yard/groups.json')).toEqual(['1 config-literal literal exact 10.8.0.11 name=The quay'])
})

test('a group that no rule of the file uses is told as literals; one within a used group is not', () => {
  const { references } = read({
    results: [
      {
        resource_type: 'Group',
        path: `${groups}/spare`,
        display_name: 'spare',
        expression: addresses('10.8.0.1', '10.8.0.4-10.8.0.9', '0.0.0.0/0'),
      },
      { resource_type: 'Group', path: `${groups}/inner`, expression: addresses('10.8.0.2') },
      {
        resource_type: 'Group',
        path: `${groups}/outer`,
        expression: [{ resource_type: 'PathExpression', paths: [`${groups}/inner`] }],
      },
      {
        resource_type: 'Rule',
        path: '/infra/domains/default/security-policies/p/rules/r',
        source_groups: [`${groups}/outer`],
        destination_groups: ['ANY'],
      },
    ],
  })
  expect(references.filter((one) => !one.includes(' any '))).toEqual([
    expect.stringContaining('source group 10.8.0.2'),
    '1 config-literal literal exact 10.8.0.1 name=spare',
    '1 config-literal literal range 10.8.0.4-10.8.0.9 name=spare',
  ])
})

test('several answers in one file are one export', () => {
  const group = {
    results: [
      { resource_type: 'Group', path: `${groups}/g`, display_name: 'g', expression: addresses('10.8.0.1') },
    ],
  }
  const rule = {
    resource_type: 'Rule',
    path: '/infra/domains/default/security-policies/p/rules/r',
    source_groups: [`${groups}/g`],
    destination_groups: ['10.8.0.2'],
  }
  const found = read(`${JSON.stringify(group)}\n${JSON.stringify({ results: [rule] })}\n`)
  expect(found.unknown).toEqual([])
  expect(found.references).toEqual([
    '2 firewall-rule source group 10.8.0.1 name=p: r path=g',
    '2 firewall-rule destination exact 10.8.0.2 name=p: r',
  ])
})

test('the older manager API: sections with targets by id, IP sets within groups, services, translations, balancers', () => {
  const results = [
    {
      resource_type: 'FirewallSection',
      id: 's-1',
      display_name: 'Yard',
      applied_tos: [{ target_id: 'g-1', target_type: 'NSGroup' }],
      rules: [
        {
          id: '7',
          display_name: 'to the quay',
          action: 'ALLOW',
          sources: [
            { target_id: 'i-1', target_type: 'IPSet' },
            { target_id: '10.8.1.9', target_type: 'IPv4Address' },
          ],
          destinations: [{ target_id: 'g-1', target_type: 'NSGroup' }],
          services: [
            { target_id: 'n-1', target_type: 'NSService' },
            {
              service: {
                resource_type: 'L4PortSetNSService',
                l4_protocol: 'TCP',
                destination_ports: ['8443'],
              },
            },
          ],
        },
        { id: '8', display_name: 'rest', action: 'DROP', disabled: true },
      ],
    },
    { resource_type: 'IPSet', id: 'i-1', display_name: 'cranes', ip_addresses: ['10.8.1.0/28'] },
    { resource_type: 'IPSet', id: 'i-2', display_name: 'bollards', ip_addresses: ['10.8.0.11'] },
    {
      resource_type: 'NSGroup',
      id: 'g-1',
      display_name: 'quay',
      members: [{ resource_type: 'NSGroupSimpleExpression', target_type: 'IPSet', value: 'i-2' }],
      membership_criteria: [{ resource_type: 'NSGroupTagExpression', tag: 'quay' }],
    },
    {
      resource_type: 'NSService',
      id: 'n-1',
      nsservice_element: {
        resource_type: 'L4PortSetNSService',
        l4_protocol: 'UDP',
        destination_ports: ['53'],
      },
    },
    { resource_type: 'NSServiceGroup', id: 'n-2', members: [{ target_id: 'n-1' }] },
    {
      resource_type: 'NatRule',
      id: 'd-1',
      action: 'DNAT',
      logical_router_id: 'edge',
      match_destination_network: '203.0.113.81',
      translated_network: '10.8.0.12',
      enabled: 'false',
    },
    {
      resource_type: 'LbPool',
      id: 'p-1',
      display_name: 'web',
      member_group: { grouping_object: { target_id: 'i-2' }, port: 8080 },
    },
    {
      resource_type: 'LbVirtualServer',
      id: 'v-1',
      display_name: 'front',
      ip_address: '203.0.113.82',
      port: '443',
      pool_id: 'p-1',
    },
  ]
  expect(read({ results, result_count: results.length })).toEqual({
    confidence: 0.9,
    references: [
      '1 firewall-rule source group 10.8.1.0/28 name=Yard: to the quay service=udp/53,tcp/8443 action=allow path=cranes',
      '1 firewall-rule source exact 10.8.1.9 name=Yard: to the quay service=udp/53,tcp/8443 action=allow',
      '1 firewall-rule destination group 10.8.0.11 name=Yard: to the quay service=udp/53,tcp/8443 action=allow path=quay>bollards',
      '1 firewall-rule target group 10.8.0.11 name=Yard: to the quay service=udp/53,tcp/8443 action=allow path=quay>bollards',
      '1 firewall-rule source any ANY name=Yard: rest service=any action=drop disabled',
      '1 firewall-rule destination any ANY name=Yard: rest service=any action=drop disabled',
      '1 firewall-rule target group 10.8.0.11 name=Yard: rest service=any action=drop path=quay>bollards disabled',
      '1 nat-rule destination exact 203.0.113.81 name=edge: d-1 action=dnat disabled',
      '1 nat-rule translated exact 10.8.0.12 name=edge: d-1 action=dnat via=203.0.113.81 disabled',
      '1 balancer-virtual vip exact 203.0.113.82 name=front service=tcp/443',
      '1 balancer-member member group 10.8.0.11 name=web service=tcp/8080 path=bollards via=203.0.113.82:443',
    ],
    unknown: ['3 group by Tag EQUALS, members are not in the file'],
  })
})
