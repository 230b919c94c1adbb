import type { Fields } from './fields.ts'
import type { Member } from '../shared/resolve.ts'
import type { Named } from '../shared/naming.ts'

/** A `set` line within an `edit`. */
export interface Field {
  readonly words: readonly string[]
  readonly line: number
  readonly text: string
}

/** An `edit … next` of a section that is read. */
export interface Entry {
  /** `firewall policy`, `firewall vip`; tables within an entry follow after a bar: `firewall vip|realservers`. */
  readonly section: string
  readonly vdom: string
  id: string
  /** Names that it had before `rename`: statements before that use them. */
  former: readonly string[]
  readonly fields: Fields
  /** Fields of tables within it, as `realservers` of a virtual address, and the members that a dynamic address has found. */
  readonly inner: Field[]
}

/** A line of settings whose addresses are literals. */
export interface Setting extends Field {
  readonly section: string
  /** `start-ip`, `gateway`; an entry may be called by its address. */
  readonly name: string
  /** Final only when the whole entry is read. */
  readonly place: { readonly vdom: string }
}

/** A configuration as read. */
export interface FortiConfiguration {
  hostName: string | undefined
  /** Devices that the file names as its own. */
  devices: number
  /** Entries are moved or taken out by commands: their order is not that of the lines. */
  reordered: boolean
  readonly entries: Entry[]
  readonly settings: Setting[]
}

/** A virtual address and what stands behind it. */
export interface VirtualAddress {
  readonly outside: readonly Named[]
  /** Objects that say what it is outside, by name. */
  readonly outsideNames: readonly string[]
  readonly inside: readonly Named[]
  /** Objects that say what stands behind it, by name. */
  readonly insideNames: readonly string[]
}

/** Objects of one virtual domain. */
export interface Tables {
  readonly addresses: Map<string, Named | string>
  readonly groups: Map<string, readonly Member[]>
  readonly addresses6: Map<string, Named | string>
  readonly groups6: Map<string, readonly Member[]>
  readonly virtuals: Map<string, VirtualAddress>
  readonly pools: Map<string, Named>
  readonly services: Map<string, readonly string[]>
  readonly serviceGroups: Map<string, readonly string[]>
  /** Groups that leave some of their addresses out. */
  readonly excluding: Set<string>
  /** Texts of services that ask for more than they say: ports of the source, addresses, protocols by number. */
  readonly inexact: Set<string>
  /** ISO ends of schedules that run once. */
  readonly ends: Map<string, string>
  /** Addresses of each family that something read here uses, by name. */
  readonly used: { readonly addresses: Set<string>; readonly addresses6: Set<string> }
}

/** Fields of a policy that let it match less than its sides, its service and its interfaces say. */
export const narrowing =
  /^(?:identity-based|devices?|fsso|rsso|ntlm|tos|dscp|vlan|reputation|src-vendor|app|custom-app|url|policy-expiry|match-vip|permit-any-host|network-service|service-negate)/

/** Sections whose entries are read; every other section gives literals. */
export const readSections =
  /^firewall (?:(?:consolidated )?(?:[a-zA-Z]+-){0,2}policy(?:6|46|64)?|(?:multicast-)?address6?|addrgrp6?|vip(?:6|46|64)?|vipgrp(?:6|46|64)?|ippool6?|central-snat-map|service custom|service group|schedule onetime)$/

/** Families of sections that are known to hold settings. */
export const knownFamilies: ReadonlySet<string> = new Set(
  (
    'system firewall user vpn router log antivirus ips webfilter dnsfilter application dlp spamfilter emailfilter wireless-controller ' +
    'switch-controller extender-controller extension-controller endpoint-control alertemail report waf voip icap ssh-filter file-filter ' +
    'videofilter web-proxy wanopt certificate authentication monitoring global vdom casb ztna sctp-filter virtual-patch rule ftp-proxy ' +
    'netscan gui client-reputation automation diameter-filter nsxt telemetry-controller'
  ).split(' '),
)

/** Fields of a policy that name what is not carried; the others that a policy may have name no address. */
export const notCarried =
  /^(?:internet-service6?(?:-src)?(?:-(?:name|id|group|custom|custom-group|negate))?|users|groups|fsso-groups|geoip-match|ztna-.*|sgt|src-vendor-mac)$/
