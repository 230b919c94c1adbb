import { expect, test } from 'vitest'
import { recording, textFile, told, toldReading } from '../../../../../tests/evidence-recordings.ts'
import { makeHearing } from '../../../../algebra/evidence/told.ts'
import { terraformReader } from './index.ts'

test('configuration: groups, values, functions, dynamic rules, translations, balancers, what is not in the file', () => {
  const file = recording(import.meta.dirname, 'yard.tf')
  expect(terraformReader.recognises(file)).toBeGreaterThan(0.9)
  expect(toldReading(terraformReader, file)).toMatchInlineSnapshot(`
    {
      "masked": 1,
      "references": [
        "21 firewall-rule source exact 198.51.100.10 name=Application yard: admins to web service=HTTPS,tcp/9000-9010,9100,icmp action=allow owner=Yard Web Team (tag)",
        "21 firewall-rule source exact 198.51.100.11 name=Application yard: admins to web service=HTTPS,tcp/9000-9010,9100,icmp action=allow owner=Yard Web Team (tag)",
        "103 firewall-rule destination group 10.8.0.11 name=Application yard: admins to web service=HTTPS,tcp/9000-9010,9100,icmp action=allow path=yard web owner=Yard Web Team (tag)",
        "103 firewall-rule destination group 10.8.0.12 name=Application yard: admins to web service=HTTPS,tcp/9000-9010,9100,icmp action=allow path=yard web owner=Yard Web Team (tag)",
        "103 firewall-rule destination group 10.8.0.20-10.8.0.24 name=Application yard: admins to web service=HTTPS,tcp/9000-9010,9100,icmp action=allow path=yard web owner=Yard Web Team (tag)",
        "103 firewall-rule destination group 10.8.7.77 name=Application yard: admins to web service=HTTPS,tcp/9000-9010,9100,icmp action=allow path=yard web owner=Yard Web Team (tag)",
        "103 firewall-rule destination name yard-gate-01 name=Application yard: admins to web service=HTTPS,tcp/9000-9010,9100,icmp action=allow host=yard-gate-01 path=yard web>gates owner=Yard Web Team (tag)",
        "103 firewall-rule destination group 10.8.3.1/24 name=Application yard: admins to web service=HTTPS,tcp/9000-9010,9100,icmp action=allow path=yard web>hall owner=Yard Web Team (tag)",
        "103 firewall-rule destination exact 2001:db8:8::1 name=Application yard: admins to web service=HTTPS,tcp/9000-9010,9100,icmp action=allow owner=Yard Web Team (tag)",
        "98 firewall-rule target group 10.8.0.11 name=Application yard: admins to web service=HTTPS,tcp/9000-9010,9100,icmp action=allow path=yard web owner=Yard Web Team (tag)",
        "98 firewall-rule target group 10.8.0.12 name=Application yard: admins to web service=HTTPS,tcp/9000-9010,9100,icmp action=allow path=yard web owner=Yard Web Team (tag)",
        "98 firewall-rule target group 10.8.0.20-10.8.0.24 name=Application yard: admins to web service=HTTPS,tcp/9000-9010,9100,icmp action=allow path=yard web owner=Yard Web Team (tag)",
        "98 firewall-rule target group 10.8.7.77 name=Application yard: admins to web service=HTTPS,tcp/9000-9010,9100,icmp action=allow path=yard web owner=Yard Web Team (tag)",
        "98 firewall-rule target name yard-gate-01 name=Application yard: admins to web service=HTTPS,tcp/9000-9010,9100,icmp action=allow host=yard-gate-01 path=yard web>gates owner=Yard Web Team (tag)",
        "98 firewall-rule target group 10.8.3.1/24 name=Application yard: admins to web service=HTTPS,tcp/9000-9010,9100,icmp action=allow path=yard web>hall owner=Yard Web Team (tag)",
        "29 firewall-rule source subnet 198.51.100.0/25 name=Application yard: open cranes service=tcp/8443 action=allow disabled owner=Yard Network Team (file-head)",
        "117 firewall-rule destination exact 10.8.0.30 name=Application yard: open cranes service=tcp/8443 action=allow disabled owner=Yard Network Team (file-head)",
        "98 firewall-rule target group 10.8.0.11 name=Application yard: open cranes service=tcp/8443 action=allow path=yard web disabled owner=Yard Network Team (file-head)",
        "98 firewall-rule target group 10.8.0.12 name=Application yard: open cranes service=tcp/8443 action=allow path=yard web disabled owner=Yard Network Team (file-head)",
        "98 firewall-rule target group 10.8.0.20-10.8.0.24 name=Application yard: open cranes service=tcp/8443 action=allow path=yard web disabled owner=Yard Network Team (file-head)",
        "98 firewall-rule target group 10.8.7.77 name=Application yard: open cranes service=tcp/8443 action=allow path=yard web disabled owner=Yard Network Team (file-head)",
        "98 firewall-rule target name yard-gate-01 name=Application yard: open cranes service=tcp/8443 action=allow host=yard-gate-01 path=yard web>gates disabled owner=Yard Network Team (file-head)",
        "98 firewall-rule target group 10.8.3.1/24 name=Application yard: open cranes service=tcp/8443 action=allow path=yard web>hall disabled owner=Yard Network Team (file-head)",
        "30 firewall-rule source name yard-gate-01 name=Application yard: open gates service=tcp/8444 action=allow host=yard-gate-01 path=gates disabled owner=Yard Network Team (file-head)",
        "117 firewall-rule destination exact 10.8.0.30 name=Application yard: open gates service=tcp/8444 action=allow disabled owner=Yard Network Team (file-head)",
        "98 firewall-rule target group 10.8.0.11 name=Application yard: open gates service=tcp/8444 action=allow path=yard web disabled owner=Yard Network Team (file-head)",
        "98 firewall-rule target group 10.8.0.12 name=Application yard: open gates service=tcp/8444 action=allow path=yard web disabled owner=Yard Network Team (file-head)",
        "98 firewall-rule target group 10.8.0.20-10.8.0.24 name=Application yard: open gates service=tcp/8444 action=allow path=yard web disabled owner=Yard Network Team (file-head)",
        "98 firewall-rule target group 10.8.7.77 name=Application yard: open gates service=tcp/8444 action=allow path=yard web disabled owner=Yard Network Team (file-head)",
        "98 firewall-rule target name yard-gate-01 name=Application yard: open gates service=tcp/8444 action=allow host=yard-gate-01 path=yard web>gates disabled owner=Yard Network Team (file-head)",
        "98 firewall-rule target group 10.8.3.1/24 name=Application yard: open gates service=tcp/8444 action=allow path=yard web>hall disabled owner=Yard Network Team (file-head)",
        "98 firewall-rule target group 10.8.0.11 name=Application yard: from elsewhere service=any action=drop path=yard web owner=Yard Network Team (file-head)",
        "98 firewall-rule target group 10.8.0.12 name=Application yard: from elsewhere service=any action=drop path=yard web owner=Yard Network Team (file-head)",
        "98 firewall-rule target group 10.8.0.20-10.8.0.24 name=Application yard: from elsewhere service=any action=drop path=yard web owner=Yard Network Team (file-head)",
        "98 firewall-rule target group 10.8.7.77 name=Application yard: from elsewhere service=any action=drop path=yard web owner=Yard Network Team (file-head)",
        "98 firewall-rule target name yard-gate-01 name=Application yard: from elsewhere service=any action=drop host=yard-gate-01 path=yard web>gates owner=Yard Network Team (file-head)",
        "98 firewall-rule target group 10.8.3.1/24 name=Application yard: from elsewhere service=any action=drop path=yard web>hall owner=Yard Network Team (file-head)",
        "137 firewall-rule source any ANY name=Application yard: rest service=any action=reject owner=Yard Network Team (file-head)",
        "137 firewall-rule destination any ANY name=Application yard: rest service=any action=reject owner=Yard Network Team (file-head)",
        "98 firewall-rule target group 10.8.0.11 name=Application yard: rest service=any action=reject path=yard web owner=Yard Network Team (file-head)",
        "98 firewall-rule target group 10.8.0.12 name=Application yard: rest service=any action=reject path=yard web owner=Yard Network Team (file-head)",
        "98 firewall-rule target group 10.8.0.20-10.8.0.24 name=Application yard: rest service=any action=reject path=yard web owner=Yard Network Team (file-head)",
        "98 firewall-rule target group 10.8.7.77 name=Application yard: rest service=any action=reject path=yard web owner=Yard Network Team (file-head)",
        "98 firewall-rule target name yard-gate-01 name=Application yard: rest service=any action=reject host=yard-gate-01 path=yard web>gates owner=Yard Network Team (file-head)",
        "98 firewall-rule target group 10.8.3.1/24 name=Application yard: rest service=any action=reject path=yard web>hall owner=Yard Network Team (file-head)",
        "147 nat-rule destination exact 203.0.113.80 name=yard: shop in action=dnat owner=Yard Network Team (file-head)",
        "172 nat-rule translated exact 203.0.113.90 name=yard: shop in action=dnat via=203.0.113.80 owner=Yard Network Team (file-head)",
        "172 balancer-virtual vip exact 203.0.113.90 name=web front service=tcp/443 owner=Yard Network Team (file-head)",
        "25 balancer-member member exact 10.8.0.11 name=web pool service=tcp/8443 via=203.0.113.90:443 disabled owner=Yard Network Team (file-head)",
        "159 balancer-member member exact 10.8.0.13 name=web pool service=tcp/443 via=203.0.113.90:443 owner=Yard Network Team (file-head)",
        "159 balancer-member member exact 10.8.0.14 name=web pool service=tcp/443 via=203.0.113.90:443 owner=Yard Network Team (file-head)",
        "14 config-literal literal exact 192.0.2.4 owner=Yard Network Team (file-head)",
        "27 config-literal literal exact 10.8.9.9 owner=Yard Network Team (file-head)",
        "71 config-literal literal exact 10.8.99.1 owner=Yard Network Team (file-head)",
        "71 config-literal literal subnet 10.8.98.0/24 owner=Yard Network Team (file-head)",
        "79 config-literal literal exact 10.8.3.1 owner=Yard Network Team (file-head)",
        "79 config-literal literal subnet 10.8.3.1/24 owner=Yard Network Team (file-head)",
        "80 config-literal literal range 10.8.3.100-10.8.3.160 covers=10.8.3.100-10.8.3.160 owner=Yard Network Team (file-head)",
        "132 config-literal literal exact 10.8.0.40 owner=Yard Network Team (file-head)",
        "166 config-literal literal exact 10.8.0.250 owner=Yard Network Team (file-head)",
        "179 config-literal literal exact 10.8.3.2 owner=Yard Network Team (file-head)",
        "179 config-literal literal subnet 10.8.3.2/24 owner=Yard Network Team (file-head)",
        "185 config-literal literal exact 10.8.4.44 owner=Yard Network Team (file-head)",
        "192 config-literal literal exact 192.0.2.53 owner=Yard Network Team (file-head)",
      ],
      "understood": "21 of 22",
      "unknown": [
        "1 expression that is not worked out (line 132)",
        "1 module whose resources are in other files (line 190)",
        "1 object that is not defined here (line 131)",
        "1 resource vsphere_virtual_machine (line 182)",
        "1 value that is not in the file (line 131)",
      ],
    }
  `)
  const reading = terraformReader.read(file)
  expect(JSON.stringify([[...reading.references], reading.told, reading.unknown])).not.toContain('CANARY')
})

test('every literal stands at its line and column', () => {
  const file = recording(import.meta.dirname, 'yard.tf')
  const lines = new TextDecoder().decode(file.bytes).split('\n')
  const literals = [...terraformReader.read(file).references].filter(({ kind }) => kind === 'config-literal')
  expect(literals.length).toBeGreaterThan(8)
  for (const { line, column = 0, matched } of literals)
    expect(lines[line - 1]?.slice(column - 1, column - 1 + matched.length)).toBe(matched)
})

test('a state: real paths, modules within modules; what is only looked up is no artefact', () => {
  const file = recording(import.meta.dirname, 'show.json')
  expect(terraformReader.recognises(file)).toBeGreaterThan(0.9)
  expect(toldReading(terraformReader, file)).toMatchInlineSnapshot(`
    {
      "masked": 0,
      "references": [
        "38 firewall-rule source any ANY name=Application 3.10 yard: web in service=HTTPS action=allow",
        "41 firewall-rule destination group 10.8.0.11 name=Application 3.10 yard: web in service=HTTPS action=allow path=yard web",
        "41 firewall-rule destination group 10.8.0.12 name=Application 3.10 yard: web in service=HTTPS action=allow path=yard web",
        "42 firewall-rule destination exact 10.8.0.50 name=Application 3.10 yard: web in service=HTTPS action=allow",
        "54 nat-rule source subnet 10.8.0.0/24 name=yard: out action=snat",
        "54 nat-rule translated exact 203.0.113.81 name=yard: out action=snat",
        "59 config-literal literal exact 10.8.3.1",
        "59 config-literal literal subnet 10.8.3.1/24",
        "59 config-literal literal subnet 10.8.3.0/24",
      ],
      "understood": "6 of 6",
      "unknown": [],
    }
  `)
})

test('files of one module: groups, services, values and virtual servers of the others', () => {
  const files = {
    'yard/groups.tf':
      'resource "nsxt_policy_group" "web" {\n  criteria {\n    ipaddress_expression {\n      ip_addresses = ["10.8.0.11"]\n    }\n  }\n}\n' +
      'resource "nsxt_policy_service" "till" {\n  l4_port_set_entry {\n    protocol = "TCP"\n    destination_ports = ["9000"]\n  }\n}\n',
    'yard/values.tf': 'locals {\n  admins = ["198.51.100.10"]\n  secret = "CANARY_TF_LOCAL"\n}\n',
    'yard/rules.tf':
      'resource "nsxt_policy_security_policy" "yard" {\n  rule {\n    source_groups = local.admins\n' +
      '    destination_groups = [nsxt_policy_group.web.path]\n    services = [nsxt_policy_service.till.path]\n  }\n}\n',
    'yard/front.tf':
      'resource "nsxt_policy_lb_virtual_server" "web" {\n  ip_address = "203.0.113.90"\n  ports = ["443"]\n  pool_path = nsxt_policy_lb_pool.web.path\n}\n',
    'yard/pools.tf':
      'resource "nsxt_policy_lb_pool" "web" {\n  member {\n    ip_address = "10.8.0.11"\n  }\n}\n',
    'other/groups.tf':
      'resource "nsxt_policy_group" "web" {\n  criteria {\n    ipaddress_expression {\n      ip_addresses = ["10.9.9.9"]\n    }\n  }\n}\n',
  }
  const all = Object.entries(files).map(([name, text]) => textFile(name, text))
  const alone = all.map((file) => ({ file: file.name, told: terraformReader.read(file).told ?? [] }))
  expect(JSON.stringify(alone)).not.toContain('CANARY')
  const hearing = makeHearing(alone)
  const read = (name: string) => {
    const file = all.find((one) => one.name === name) ?? textFile(name, '')
    const context = { hostNames: new Set<string>(), domains: new Set<string>(), told: hearing(name) }
    const { references, unknown } = terraformReader.read(file, context)
    return [...[...references].map(told), ...unknown.map(({ construct }) => construct)]
  }
  expect(all.every((file) => terraformReader.recognises(file) > 0.6)).toBe(true)
  expect(read('yard/rules.tf')).toEqual([
    '3 firewall-rule source exact 198.51.100.10 name=yard: 1 service=tcp/9000 action=allow',
    '4 firewall-rule destination group 10.8.0.11 name=yard: 1 service=tcp/9000 action=allow path=nsxt_policy_group.web',
  ])
  expect(read('yard/pools.tf')).toEqual([
    '3 balancer-member member exact 10.8.0.11 name=web via=203.0.113.90:443',
  ])
  expect(read('yard/groups.tf')).toEqual(['4 config-literal literal exact 10.8.0.11'])
})

test('configuration in JSON and a state file are read as well', () => {
  const body =
    '{"display_name":"g","criteria":[{"ipaddress_expression":[{"ip_addresses":["10.8.0.11"]}]}],"path":"/infra/domains/default/groups/g"}'
  const rule = (group: string) =>
    `{"display_name":"p","rule":[{"display_name":"r","destination_groups":["${group}"],"source_groups":["10.8.0.12"]}]}`
  const configuration = `{"resource":{"nsxt_policy_group":{"web":${body.replace(/,"path".*$/, '}')}},"nsxt_policy_security_policy":{"p":${rule('${nsxt_policy_group.web.path}')}}}}`
  const state =
    `{"version":4,"terraform_version":"1.9.8","resources":[{"mode":"managed","type":"nsxt_policy_group","name":"web","instances":[{"attributes":${body}}]},` +
    `{"mode":"managed","type":"nsxt_policy_security_policy","name":"p","instances":[{"attributes":${rule('/infra/domains/default/groups/g')}}]}]}`
  for (const [name, text] of [
    ['main.tf.json', configuration],
    ['terraform.tfstate', state],
  ] as const) {
    const file = textFile(name, text)
    expect(terraformReader.recognises(file)).toBeGreaterThan(0.9)
    const found = [...terraformReader.read(file).references]
    expect(found.map(({ role, matched }) => `${role} ${matched}`)).toEqual([
      'source 10.8.0.12',
      'destination 10.8.0.11',
    ])
  }
})
