import { wordsOf } from '../../../lib/lines.ts'
import { nameOfMask, nameOfRange } from '../shared/masked-names.ts'
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
    'voice voice-port dial-peer ephone gateway ccm-manager mgcp telephony-service license-udi login identity ' +
    'PIX FWSM nameif fixup floodguard isakmp pdm vpngroup outbound apply established filter virtual command-alias service-module ' +
    'management-access capture mac-list bfd-template clear Mon Tue Wed Thu Fri Sat Sun MAC Shun [OK] domain rsvp grpc bba-group dialer ' +
    'dialer-list spd fpd segment-routing copp cfs nv fabric evpn l2vpn lldp mlag daemon management alias agent queue-monitor ' +
    'sflow event-handler event-monitor peer-filter multicast-routing netconf xml tpa linux macsec lpts taskgroup usergroup cef ' +
    'performance-mgmt dynamic-template rd-set extcommunity-set large-community-set tcp udp ipsla bundle commit cli callhome poap ' +
    'nxapi icam limit-resource pseudowire-class l2tp-class frame-relay async chat-script isdn appletalk cns macro wireless wlan ap ' +
    'avc device-tracking access-session device-sensor stack-mac stack-power storm-control rep ptp lisp utd virtual-service oam eem ' +
    'xconnect sip-ua sccp dspfarm translation-rule sdm process fhrp define nmsp guest-shell flow-sampler ppp priority-list rtr ' +
    'dns-group dns-group-map show ospfv3'
  ).split(' '),
)

/** What a line of settings names as one where its words alone would be two addresses. */
interface Spoken {
  readonly named: Named
  /** How many literals of the line it stands for. */
  readonly literals: 1 | 2
}

/** A routed network, or a range that is written with a blank between its ends. */
export function spokenOf(text: string): Spoken | undefined {
  const words = wordsOf(text)
  const routed = routedNetwork(words)
  return routed ? { named: routed.named, literals: 1 } : rangeOf(words)
}

/** Whether a line may have what `spokenOf` looks for. */
export function maySpeak(text: string): boolean {
  return /route |excluded-address|local pool|range |^\s*address /.test(text)
}

/** `ip dhcp excluded-address A B`, `ip local pool NAME A B`, `address A B` of a pool, `range A B`. */
function rangeOf(words: readonly string[]): Spoken | undefined {
  for (let at = 1; at + 1 < words.length; at++) {
    const before = words[at - 1] ?? ''
    const told =
      (before === 'address' && at === 1) || /^(?:excluded-address|range|address-range)$/.test(before)
    if (!told && words[at - 2] !== 'pool' && words[at - 2] !== 'vrf') continue
    const [low = '', high = ''] = [words[at], words[at + 1]]
    if (!low.includes('.') || !high.includes('.') || nameOfMask(low, high)) continue
    const named = nameOfRange(low, high)
    if (named) return { named, literals: 2 }
  }
  return undefined
}

/** The VRF that the lines below belong to: `vrf BLUE` or `address-family ipv4 vrf BLUE` of a routing process. */
export function vrfBelow(words: readonly string[]): string | undefined {
  if (words[0] === 'vrf') return words.length === 2 ? words[1] : undefined
  if (words[0] !== 'address-family') return undefined
  const at = words.indexOf('vrf')
  return at > 0 ? words[at + 1] : undefined
}

/** The VRF that a line names for what it tells. */
export function vrfOf(words: readonly string[]): string | undefined {
  // Behind the next hop it is the VRF of that hop.
  if (words[1] === 'route' && words[2] !== 'vrf') return undefined
  const plain = words.indexOf('vrf')
  const at = plain < 0 ? words.indexOf('use-vrf') : plain
  // `vrf context BLUE` of NX-OS holds the routes of that VRF.
  if (at === 0) return words[1] === 'context' ? words[2] : undefined
  return at > 0 ? words[at + 1] : undefined
}

/** Network of `route outside 10.0.0.0 255.0.0.0 …` and `ip route [vrf V] 10.0.0.0 255.0.0.0 …`, as one subnet. */
function routedNetwork(words: readonly string[]): { readonly named: Named } | undefined {
  let at = 2
  if (words[0] === 'ip') {
    if (words[1] !== 'route') return undefined
    if (words[2] === 'vrf') at = 4
  } else if (words[0] !== 'route') return undefined
  const named = nameOfMask(words[at] ?? '', words[at + 1] ?? '')
  return named && { named }
}
