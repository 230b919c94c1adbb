/** An address that a rule names, with the option that names it. */
export interface Named {
  readonly option: 'source' | 'destination' | 'translated'
  /** As written: `10.0.0.1/32`, `10.0.0.1-10.0.0.9`; the hardware address of a card. */
  readonly value: string
  /** The variable of a script that it came through, and whether that stands for several. */
  readonly path?: string
  readonly grouped?: boolean
}

/** What a rule asks for beside its addresses and its service. */
export interface Asked {
  /** Interfaces and states, by option. */
  conditions: Map<string, readonly string[]> | undefined
  /** It may match less than it says here, or does not end the search. */
  narrowed: boolean
  /** Something of it is negated or stands elsewhere. */
  apart: boolean
}

/** A rule of iptables-save. */
export interface Rule {
  readonly line: number
  readonly text: string
  readonly table: string
  readonly chain: string
  /** Place within its chain, from one. */
  readonly place: number
  readonly names: readonly Named[]
  readonly protocol?: string
  readonly ports?: string
  readonly target?: string
  readonly comment?: string
  /** Sets that it matches, with the side of each of their dimensions: `src,dst`. */
  readonly sets: readonly { readonly name: string; readonly sides: readonly string[] }[]
  /** The chain of one table of the file, until a line changes what stood before. */
  readonly policy: string
  readonly asked: Asked
  /** Packets that it counted. */
  readonly hits?: number
}

/** Match modules that are known; others are counted, their rule's addresses are kept. */
export const knownMatches: ReadonlySet<string> = new Set(
  'tcp udp icmp icmp6 ipv6-icmp multiport conntrack state comment iprange limit hashlimit mark connmark addrtype physdev mac owner pkttype length tcpmss rpfilter statistic set recent time connlimit connbytes string tos dscp ttl hl esp ah sctp dccp policy helper socket quota u32 bpf cluster connlabel ecn eui64 ipvs mh nfacct osf rateest unclean frag rt ipv6header dst hbh cgroup devgroup cpu realm'.split(
    ' ',
  ),
)

/** Long names of options, as people write them by hand. */
export const longNames: ReadonlyMap<string, string> = new Map(
  Object.entries({
    '--source': '-s',
    '--src': '-s',
    '--destination': '-d',
    '--dst': '-d',
    '--protocol': '-p',
    '--proto': '-p',
    '--jump': '-j',
    '--goto': '-g',
    '--match': '-m',
    '--in-interface': '-i',
    '--out-interface': '-o',
    '--fragment': '-f',
  }),
)

/** Options whose value may be any text, even one that looks like an option. */
export const textOptions: ReadonlySet<string> = new Set(
  '--log-prefix --nflog-prefix --ulog-prefix --comment --string --hex-string --label'.split(' '),
)

/** Options without a value. */
export const bareOptions: ReadonlySet<string> = new Set([
  '!',
  '--syn',
  '--rcheck',
  '--update',
  '--set',
  '--remove',
  '--rsource',
  '--rdest',
  '--rttl',
  '--random',
  '--random-fully',
  '--persistent',
  '--save-mark',
  '--restore-mark',
  '--clamp-mss-to-pmtu',
  '--log-tcp-options',
  '--log-ip-options',
  '--log-tcp-sequence',
  '--log-uid',
  '--physdev-is-bridged',
  '--loose',
  '--invert',
  '--reap',
  '--next',
  '--strict',
  '--kerneltz',
  '--contiguous',
  '--icase',
  '--connlimit-saddr',
  '--connlimit-daddr',
  '--transparent',
  '--nowildcard',
  '--soft',
  '-f',
])
