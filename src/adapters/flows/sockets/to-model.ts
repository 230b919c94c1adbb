import { excerpt, type Line, linesOf } from '../../../lib/lines.ts'
import type { Flow, Reference } from '../../../model/evidence.ts'
import { localServes } from '../shared/direction.ts'
import type { RowTally } from '../shared/streamed.ts'
import { type TableHead, tableHeadOf, tableSocketOf } from './others.ts'
import { type Socket, wordsOf } from './ends.ts'
import { looksLikeSocket, socketOf } from './read.ts'

const longestRow = 20_000
/** Heads and section titles of the tools. */
const heading =
  /^(?:Netid|State|Recv-Q|Proto|Active |Aktive |\(|RefCnt|COMMAND\s|(?:TCP|UDP): IPv|Local Address|[-\s]+$)/
/** What stood on the screen before the table: `[root@web ~]# ss -tan`, `PS C:\> netstat -an`. */
const prompt =
  /^(?:\[?[\w.-]{1,64}@[\w.-]{1,64}[^#$>]{0,80}[#$>](?: |$)|(?:PS )?[A-Z]:\\[^>]{0,120}>|[#$] (?:sudo )?(?:ss|netstat|lsof)\b)/
/** Sockets within a machine, by the words that begin their lines. */
const withinMachine =
  /^(?:u_str|u_dgr|u_seq|unix|nl|p_raw|p_dgr|raw6?|icmp6?|v_str|v_dgr|tipc|xdp|ti_\w{1,4}|\?\?\?)$/

interface Row {
  readonly line: Line
  readonly socket: Socket
}

function* socketRows(bytes: Uint8Array, rows: RowTally): Iterable<Row> {
  let inMachine = false
  let head: TableHead | undefined
  for (const line of linesOf(bytes, longestRow)) {
    const text = line.text.trim()
    if (text === '' || text.startsWith('#')) continue
    if (heading.test(text)) {
      // `netstat` lists sockets of the machine itself in a section of their own.
      if (text.startsWith('Active ')) inMachine = /UNIX|kernel/.test(text)
      continue
    }
    const words = wordsOf(text)
    const socket = inMachine ? undefined : ((head && tableSocketOf(text, head)) ?? socketOf(words))
    if (socket) {
      yield { line, socket }
      continue
    }
    const table = tableHeadOf(text)
    head = table ?? head
    if (table !== undefined || prompt.test(text)) continue
    if (inMachine || withinMachine.test(words[0] ?? '')) rows.known()
    // Owner and timers of a socket stand on a line of their own.
    else if (/^[ \t]/.test(line.text) && !/^\s+(?:tcp|udp)/i.test(line.text)) rows.known()
    else if (looksLikeSocket(words))
      rows.unknown('socket with names instead of numbers: take it with -n', line)
    else rows.unknown('line', line)
  }
}

/** What is known of the sockets of a machine before its connections are told. */
export interface Listening {
  /** Ports that it listens on; none until the file was gone through. */
  ports?: ReadonlySet<number>
}

/** Sockets that listen; other lines are passed over without looking into them. */
function* listeningRows(bytes: Uint8Array, known: Listening): Iterable<Row> {
  const ports = new Set<number>()
  let head: TableHead | undefined
  for (const line of linesOf(bytes, longestRow)) {
    const { text } = line
    if (!listening.test(text)) continue
    head = tableHeadOf(text) ?? head
    const socket = (head && tableSocketOf(text, head)) ?? socketOf(wordsOf(text))
    if (socket?.state !== 'listening') continue
    if (socket.local.port !== undefined) ports.add(socket.local.port)
    yield { line, socket }
  }
  known.ports = ports
}

/** Windows prints states in its own language, and `0.0.0.0:0` for nobody; sockets of UDP have no state. Or a head. */
const listening = /LISTEN|UNCONN|Listen|:0 | UDP |^\s{0,8}(?:udp|UDP)|LocalAddress/

/** Ports that the machine listens on; as a rule its listening sockets have been told before. */
function listeningPorts(bytes: Uint8Array, known: Listening): ReadonlySet<number> {
  if (!known.ports) for (const _ of listeningRows(bytes, known)) continue
  return known.ports ?? new Set()
}

/**
 * Flows of one moment. The server is the end whose port listens here; else the end with the lower port. The file is gone
 * through twice, since listening sockets may stand behind the connections to them.
 */
export function* flowsOfSockets(bytes: Uint8Array, known: Listening, rows: RowTally): Iterable<Flow> {
  const ports = listeningPorts(bytes, known)
  for (const { line, socket } of socketRows(bytes, rows)) {
    const { protocol, state, local, peer } = socket
    rows.known()
    if (state === 'listening') continue
    if (state === 'opening') {
      rows.note('connection that nobody answered', line)
      continue
    }
    if (local.port === undefined || peer.port === undefined) continue
    if (local.isLocal || peer.isLocal) {
      rows.note('connection within the machine or to a group', line)
      continue
    }
    const serves = localServes(local.port, peer.port, ports)
    yield {
      client: serves ? peer.address : local.address,
      server: serves ? local.address : peer.address,
      port: serves ? local.port : peer.port,
      protocol,
      bytes: 0,
      connections: 1,
    }
  }
}

/** Services that listen on one address, not on all: that address is configured in them. */
export function* listenersOf(
  bytes: Uint8Array,
  known: Listening,
  file: string,
  rows: RowTally,
): Iterable<Reference> {
  for (const { line, socket } of listeningRows(bytes, known)) {
    const { protocol, local } = socket
    if (local.address === '' || local.isLocal) continue
    const shown = rows.shown(line)
    const process = socketOf(wordsOf(shown.text))?.process
    // `::ffff:10.0.0.5` is told as the address in it.
    const within = Math.max(0, local.written.lastIndexOf(local.address))
    const column = shown.text.indexOf(local.written) + within + 1
    yield {
      kind: 'config-literal',
      device: file,
      file,
      line: line.number,
      text: excerpt(shown.text, 400, column),
      matched: local.address,
      strength: 'exact',
      role: 'literal',
      ...(process === undefined ? {} : { name: process }),
      ...(local.port === undefined ? {} : { service: `${protocol}/${local.port}` }),
      column,
    }
  }
}
