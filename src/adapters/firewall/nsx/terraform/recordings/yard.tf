# Rules of the yard
# owner: Yard Network Team

terraform {
  required_providers {
    nsxt = {
      source  = "vmware/nsxt"
      version = "3.8.0.1"
    }
  }
}

provider "nsxt" {
  host     = "192.0.2.4"
  username = "automation"
  password = "CANARY_TF_PASSWORD"
}

variable "admins" {
  type    = list(string)
  default = ["198.51.100.10", "198.51.100.11"]
}

locals {
  web  = ["10.8.0.11", "10.8.0.12"] // both halls
  net  = "10.8.7"
  seen = { "10.8.9.9" = "left alone" }
  open = {
    cranes = { from = ["198.51.100.0/25"], port = "8443" }
    gates  = { from = [nsxt_policy_group.gates.path], port = "8444" }
  }
}

data "nsxt_policy_service" "https" {
  display_name = "HTTPS"
}

resource "nsxt_policy_group" "web" {
  display_name = "yard web"
  criteria {
    ipaddress_expression {
      ip_addresses = concat(local.web, ["10.8.0.20-10.8.0.24", "${local.net}.77"])
    }
  }
  conjunction {
    operator = "OR"
  }
  criteria {
    path_expression {
      member_paths = [nsxt_policy_group.gates.path, nsxt_policy_segment.hall.path]
    }
  }
}

resource "nsxt_policy_group" "gates" {
  display_name = "gates"
  criteria {
    condition {
      key         = "Name"
      member_type = "VirtualMachine"
      operator    = "EQUALS"
      value       = "yard-gate-01"
    }
  }
}

resource "nsxt_policy_group" "unused" {
  display_name = "unused"
  criteria {
    ipaddress_expression {
      ip_addresses = ["10.8.99.1", cidrhost("10.8.98.0/24", 5)]
    }
  }
}

resource "nsxt_policy_segment" "hall" {
  display_name = "hall"
  subnet {
    cidr        = "10.8.3.1/24"
    dhcp_ranges = ["10.8.3.100-10.8.3.160"]
  }
}

resource "nsxt_policy_service" "till" {
  display_name = "till"
  l4_port_set_entry {
    protocol          = "TCP"
    destination_ports = ["9000-9010", 9100]
  }
  icmp_entry {
    protocol = "ICMPv4"
  }
}

resource "nsxt_policy_security_policy" "yard" {
  display_name = "yard"
  category     = "Application"
  scope        = [nsxt_policy_group.web.path]

  rule {
    display_name       = "admins to web"
    source_groups      = var.admins
    destination_groups = [nsxt_policy_group.web.path, "2001:db8:8::1"]
    services           = [data.nsxt_policy_service.https.path, nsxt_policy_service.till.path]
    action             = "ALLOW"
    tag {
      scope = "owner"
      tag   = "Yard Web Team"
    }
  }

  dynamic "rule" {
    for_each = local.open
    content {
      display_name       = "open ${rule.key}"
      source_groups      = rule.value.from
      destination_groups = ["10.8.0.30"]
      service_entries {
        l4_port_set_entry {
          protocol          = "TCP"
          destination_ports = [rule.value.port]
        }
      }
      action   = "ALLOW"
      disabled = true
    }
  }

  rule {
    display_name       = "from elsewhere"
    source_groups      = [module.other.group_path, nsxt_policy_group.of_another_file.path]
    destination_groups = var.strict ? ["10.8.0.40"] : []
    sources_excluded   = false
    action             = "DROP"
  }

  rule {
    display_name = "rest"
    action       = "REJECT"
  }
}

resource "nsxt_policy_nat_rule" "shop" {
  display_name         = "shop in"
  action               = "DNAT"
  gateway_path         = nsxt_policy_tier1_gateway.yard.path
  destination_networks = ["203.0.113.80"]
  translated_networks  = [nsxt_policy_lb_virtual_server.web.ip_address]
}

resource "nsxt_policy_lb_pool" "web" {
  display_name = "web pool"
  member {
    ip_address  = local.web[0]
    port        = "8443"
    admin_state = "DISABLED"
  }
  dynamic "member" {
    for_each = toset(["10.8.0.13", "10.8.0.14"])
    content {
      ip_address = member.value
    }
  }
  snat {
    type              = "IPPOOL"
    ip_pool_addresses = ["10.8.0.250"]
  }
}

resource "nsxt_policy_lb_virtual_server" "web" {
  display_name = "web front"
  ip_address   = "203.0.113.90"
  ports        = ["443"]
  pool_path    = nsxt_policy_lb_pool.web.path
}

resource "nsxt_policy_dhcp_server" "yard" {
  display_name     = "yard"
  server_addresses = ["10.8.3.2/24"]
}

resource "vsphere_virtual_machine" "gate" {
  name       = "yard-gate-01"
  annotation = <<-EOT
    answers at 10.8.4.44
    password = CANARY_TF_NOTE
  EOT
}

module "other" {
  source = "./other"
  dns    = "192.0.2.53"
}
