/** A command of the configuration: its words before the first option, and the options with their values. */
export interface Command {
  /** `add`, `set`, `bind`, `enable`, … */
  readonly verb: string
  /** `lb vserver`, `serviceGroup`: lower case. */
  readonly object: string
  readonly words: readonly string[]
  readonly options: ReadonlyMap<string, readonly string[]>
  readonly line: number
  /** The line as it stands, masked. */
  readonly text: string
}

/** A server, or a service that stands for one. */
export interface Backend {
  readonly name: string
  readonly address: string
  readonly line: number
  readonly text: string
  disabled: boolean
  readonly comment: string | undefined
  readonly vrf: string | undefined
  /** Ports it is asked at: `tcp/8080`. */
  readonly services: Set<string>
  /** Services and groups that lead to it. */
  readonly pools: Set<string>
}

/** A virtual server. */
export interface Front {
  readonly name: string
  readonly address: string
  readonly port: string
  readonly service: string
  readonly line: number
  readonly text: string
  readonly disabled: boolean
  readonly comment: string | undefined
  readonly vrf: string | undefined
}

/** A GSLB service: an address that a name server answers. */
export interface Answer {
  readonly service: string
  readonly address: string
  /** The outside address, not the one that the service itself has. */
  readonly outside: boolean
  readonly line: number
  readonly text: string
}

/** A name that a GSLB virtual server answers. */
export interface Domain {
  readonly name: string
  readonly ttlSeconds: number | undefined
}

/** Everything that leads to something else, by name. */
export interface NetScaler {
  readonly backends: Map<string, Backend>
  readonly fronts: Map<string, Front>
  /** Pools, virtual servers, policies and their actions behind a virtual server. */
  readonly behind: Map<string, Set<string>>
  /** Services, and members of a group as `GROUP SERVER`, that an operator switched off. */
  readonly off: Set<string>
  readonly answers: Answer[]
  /** Names by the GSLB virtual server that answers them. */
  readonly domains: Map<string, Domain[]>
}

/** A configuration of which nothing is known yet. */
export function emptyNetScaler(): NetScaler {
  return {
    backends: new Map(),
    fronts: new Map(),
    behind: new Map(),
    off: new Set(),
    answers: [],
    domains: new Map(),
  }
}

/** Objects of two or three words; every other one is a single word. */
export const families: ReadonlySet<string> = new Set(
  (
    'aaa adm analytics api appflow appfw appqoe audit authentication authorization autoscale azure basic bot ca cache cli cloud cluster cmp contentinspection cr cs db dns ' +
    'dos feo filter gslb ha ica ipsec kafka lb lldp lsn metrics network ns ntp nslog pcp policy pq protocol quic quicbridge rdp reputation responder rewrite router sc smpp ' +
    'snmp spillover ssl stream streaming subscriber sure system tm transform tunnel urlfiltering user utility vpn vxlan videooptimization wi wf'
  ).split(' '),
)

/** Single words that are objects of their own. */
export const singles: ReadonlySet<string> = new Set(
  (
    'server service servicegroup monitor vlan vrid vrid6 interface channel route route6 arp nd6 inat rnat rnat6 rnatglobal l2param l3param l4param ' +
    'location locationfile nstrace policy bridgegroup bridgetable netprofile netbridge iptunnel ip6tunnel linkset lacp ptp onlinkipv6prefix ' +
    'forwardingsession mapbmr mapdmr mapdomain nat64 nat64param rsskeytype tcpprofile vxlanvlanmap ipset iptunnelparam ip6tunnelparam ' +
    'inatparam rnatparam arpparam nd6ravariables vridparam interfacepair callhome ipv6 locationparameter appalgparam uiinternal ' +
    'extendedmemoryparam nat46 kcdaccount vpath vpathparam wf'
  ).split(' '),
)
