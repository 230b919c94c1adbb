import { terraformReader } from '../../../src/adapters/firewall/nsx/terraform/index.ts'
import type { Dialect } from '../dialect.ts'
import { type SyntheticEstate, someHost, someNetwork, someRange } from '../estate.ts'
import { Sheet, type Written } from '../sheet.ts'

/** Terraform with the NSX provider: configuration of a module in one file, and the state that it led to. */
export const terraformDialect: Dialect = {
  reader: terraformReader,
  write: (estate, size) => [
    configuration(estate, size),
    state(estate, size),
    sections(estate, Math.ceil(size / 4)),
  ],
}

function configuration(estate: SyntheticEstate, size: number): Written {
  const sheet = new Sheet()
  const admin = someHost(estate)
  sheet.line('provider "nsxt" {')
  sheet.line('  host = "nsx.corner.example"')
  sheet.fact('config-literal', 'literal', 'nsx.corner.example')
  sheet.line('}')
  sheet.line('locals {')
  const own = sheet.line(`  admins = ["${admin.address6}"] # was ${someHost(estate).address}`)
  sheet.line('}')
  for (let at = 0; at < size; at++) {
    const [host, target, pooled] = [someHost(estate), someHost(estate), someHost(estate)]
    const range = someRange(estate)
    const { cidr } = someNetwork(estate)
    const outside = `203.0.${113 + Math.floor(at / 250)}.${(at % 250) + 1}`
    sheet.line(`resource "nsxt_policy_group" "group_${at}" {`)
    sheet.line('  criteria {')
    sheet.line('    ipaddress_expression {')
    sheet.line('      ip_addresses = [')
    sheet.line(`        "${host.address}",`)
    sheet.line(`        "${range.text}", // a range`)
    sheet.line('      ]')
    sheet.line('    }')
    sheet.line('  }')
    sheet.line('}')
    sheet.line(`resource "nsxt_policy_group" "unused_${at}" {`)
    sheet.line('  criteria {')
    sheet.line('    ipaddress_expression {')
    sheet.line(`      ip_addresses = concat(["${cidr}"], [])`)
    sheet.fact('config-literal', 'literal', cidr)
    sheet.line('    }')
    sheet.line('  }')
    sheet.line('}')
    sheet.line(`resource "nsxt_policy_security_policy" "policy_${at}" {`)
    sheet.line('  category = "Application"')
    sheet.line('  rule {')
    sheet.line('    source_groups = local.admins')
    sheet.fact('firewall-rule', 'source', admin.address6, own)
    sheet.line('    destination_groups = [')
    sheet.line(`      nsxt_policy_group.group_${at}.path,`)
    sheet.fact('firewall-rule', 'destination', host.address)
    sheet.fact('firewall-rule', 'destination', range.text)
    sheet.line(`      "${target.address}"`)
    sheet.fact('firewall-rule', 'destination', target.address)
    sheet.line('    ]')
    sheet.line('    action = "ALLOW"')
    sheet.line('  }')
    sheet.line('}')
    sheet.line(`resource "nsxt_policy_nat_rule" "nat_${at}" {`)
    sheet.line('  action = "DNAT"')
    sheet.line('  gateway_path = nsxt_policy_tier1_gateway.shop.path')
    sheet.line(`  destination_networks = ["${outside}"]`)
    sheet.fact('nat-rule', 'destination', outside)
    sheet.line(`  translated_networks = ["${target.address}"]`)
    sheet.fact('nat-rule', 'translated', target.address)
    sheet.line('}')
    sheet.line(`resource "nsxt_policy_lb_pool" "pool_${at}" {`)
    sheet.line('  member {')
    sheet.line(`    ip_address = "${pooled.address}"`)
    sheet.fact('balancer-member', 'member', pooled.address)
    sheet.line('    port = "8080"')
    sheet.line('  }')
    sheet.line('}')
    sheet.line(`resource "nsxt_policy_lb_virtual_server" "front_${at}" {`)
    sheet.line(`  ip_address = "${outside}"`)
    sheet.fact('balancer-virtual', 'vip', outside)
    sheet.line('  ports = ["443"]')
    sheet.line(`  pool_path = nsxt_policy_lb_pool.pool_${at}.path`)
    sheet.line('}')
    sheet.line(`resource "nsxt_policy_static_route" "route_${at}" {`)
    sheet.line('  next_hop {')
    sheet.line(`    ip_address = "${pooled.address6}"`)
    sheet.fact('config-literal', 'literal', pooled.address6)
    sheet.line('  }')
    sheet.line('}')
  }
  return sheet.written('main.tf')
}

function state(estate: SyntheticEstate, size: number): Written {
  const sheet = new Sheet()
  const groups = '/infra/domains/default/groups'
  sheet.line(
    '{ "format_version": "1.0", "terraform_version": "1.9.8", "values": { "root_module": { "resources": [',
  )
  for (let at = 0; at < size; at++) {
    const [first, second] = [someHost(estate), someHost(estate)]
    const range = someRange(estate)
    sheet.line(
      `  ${at === 0 ? '' : ','}{ "address": "nsxt_policy_group.g[${at}]", "mode": "managed", "type": "nsxt_policy_group", "name": "g",`,
    )
    sheet.line(
      `    "values": { "path": "${groups}/g-${at}", "criteria": [ { "ipaddress_expression": [ { "ip_addresses": [ "${first.address}" ] } ] } ] } },`,
    )
    sheet.line('  { "mode": "managed", "type": "nsxt_policy_gateway_policy", "name": "p", "values": {')
    sheet.line(
      `    "path": "/infra/domains/default/gateway-policies/p-${at}", "rule": [ { "action": "ALLOW",`,
    )
    sheet.line(`      "source_groups": [ "${range.text}" ],`)
    sheet.fact('firewall-rule', 'source', range.text)
    sheet.line(`      "destination_groups": [ "${groups}/g-${at}",`)
    sheet.fact('firewall-rule', 'destination', first.address)
    sheet.line(`        "${second.address6}" ] } ] } }`)
    sheet.fact('firewall-rule', 'destination', second.address6)
  }
  sheet.line('] } } }')
  return sheet.written('show.json')
}

/** Resources of the older manager API, and groups that rules name by their `nsx_id`. */
function sections(estate: SyntheticEstate, size: number): Written {
  const sheet = new Sheet()
  for (let at = 0; at < size; at++) {
    const [host, other] = [someHost(estate), someHost(estate)]
    const { cidr } = someNetwork(estate)
    sheet.line(`resource "nsxt_ip_set" "set_${at}" {`)
    sheet.line(`  ip_addresses = ["${host.address}"]`)
    sheet.line('}')
    sheet.line(`resource "nsxt_firewall_section" "section_${at}" {`)
    sheet.line('  rule {')
    sheet.line('    source {')
    sheet.line(`      target_id = "${cidr}"`)
    sheet.fact('firewall-rule', 'source', cidr)
    sheet.line('    }')
    sheet.line('    destination {')
    sheet.line(`      target_id = "\${nsxt_ip_set.set_${at}.id}"`)
    sheet.fact('firewall-rule', 'destination', host.address)
    sheet.line('    }')
    sheet.line('  }')
    sheet.line('}')
    sheet.line(`resource "nsxt_policy_group" "named_${at}" {`)
    sheet.line(`  nsx_id = "quay-${at}"`)
    sheet.line('  criteria {')
    sheet.line('    ipaddress_expression {')
    sheet.line(`      ip_addresses = ["${other.address}"]`)
    sheet.line('    }')
    sheet.line('  }')
    sheet.line('}')
    sheet.line(`resource "nsxt_policy_security_policy" "policy_${at}" {`)
    sheet.line('  rule {')
    sheet.line(`    source_groups = ["/infra/domains/default/groups/quay-${at}"]`)
    sheet.fact('firewall-rule', 'source', other.address)
    sheet.line('  }')
    sheet.line('}')
  }
  return sheet.written('sections.tf')
}
