import { expect, test } from 'vitest'
import { textFile, told } from '../../../../../tests/evidence-recordings.ts'
import { terraformReader } from './index.ts'

function read(name: string, text: string) {
  const { references, unknown, statements, understood } = terraformReader.read(textFile(name, text))
  return {
    references: [...references].map(told),
    unknown: unknown.map(({ construct, count }) => `${count} ${construct}`),
    counts: `${understood} of ${statements}`,
  }
}

test('resources of the manager API: sections, IP sets within groups, services, translations, balancers', () => {
  const text = `resource "nsxt_ip_set" "bollards" {
  display_name = "bollards"
  ip_addresses = ["10.8.0.11"]
}
resource "nsxt_ip_set" "spare" {
  ip_addresses = ["10.8.0.99"]
}
resource "nsxt_ns_group" "quay" {
  display_name = "quay"
  member {
    target_type = "IPSet"
    value       = "\${nsxt_ip_set.bollards.id}"
  }
}
resource "nsxt_l4_port_set_ns_service" "crane" {
  protocol          = "TCP"
  destination_ports = ["9000"]
}
resource "nsxt_firewall_section" "yard" {
  display_name = "Yard"
  section_type = "LAYER3"
  rule {
    display_name = "to the quay"
    action       = "ALLOW"
    disabled     = "true"
    source {
      target_type = "IPv4Address"
      target_id   = "10.8.1.9"
    }
    destination {
      target_type = "NSGroup"
      target_id   = "\${nsxt_ns_group.quay.id}"
    }
    service {
      target_type = "NSService"
      target_id   = "\${nsxt_l4_port_set_ns_service.crane.id}"
    }
  }
}
resource "nsxt_nat_rule" "in" {
  logical_router_id         = nsxt_logical_tier1_router.edge.id
  action                    = "DNAT"
  match_destination_network = "203.0.113.81"
  translated_network        = "10.8.0.12"
}
resource "nsxt_lb_pool" "web" {
  member {
    ip_address = "10.8.0.13"
    port       = "8080"
  }
}
resource "nsxt_lb_udp_virtual_server" "front" {
  ip_address = "203.0.113.82"
  ports      = ["53"]
  pool_id    = nsxt_lb_pool.web.id
}
resource "nsxt_vm_tags" "web" {
  instance_id = "i"
}
`
  expect(read('old.tf', text)).toEqual({
    references: [
      '28 firewall-rule source exact 10.8.1.9 name=Yard: to the quay service=tcp/9000 action=allow disabled',
      '32 firewall-rule destination group 10.8.0.11 name=Yard: to the quay service=tcp/9000 action=allow path=quay>bollards disabled',
      '43 nat-rule destination exact 203.0.113.81 name=edge: in action=dnat',
      '44 nat-rule translated exact 10.8.0.12 name=edge: in action=dnat via=203.0.113.81',
      '53 balancer-virtual vip exact 203.0.113.82 name=front service=udp/53',
      '48 balancer-member member exact 10.8.0.13 name=web service=udp/8080 via=203.0.113.82:53',
      '6 config-literal literal exact 10.8.0.99',
    ],
    unknown: [],
    counts: '10 of 10',
  })
})

test('a state names the objects of the manager API by their ids', () => {
  const instance = (type: string, attributes: Record<string, unknown>) => ({
    mode: 'managed',
    type,
    name: 'x',
    instances: [{ attributes }],
  })
  const state = {
    version: 4,
    terraform_version: '0.12.31',
    resources: [
      instance('nsxt_ip_set', { id: 'u-1', display_name: 'bollards', ip_addresses: ['10.8.0.11'] }),
      instance('nsxt_firewall_section', {
        id: 'u-2',
        display_name: 'Yard',
        rule: [
          { display_name: 'in', action: 'ALLOW', destination: [{ target_type: 'IPSet', target_id: 'u-1' }] },
        ],
      }),
    ],
  }
  expect(read('terraform.tfstate', JSON.stringify(state)).references).toEqual([
    '1 firewall-rule source any ANY name=Yard: in service=any action=allow',
    '1 firewall-rule destination group 10.8.0.11 name=Yard: in service=any action=allow path=bollards',
  ])
})

test('a group by the path of its nsx_id; hosts that are counted in a prefix', () => {
  const text = `variable "net" { default = "10.8.2.0/24" }
resource "nsxt_policy_group" "one" {
  nsx_id = "quay"
  criteria {
    ipaddress_expression {
      ip_addresses = [cidrhost(var.net, 20), join("/", ["10.8.3.0", 28]), cidrhost(var.lost, 1), cidrhost(var.net, 900)]
    }
  }
}
resource "nsxt_policy_security_policy" "yard" {
  rule {
    destination_groups = ["/infra/domains/default/groups/quay"]
  }
}
`
  const { references, unknown } = read('yard.tf', text)
  expect(references.filter((one) => one.includes('destination'))).toEqual([
    '12 firewall-rule destination group 10.8.2.20 name=yard: 1 service=any action=allow path=one',
    '12 firewall-rule destination group 10.8.3.0/28 name=yard: 1 service=any action=allow path=one',
  ])
  expect(unknown).toEqual(['1 expression that is not worked out'])
})
