import type { Member } from '../shared/resolve.ts'
import type { Balancing } from './balancer.ts'

/** A member of a rule's side and the offset of its string. */
export interface Placed {
  readonly text: string
  readonly at: number
}

/** What a policy says for all its rules. */
export interface Policy {
  readonly name: string
  readonly category?: string | undefined
  readonly sequence?: number | undefined
  readonly scope: readonly Placed[]
  /** All that it is applied to, groups or not. */
  readonly appliedTo: readonly string[]
  readonly scheduler?: string | undefined
  readonly owner?: OwnerHint | undefined
}

/** Who owns an object, as its own tags or description say it. */
export interface OwnerHint {
  readonly name: string
  readonly basis: 'tag' | 'description'
}

/** What a rule asks for beside its sides and services. */
export interface Asked {
  /** Direction, family, where it is applied. */
  readonly conditions: ReadonlyMap<string, readonly string[]>
  /** A context profile, or ports of the source: it matches less than it says here. */
  readonly narrowed: boolean
}

/** A rule of a security or gateway policy, or a translation rule. */
export interface NsxRule {
  readonly kind: 'firewall-rule' | 'nat-rule'
  readonly path: string
  readonly name: string
  readonly at: number
  readonly sources: readonly Placed[]
  readonly destinations: readonly Placed[]
  readonly scope: readonly Placed[]
  readonly translated: readonly Placed[]
  readonly sourcesExcluded: boolean
  readonly destinationsExcluded: boolean
  /** Paths of services, and `tcp/443` of entries that stand in the rule itself. */
  readonly services: readonly string[]
  readonly action?: string | undefined
  readonly disabled: boolean
  readonly scheduler?: string | undefined
  /** Path of its policy, and its place there when it says one. */
  readonly policy: string
  readonly sequence?: number | undefined
  readonly asked: Asked
  readonly owner?: OwnerHint | undefined
}

/** A group: what its expression names, and what of it only the manager can resolve. */
export interface NsxGroup {
  readonly name: string
  /** Addresses, host names and paths; a text behind {@link noteMark} is what cannot be resolved. */
  readonly members: readonly Member[]
  /** Its own addresses, each where it stands; they are literals when no rule uses the group. */
  readonly addresses?: () => readonly Placed[]
}

/** Stands before a member that is no member but something to note whenever a rule uses the group. */
export const noteMark = '?'

/** Everything that was read of one export. */
export interface NsxPolicyTree {
  readonly rules: NsxRule[]
  readonly groups: Map<string, NsxGroup>
  /** Segments by path, with the subnets they carry. */
  readonly segments: Map<string, NsxGroup>
  /** Services by path: `tcp/443`, or paths of further services. */
  readonly services: Map<string, readonly string[]>
  /** Paths of services that ask for ports of the source as well. */
  readonly inexact: Set<string>
  /** Names of groups that hold only what several conditions have in common. */
  readonly intersections: Set<string>
  /** ISO end of schedules by path. */
  readonly schedules: Map<string, string>
  /** Hit counts by path of the rule. */
  readonly hits: Map<string, number>
  /** Load balancers: pools and the virtual servers before them. */
  readonly balancing: Balancing
  /** Addresses of objects that are no rules and no groups. */
  readonly literals: Placed[]
  /** Paths of groups that a rule or a pool comes to. */
  readonly used: Set<string>
  /** Paths that are named and stand in another file. */
  readonly asked: Set<string>
}

/** Where an object stands below its parent, when it does not say its path. */
export const collections: Readonly<Record<string, string>> = {
  Domain: 'domains',
  Group: 'groups',
  SecurityPolicy: 'security-policies',
  GatewayPolicy: 'gateway-policies',
  Rule: 'rules',
  Service: 'services',
  Segment: 'segments',
  Tier0: 'tier-0s',
  Tier1: 'tier-1s',
  PolicyNat: 'nat',
  PolicyNatRule: 'nat-rules',
  PolicyFirewallScheduler: 'firewall-schedulers',
  LBService: 'lb-services',
  LBVirtualServer: 'lb-virtual-servers',
  LBPool: 'lb-pools',
}

/** Lists of a bundle whose objects may stand without `resource_type`. */
export const typesOfLists: Readonly<Record<string, string>> = {
  domains: 'Domain',
  groups: 'Group',
  security_policies: 'SecurityPolicy',
  'security-policies': 'SecurityPolicy',
  'gateway-policies': 'GatewayPolicy',
  gateway_policies: 'GatewayPolicy',
  redirection_policies: 'RedirectionPolicy',
  rules: 'Rule',
  services: 'Service',
  segments: 'Segment',
  segment_ports: 'SegmentPort',
  tier0: 'Tier0',
  tier1: 'Tier1',
  'tier-0s': 'Tier0',
  'tier-1s': 'Tier1',
  tier_0s: 'Tier0',
  tier_1s: 'Tier1',
  policy_nats: 'PolicyNat',
  nat_rules: 'PolicyNatRule',
  'nat-rules': 'PolicyNatRule',
  lb_services: 'LBService',
  lb_pools: 'LBPool',
  lb_virtual_servers: 'LBVirtualServer',
  'lb-services': 'LBService',
  'lb-pools': 'LBPool',
  'lb-virtual-servers': 'LBVirtualServer',
  virtual_machines: 'VirtualMachine',
  virtual_network_interface: 'VirtualNetworkInterface',
}

/** Objects that are known and hold no rule; the addresses in them are kept as literals. */
export const settingTypes: ReadonlySet<string> = new Set(
  (
    'Infra Domain Tier0 Tier1 LocaleServices SegmentPort PolicyNat PolicyContextProfile StaticRoutes DhcpServerConfig DhcpRelayConfig ' +
    'Tier0Interface Tier1Interface BgpRoutingConfig BgpNeighborConfig PrefixList IpAddressPool IpAddressPoolBlockSubnet ' +
    'LogicalRouter LogicalSwitch LogicalPort LogicalRouterUpLinkPort LogicalRouterDownLinkPort LogicalRouterCentralizedServicePort ' +
    'LogicalRouterLinkPortOnTIER0 LogicalRouterLinkPortOnTIER1 TransportZone TransportNode EdgeCluster IpPool IpBlock ' +
    'LogicalDhcpServer DhcpProfile SwitchingProfile LbService LbMonitor LbHttpProfile LbFastTcpProfile LbFastUdpProfile ' +
    'LbCookiePersistenceProfile LbSourceIpPersistenceProfile LbTcpMonitor LbHttpMonitor LbHttpsMonitor LbIcmpMonitor ' +
    'SecurityZone IdsPolicy IPSecVpnService IPSecVpnSession RouteBasedIPSecVpnSession PolicyBasedIPSecVpnSession ' +
    'IPSecVpnLocalEndpoint L2VPNService PolicyExcludeList PolicyFirewallSessionTimerProfile PolicyTransportZone ' +
    'PolicyEdgeCluster IpAddressAllocation IpAddressBlock VpcSubnet Vpc VpcAttachment VpcConnectivityProfile ' +
    'TransitGateway DomainDeploymentMap GatewayQosProfile DhcpV4StaticBindingConfig DhcpV6StaticBindingConfig ' +
    'EvpnConfig CommunityList Tier0RouteMap StaticRouteBfdPeer BfdProfile ServiceInterface ' +
    'IpAddressPoolStaticSubnet DeploymentZone Site EnforcementPoint Org Project PolicyDnsForwarder PolicyDnsForwarderZone'
  ).split(' '),
)

/** Objects that say what there is, not what is allowed: nothing has to change in them. */
export const inventoryTypes: ReadonlySet<string> = new Set(
  'VirtualMachine VirtualNetworkInterface RealizedVirtualMachine'.split(' '),
)
