import type { Line } from '../../../lib/lines.ts'
import type { IpamName } from '../shared/entry.ts'

/** A lease or a reservation, whatever server gave it. */
export interface Binding {
  readonly line: Line
  readonly names: readonly IpamName[]
  readonly kind: 'lease' | 'reservation'
  /** Hardware address that a reservation is for, as written. */
  readonly card?: Word | undefined
  /** Host name; empty when there is none. */
  readonly host: string
  /** `active`, `free`, `expired`; empty when the server does not say. */
  readonly state: string
  /** ISO 8601. */
  readonly expires?: string | undefined
  /** What stands beside it: a comment, a description. */
  readonly remark?: string | undefined
}

/** A word of a configuration of ISC dhcpd and the line that it stands on. */
export interface Word {
  readonly text: string
  readonly line: Line
}

const wordsOf = (text: string): ReadonlySet<string> => new Set(text.split(' '))

/** Blocks of dhcpd.conf and dhcpd.leases. */
export const knownBlocks = wordsOf(
  'host subnet subnet6 shared-network group pool pool6 class subclass zone key failover lease ia-na ia-ta ia-pd iaaddr ' +
    'iaprefix if elsif else on switch case default execute',
)

/** Statements of dhcpd.conf and dhcpd.leases. */
export const knownStatements = wordsOf(
  'option range range6 prefix6 fixed-address fixed-address6 fixed-prefix6 hardware host-identifier allow deny ignore ' +
    'authoritative not default-lease-time max-lease-time min-lease-time preferred-lifetime dhcp-cache-threshold ' +
    'min-secs ddns-update-style ddns-updates ddns-domainname ddns-rev-domainname ddns-hostname ddns-ttl ' +
    'update-static-leases update-optimization update-conflict-detection do-forward-updates use-host-decl-names ' +
    'use-lease-addr-for-default-route always-broadcast always-reply-rfc1048 get-lease-hostnames boot-unknown-clients ' +
    'one-lease-per-client ping-check ping-timeout filename next-server server-name server-identifier server-duid ' +
    'site-option-space vendor-option-space log-facility local-port local-address lease-file-name pid-file-name omapi-port ' +
    'omapi-key include algorithm secret primary secondary primary6 secondary6 key match spawn lease log send set unset ' +
    'append prepend supersede max-leases interface failover port peer my address mclt split hba max-response-delay ' +
    'max-unacked-updates load balance infinite-is-reserved stash-agent-options adaptive-lease-time-threshold ' +
    'authoring-byte-order starts ends tstp tsfp atsfp cltt binding next rewind uid client-hostname reserved bootp ' +
    'vendor-class-identifier preferred-life max-life dynamic deleted abandoned hostname dynamic-bootp break return add ' +
    'partner on auto-partner-down execute execute( log( subclass ddns-fwd-name ddns-rev-name ddns-txt ddns-client-fqdn ddns-dual-stack-mixed-mode ' +
    'dhcpv6-lease-file-name dhcpv6-pid-file-name db-time-format limit-addrs-per-ia limit-prefs-per-ia delayed-ack max-ack-delay ' +
    'check-secs-byte-order ddns-guard-id-must-match ddns-other-guard-is-dynamic use-eui-64 persist-eui-64-leases leasequery ' +
    'log-threshold-low log-threshold-high bind-local-address6 prefix-length-mode server-id-check release-on-roam ddns-local-address4 ' +
    'ddns-local-address6 omapi-address configfile leasefile interfaces',
)
