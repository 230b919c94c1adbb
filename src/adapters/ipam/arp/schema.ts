import type { Line } from '../../../lib/lines.ts'

/** A neighbour that a machine has seen: an address with its card, or a card with the port it is behind. */
export interface Neighbour {
  readonly line: Line
  readonly address?: string | undefined
  /** As written. */
  readonly card?: string | undefined
  /** With colons. */
  readonly hardware?: string | undefined
  readonly host?: string | undefined
  /** Interface, port or VLAN. */
  readonly place: string
  readonly vrf?: string | undefined
  /** The machine's own address. */
  readonly own: boolean
}

/** Words of the heads of the tables, whoever made the switch; lower case. */
export const headWords: ReadonlySet<string> = new Set(
  (
    'protocol address addresses age min (min) (sec) age(min) age(sec) hardware addr addr. type interface interfaces mac port ports ' +
    'vlan vlan-id vlanid id status state flags flag ttl ip ipv4 ipv6 hw hwaddress hwtype iface mask vrf internet physical ' +
    'device name moves last move lastmove secure ntfy learn learned-from expire expire(m) vpn-instance vlan/bd vlan/cevlan ' +
    'pvc vlan/vsi/bd vlan/srvcid[isid/vnid] domain operation aging time time(s) index link-layer linklayer pri pref static ' +
    'dynamic hostname expiry destination table lldp evpn vni source logical nh rtr svlbnh age/type mode host linux ' +
    'mac-address ip-address expires(m) origin ageing neighbor neighbour neighbors cache arp - refs prefix netif inuse'
  ).split(' '),
)

/** Legends, rulers, sums and titles of the tables; lower case. */
export const furniture: readonly RegExp[] = [
  /^(?:flags|legend|status|type|codes|state)\s*:/,
  /^(?:[*+#&crdtfigosap]|\([a-z]\)|age|n\/a)\s+[-=]\s/,
  /^mac address: [*&]/,
  /^ip arp table|^ip arp$|^arp (?:cache|table|entries)/,
  /^(?:total|maximum of|default timeout|number of|displaying|entries|aging time)\b/,
  /\bentries (?:found|displayed|shown|in total)\b|\bentries$|\bin total\b/,
  /^(?:mac address|mac address entries|mac address table)$|^mac address(?: table)?(?: entries)?[ :]*$/,
  /^(?:unicast|multicast)(?: mac)? (?:entries|address table)/,
  /^(?:mac|non-static|dynamic) address table/,
  /^status and counters\b/,
  /^[-+=\s]+$/,
  /^\([^)]{1,80}\)$/,
  /^vrf(?: name)?(?:\s*:\s*|\s+)\S{1,60}$/,
  // The node that a table is of, when it was taken, and what Huawei breaks off a row.
  /^\d{1,3}\/[a-z]{0,4}\d{0,3}\/cpu\d{0,3}$|^(?:node|fpc|slot|routing-instance)\b[^.]{0,60}$/,
  /^(?:mon|tue|wed|thu|fri|sat|sun) [a-z]{3} +\d{1,2} [\d:.]{5,15}/,
  /^\d{1,4}\/(?:-|\d{1,4})$/,
]
