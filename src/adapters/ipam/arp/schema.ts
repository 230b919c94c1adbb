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

/** Heads, legends, rulers and sums of the tables; lower case. */
export const furniture: readonly RegExp[] = [
  /^protocol\s+address\s/,
  /^(?:flags|legend)\s*:/,
  /^(?:[*+#crdt~]|\(r\)|age|n\/a|s|g|o)\s+-\s/,
  /^ip arp table/,
  /^total (?:number|mac)/,
  /^address\s+(?:age|hwtype|type|mac)/,
  /^ip address\s+(?:age|hw type|mac)/,
  /^mac address table|^mac address entries|^displaying entries/,
  /^(?:unicast|multicast) entries/,
  /^\*?\s*vlan\s+mac address|^vlan\/bd\s+mac address|^vlan\s+mac\s/,
  /^non-static address table|^destination address\s/,
  /^[-+= ]+$/,
  /^internet address\s+physical address/,
  /^-+\s+-+/,
  /^\([^)]{1,80}\)$/,
]
