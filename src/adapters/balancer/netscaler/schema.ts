/** A command of the configuration: its words before the first option, and the options with their values. */
export interface Command {
  /** `add`, `set`, `bind`, `enable`, … */
  readonly verb: string
  /** `lb vserver`, `serviceGroup`: lower case. */
  readonly object: string
  readonly words: readonly string[]
  readonly options: ReadonlyMap<string, readonly string[]>
  readonly line: number
}

/** A server, or a service that stands for one. */
export interface Backend {
  readonly name: string
  readonly address: string
  readonly line: number
  disabled: boolean
  readonly comment: string | undefined
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
  readonly disabled: boolean
  readonly comment: string | undefined
}

/** Everything that leads to something else, by name. */
export interface NetScaler {
  host?: string
  readonly backends: Map<string, Backend>
  readonly fronts: Map<string, Front>
  /** Pools and virtual servers behind a virtual server. */
  readonly behind: Map<string, Set<string>>
}

/** Objects of two or three words; every other one is a single word. */
export const families: ReadonlySet<string> = new Set(
  (
    'aaa appflow appfw appqoe audit authentication authorization autoscale azure basic bot ca cache cli cloud cluster cmp cr cs db dns ' +
    'dos feo filter gslb ha ica ipsec lb lldp lsn network ns ntp nslog policy pq protocol quic rdp reputation responder rewrite router sc smpp ' +
    'snmp spillover ssl stream streaming subscriber sure system tm transform tunnel urlfiltering user utility vpn vxlan videooptimization wi wf'
  ).split(' '),
)

/** Single words that are objects of their own. */
export const singles: ReadonlySet<string> = new Set(
  (
    'server service servicegroup monitor vlan vrid vrid6 interface channel route route6 arp nd6 inat rnat rnat6 rnatglobal l2param l3param l4param ' +
    'location locationfile nstrace policy bridgegroup bridgetable netprofile netbridge iptunnel ip6tunnel linkset lacp ptp onlinkipv6prefix ' +
    'forwardingsession mapbmr mapdomain nat64 nat64param rsskeytype tcpprofile vxlanvlanmap'
  ).split(' '),
)
