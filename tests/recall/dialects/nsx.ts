import { nsxReader } from '../../../src/adapters/firewall/nsx/index.ts'
import { between } from '../../../src/sample/random.ts'
import type { Dialect } from '../dialect.ts'
import { type SyntheticEstate, someHost, someNetwork, someRange } from '../estate.ts'
import { Sheet, type Written } from '../sheet.ts'

/** NSX: a bundle, the rules of one policy as the API lists them, the `/infra` tree, and load balancers in such a tree. */
export const nsxDialect: Dialect = {
  reader: nsxReader,
  write: (estate, size) => [
    bundle(estate, size),
    list(estate, size),
    tree(estate, Math.ceil(size / 4)),
    balancers(estate, Math.ceil(size / 2)),
    sections(estate, Math.ceil(size / 4)),
  ],
}

const groups = '/infra/domains/default/groups'

/** One member of a list on a line of its own, with what it covers. */
function member(
  sheet: Sheet,
  text: string,
  last: boolean,
  covers: readonly string[],
  role: 'source' | 'destination',
): void {
  sheet.line(`                  "${text}"${last ? '' : ','}`)
  for (const one of covers) sheet.fact('firewall-rule', role, one)
}

function bundle(estate: SyntheticEstate, size: number): Written {
  const sheet = new Sheet()
  const rules: { readonly outer: readonly string[]; readonly name: string }[] = []
  sheet.line('{ "services": [')
  sheet.line(
    '  { "resource_type": "Service", "path": "/infra/services/shop", "service_entries": [ { "resource_type": "L4PortSetServiceEntry", "l4_protocol": "TCP", "destination_ports": [ "8443" ] } ] }',
  )
  sheet.line('], "tier1": [ { "resource_type": "Tier1", "path": "/infra/tier-1s/shop", "policy_nats": [')
  sheet.line('  { "resource_type": "PolicyNat", "path": "/infra/tier-1s/shop/nat/USER", "rules": [')
  for (let at = 0; at < size / 10; at++) {
    const outside = `203.0.113.${between(estate.random, 1, 254)}`
    const inside = someHost(estate).address
    sheet.line(
      `    ${at === 0 ? '' : ','}{ "resource_type": "PolicyNatRule", "id": "n${at}", "action": "DNAT",`,
    )
    sheet.line(`      "destination_network": "${outside}",`)
    sheet.fact('nat-rule', 'destination', outside)
    sheet.line(`      "translated_network": "${inside}" }`)
    sheet.fact('nat-rule', 'translated', inside)
  }
  sheet.line('  ] } ] } ], "domains": [ { "id": "default", "resources": {')
  sheet.line('    "groups": [')
  for (let at = 0; at < size; at++) {
    const host = someHost(estate)
    const range = someRange(estate)
    const { cidr } = someNetwork(estate)
    const named = someHost(estate)
    rules.push({ outer: [host.address, range.text, cidr, named.name], name: named.name })
    sheet.line(`      ${at === 0 ? '' : ','}{`)
    sheet.line('        "resource_type": "Group",')
    sheet.line(`        "display_name": "inner ${at}",`)
    sheet.line(`        "path": "${groups}/inner-${at}",`)
    sheet.line('        "expression": [')
    sheet.line(
      `          { "resource_type": "IPAddressExpression", "ip_addresses": [ "${host.address}", "${range.text}" ] }`,
    )
    sheet.line('        ]')
    sheet.line('      },')
    sheet.line('      {')
    sheet.line('        "resource_type": "Group",')
    sheet.line(`        "path": "${groups}/outer-${at}",`)
    sheet.line('        "expression": [')
    sheet.line(`          { "resource_type": "PathExpression", "paths": [ "${groups}/inner-${at}" ] },`)
    sheet.line('          { "resource_type": "ConjunctionOperator", "conjunction_operator": "OR" },')
    sheet.line(`          { "resource_type": "IPAddressExpression", "ip_addresses": [ "${cidr}" ] },`)
    sheet.line('          { "resource_type": "ConjunctionOperator", "conjunction_operator": "OR" },')
    sheet.line(
      `          { "resource_type": "Condition", "key": "Name", "operator": "EQUALS", "member_type": "VirtualMachine", "value": "${named.name}" }`,
    )
    sheet.line('        ]')
    sheet.line('      }')
  }
  sheet.line('    ],')
  sheet.line('    "security_policies": [')
  sheet.line('      {')
  sheet.line('        "resource_type": "SecurityPolicy", "display_name": "shop", "category": "Application",')
  sheet.line('        "rules": [')
  for (const [at, { outer }] of rules.entries()) {
    const host = someHost(estate)
    sheet.line(`          ${at === 0 ? '' : ','}{`)
    sheet.line('            "resource_type": "Rule",')
    sheet.line(`            "display_name": "rule ${at}",`)
    sheet.line(`            "sequence_number": ${at},`)
    sheet.line('            "source_groups": [')
    member(sheet, `${groups}/outer-${at}`, false, outer, 'source')
    member(sheet, host.address6, true, [host.address6], 'source')
    sheet.line('            ],')
    sheet.line('            "destination_groups": [')
    member(sheet, host.address, true, [host.address], 'destination')
    sheet.line('            ],')
    sheet.line('            "services": [ "/infra/services/shop" ],')
    sheet.line('            "profiles": [ "ANY" ], "scope": [ "ANY" ],')
    sheet.line('            "action": "ALLOW"')
    sheet.line('          }')
  }
  sheet.line('        ] } ] } } ] }')
  return sheet.written('nsx-bundle.json')
}

function list(estate: SyntheticEstate, size: number): Written {
  const sheet = new Sheet()
  sheet.line('{')
  sheet.line('  "results" : [ {')
  for (let at = 0; at < size; at++) {
    const host = someHost(estate)
    const { cidr } = someNetwork(estate)
    if (at > 0) sheet.line('  }, {')
    sheet.line(`    "source_groups" : [ "${cidr}" ],`)
    sheet.fact('firewall-rule', 'source', cidr)
    sheet.line(`    "destination_groups" : [ "${host.address}" ],`)
    sheet.fact('firewall-rule', 'destination', host.address)
    sheet.line('    "services" : [ "ANY" ], "action" : "ALLOW",')
    sheet.line(`    "resource_type" : "Rule", "id" : "${at}",`)
    sheet.line(`    "path" : "/infra/domains/default/security-policies/list/rules/${at}"`)
  }
  sheet.line('  } ],')
  sheet.line(`  "result_count" : ${size}, "sort_by" : "display_name", "sort_ascending" : true`)
  sheet.line('}')
  return sheet.written('rules.json')
}

function tree(estate: SyntheticEstate, size: number): Written {
  const sheet = new Sheet()
  const covered: string[] = []
  sheet.line('{ "resource_type": "Infra", "children": [ { "resource_type": "ChildDomain", "Domain": {')
  sheet.line('  "resource_type": "Domain", "id": "default", "children": [')
  for (let at = 0; at < size; at++) {
    const { text } = someRange(estate)
    covered.push(text)
    sheet.line(
      `    { "resource_type": "ChildGroup", "Group": { "resource_type": "Group", "id": "g-${at}", "expression": [ { "resource_type": "IPAddressExpression", "ip_addresses": [ "${text}" ] } ] } },`,
    )
  }
  sheet.line(
    '    { "resource_type": "ChildGatewayPolicy", "GatewayPolicy": { "resource_type": "GatewayPolicy", "id": "edge", "children": [',
  )
  for (const [at, covers] of covered.entries()) {
    sheet.line(
      `      ${at === 0 ? '' : ','}{ "resource_type": "ChildRule", "Rule": { "resource_type": "Rule", "id": "r-${at}",`,
    )
    sheet.line(
      `        "source_groups": [ "ANY" ], "destination_groups": [ "${groups}/g-${at}" ], "scope": [ "/infra/tier-0s/edge" ] } }`,
    )
    sheet.fact('firewall-rule', 'destination', covers)
  }
  sheet.line('    ] } } ] } } ] }')
  return sheet.written('infra.json')
}

/** Virtual servers with their pools, some with members of a group, some with rules that pass to another pool. */
function balancers(estate: SyntheticEstate, size: number): Written {
  const sheet = new Sheet()
  sheet.line('{ "resource_type": "Infra", "children": [')
  for (let at = 0; at < size; at++) {
    const [first, second, third] = [someHost(estate), someHost(estate), someHost(estate)]
    const front = `203.0.${113 + Math.floor(at / 250)}.${(at % 250) + 1}`
    const comma = at === 0 ? '' : ','
    sheet.line(
      `  ${comma}{ "resource_type": "ChildLBPool", "LBPool": { "resource_type": "LBPool", "id": "pool-${at}",`,
    )
    sheet.line('    "snat_translation": { "type": "LBSnatAutoMap" }, "members": [')
    sheet.line(`      { "ip_address": "${first.address}", "port": "8080", "admin_state": "ENABLED" },`)
    sheet.fact('balancer-member', 'member', first.address)
    sheet.line(
      `      { "ip_address": "${second.address6}", "admin_state": "DISABLED", "backup_member": true }`,
    )
    sheet.fact('balancer-member', 'member', second.address6)
    sheet.line('    ] } },')
    const inside = `${third.address}`
    sheet.line(
      `  { "resource_type": "ChildGroup", "Group": { "resource_type": "Group", "path": "${groups}/lb-${at}", "expression": [ { "resource_type": "IPAddressExpression", "ip_addresses": [ "${inside}" ] } ] } },`,
    )
    sheet.line(
      `  { "resource_type": "ChildLBPool", "LBPool": { "resource_type": "LBPool", "id": "dynamic-${at}",`,
    )
    sheet.line('    "member_group": {')
    sheet.line(`      "group_path": "${groups}/lb-${at}", "port": 9000 } } },`)
    sheet.fact('balancer-member', 'member', inside)
    sheet.line('  { "resource_type": "ChildLBVirtualServer", "LBVirtualServer": {')
    sheet.line(`    "resource_type": "LBVirtualServer", "id": "vs-${at}", "ports": [ "443" ],`)
    sheet.line(`    "ip_address": "${front}",`)
    sheet.fact('balancer-virtual', 'vip', front)
    sheet.line('    "rules": [ { "match_conditions": [')
    const caller = someHost(estate).address
    sheet.line(`      { "type": "LBIpHeaderCondition", "source_address": "${caller}" } ],`)
    sheet.fact('config-literal', 'literal', caller)
    sheet.line(
      `      "actions": [ { "type": "LBSelectPoolAction", "pool_id": "/infra/lb-pools/dynamic-${at}" } ] } ],`,
    )
    sheet.line(`    "pool_path": "/infra/lb-pools/pool-${at}" } }`)
  }
  sheet.line('] }')
  return sheet.written('lb.json')
}

/** Sections of the older manager API with their IP sets, some of which no rule uses; one answer on each line. */
function sections(estate: SyntheticEstate, size: number): Written {
  const sheet = new Sheet()
  for (let at = 0; at < size; at++) {
    const [host, other, spare] = [someHost(estate), someHost(estate), someHost(estate)]
    const { cidr } = someNetwork(estate)
    const set = (id: string, address: string): string =>
      `{ "resource_type": "IPSet", "id": "${id}-${at}", "display_name": "${id}", "ip_addresses": [ "${address}" ] }`
    sheet.line(`{ "results": [ ${set('used', host.address)}, ${set('spare', spare.address)} ] }`)
    sheet.fact('config-literal', 'literal', spare.address)
    sheet.line(
      `{ "resource_type": "NSGroup", "id": "all-${at}", "members": [ { "target_type": "IPSet", "value": "used-${at}" } ] }`,
    )
    sheet.line(`{ "resource_type": "FirewallSection", "id": "s${at}", "display_name": "s${at}", "rules": [ {`)
    sheet.line(`    "sources": [ { "target_id": "${cidr}", "target_type": "IPv4Address" } ],`)
    sheet.fact('firewall-rule', 'source', cidr)
    sheet.line(`    "destinations": [ { "target_id": "all-${at}", "target_type": "NSGroup" } ] } ] }`)
    sheet.fact('firewall-rule', 'destination', host.address)
    sheet.line('{ "resource_type": "NatRule", "action": "DNAT", "match_destination_network": "203.0.113.80",')
    sheet.fact('nat-rule', 'destination', '203.0.113.80')
    sheet.line(`    "translated_network": "${other.address}" }`)
    sheet.fact('nat-rule', 'translated', other.address)
  }
  return sheet.written('sections.json')
}
