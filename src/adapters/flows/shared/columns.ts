/** What a column of a flow file says. */
export type FlowField =
  | 'client'
  | 'server'
  | 'clientPort'
  | 'port'
  | 'protocol'
  | 'bytes'
  | 'connections'
  | 'first'
  | 'last'
  | 'duration'
  | 'days'
  | 'action'

/** Names under which tools write each field, letters and digits only, lower case. */
export const aliases: Readonly<Record<FlowField, readonly string[]>> = {
  client: (
    'client clientip clientaddress clientipaddress src srcip srcaddr srcaddress source sourceip sourceaddr sourceaddress ' +
    'sourceipaddress sourceipipaddress sourceiaddress sa src4addr src6addr srcipv4 ipv4srcaddr initiator initiatorip orighost idorigh srcipaddr sip srchost ' +
    'consumerip consumeraddress jsonpayloadconnectionsrcip'
  ).split(' '),
  server: (
    'server serverip serveraddress serveripaddress dst dstip dstaddr dstaddress dest destip destaddr destination destinationip destinationaddr ' +
    'destinationaddress destinationipaddress destinationipipaddress da dst4addr dst6addr dstipv4 ipv4dstaddr responder responderip idresph dstipaddr dip ' +
    'dsthost providerip provideraddress listenerip jsonpayloadconnectiondestip'
  ).split(' '),
  clientPort:
    'clientport srcport sourceport sport sp l4srcport idorigp initiatorport consumerport jsonpayloadconnectionsrcport'.split(
      ' ',
    ),
  port: 'port serverport dstport destport destinationport dport dp portdisplay l4dstport idrespp responderport serviceport providerport listenerport jsonpayloadconnectiondestport'.split(
    ' ',
  ),
  protocol:
    'protocol proto pr prot ipprotocol protocolname transport l4protocol protocolidentifier networktransport transportprotocol jsonpayloadconnectionprotocol'.split(
      ' ',
    ),
  bytes:
    'bytes ibyt inbytes totalbytes octets bytestotal byt bytessent orgbytes origbytes bytecount sumbytes totbytes networkbytes'.split(
      ' ',
    ),
  connections:
    'connections flows flowcount count sessions sessioncount conns hits fl cnt aggregatedflows numflows repeatcount'.split(
      ' ',
    ),
  first:
    'first firstseen firstseenutc ts start starttime startdate begin time timestamp date datetime flowstart receivedtime windowstart day stime firstdetected receivetime firstswitched'.split(
      ' ',
    ),
  last: 'last lastseen lastseenutc te end endtime stop stoptime flowend windowend etime lastdetected lastswitched'.split(
    ' ',
  ),
  duration: 'duration td durationseconds flowduration dur'.split(' '),
  days: 'days dayseen daysseen activedays'.split(' '),
  action: 'action firewallaction verdict disposition'.split(' '),
}

/** Column number of each field that the file has. */
export type FlowColumns = Readonly<Partial<Record<FlowField, number>>>

/** The head of a flow file. */
export interface FlowHead {
  readonly line: number
  readonly delimiter: string
  readonly columns: FlowColumns
  /** Columns that say nothing to us. */
  readonly unknown: readonly string[]
  /** The file itself says what its columns mean. */
  readonly mapped: boolean
}
