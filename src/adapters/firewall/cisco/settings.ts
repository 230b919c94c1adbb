import { nameOfMask } from '../shared/masked-names.ts'
import type { Named } from '../shared/naming.ts'

/** First words of lines that hold settings: their addresses are kept as literals, and so are those of the lines below. */
export const settingHeads: ReadonlySet<string> = new Set(
  (
    'aaa aaa-server aqm-register-fnf archive arp asdm auto banner bfd boot bridge bridge-domain call call-home card cdp class-map clock ' +
    'config-register console control-plane controller count crypto cryptochecksum ctl-file cts default dhcp dhcpd dhcprelay diagnostic ' +
    'dns dns-guard domain-name dot1x dynamic-access-policy-record dynamic-filter enable end errdisable event exception exit ' +
    'failover feature file firewall flow flow-export fragment ftp group-policy hardware hostname http hw-module icmp igmp interface ip ipv6 ' +
    'jumbo-frame key key-string lacp ldap license line lldp logging login-history mac mac-address mac-address-table map-class match memory ' +
    'mgmt-interface mls mode monitor monitor-interface mpls mroute mtu multicast multilink mpf multi-config name-server names ngips no ntp ' +
    'object-group-search ospf pager parameter-map parser password-policy pager passwd platform pnp policy-map pim port-channel power prefix-list ' +
    'privilege prompt process-max-time quit quota radius radius-server redundancy regex resource rmon route route-map router same-security-traffic ' +
    'sampler sctp scheduler secure-boot security security-group service service-interface service-policy session setup sflow shun sip-server sla smtp-server snmp ' +
    'snmp-server snort spanning-tree ssh ssl standby static-group subscriber switch sysopt system tacacs tacacs-server tag-switching tcp-map ' +
    'telnet telemetry template terminal tftp-server threat-detection timeout tls-proxy track transceiver transport tunnel-group ' +
    'tunnel-group-map udld url-block url-cache url-server user-identity user-role username vdc version virtual vlan vpc vpdn vpn-addr-assign ' +
    'vpn-load-balancing vpn-session-db boot-start-marker boot-end-marker prefix-set end-set end-policy route-policy community-set as-path-set vty-pool ipv4 mmi kron ephone-dn call-manager-fallback vrf vstack vtp wccp webvpn xlate zone zone-member zone-pair zone-security context admin-context allocate-interface ' +
    'anyconnect app-agent certificate ASA NGFW checkheaps client cluster coap compression netconf-yang restconf nat64 app-hosting scansafe ' +
    'voice voice-port dial-peer ephone gateway ccm-manager mgcp telephony-service license-udi login identity'
  ).split(' '),
)

/** Network of `route outside 10.0.0.0 255.0.0.0 …` and `ip route [vrf V] 10.0.0.0 255.0.0.0 …`, as one subnet. */
export function routedNetwork(
  words: readonly string[],
): { readonly named: Named; readonly next: number } | undefined {
  let at = 2
  if (words[0] === 'ip') {
    if (words[1] !== 'route') return undefined
    if (words[2] === 'vrf') at = 4
  } else if (words[0] !== 'route') return undefined
  const named = nameOfMask(words[at] ?? '', words[at + 1] ?? '')
  return named && { named, next: at + 2 }
}
