import { parseIpv4 } from '../../../lib/ip.ts'
import { addressOf, isLocalOrGroup, portOf } from '../shared/values.ts'
import { servicePorts } from './service-names.ts'

/** One end of a socket. */
export interface End {
  /** In its one spelling; empty when it stands for every address. */
  readonly address: string
  readonly port: number | undefined
  /** As written, without the port. */
  readonly written: string
  /** It names no other machine. */
  readonly isLocal: boolean
}

/** A socket of a machine. */
export interface Socket {
  readonly protocol: 'tcp' | 'udp'
  readonly state: 'listening' | 'connected' | 'opening'
  readonly local: End
  readonly peer: End
  /** Of a listening socket. */
  readonly process: string | undefined
}

/** States as the tools print them. */
export const stateNames: ReadonlyMap<string, Socket['state']> = new Map(
  (
    [
      ['listening', 'LISTEN LISTENING UNCONN'],
      [
        'connected',
        'ESTAB ESTABLISHED TIME-WAIT TIME_WAIT CLOSE-WAIT CLOSE_WAIT FIN-WAIT-1 FIN-WAIT-2 FIN_WAIT1 FIN_WAIT2 FIN_WAIT_1 FIN_WAIT_2 LAST-ACK LAST_ACK CLOSING ' +
          'TIMEWAIT CLOSEWAIT FINWAIT1 FINWAIT2 LASTACK',
      ],
      [
        'opening',
        'SYN-SENT SYN_SENT SYN-RECV SYN_RECV SYN_RECEIVED CLOSED CLOSE BOUND SYNSENT SYNRECEIVED DELETETCB IDLE',
      ],
    ] as const
  ).flatMap(([state, names]) => names.split(' ').map((name) => [name, state] as const)),
)
/** A socket's line has some ten words. */
const mostWords = 12

/** The first words of a line. */
export function wordsOf(text: string): readonly string[] {
  const words: string[] = []
  let from = -1
  for (let at = 0; at <= text.length && words.length < mostWords; at++) {
    const code = at < text.length ? text.charCodeAt(at) : 32
    if (code !== 32 && code !== 9 && code !== 13) {
      if (from < 0) from = at
    } else if (from >= 0) {
      words.push(text.slice(from, at))
      from = -1
    }
  }
  return words
}

/** Whether a word is a number of a few digits. */
export function portLike(word: string): boolean {
  for (let at = 0; at < word.length; at++) {
    const code = word.charCodeAt(at)
    if (code < 48 || code > 57) return false
  }
  return word.length <= 12
}

/** `10.0.0.5:443`, `[::1]:22`, `*:*`, `0.0.0.0%eth0:68`, `10.0.0.5:ssh`, and `10.0.0.5.443` of the BSDs. */
export function endOf(word: string, dotted: boolean): End | undefined {
  const split = word.lastIndexOf(dotted ? '.' : ':')
  return split < 1 ? undefined : endOfParts(word.slice(0, split), word.slice(split + 1))
}

/** An end whose address and port stand apart. */
export function endOfParts(written: string, last: string): End | undefined {
  const found = portOf(last) ?? servicePorts.get(last)
  if (written === '' || (found === undefined && last !== '*')) return undefined
  const port = found === 0 ? undefined : found
  const quad = parseIpv4(written)
  if (quad !== undefined) {
    const first = quad >>> 24
    const isLocal = first === 0 || first === 127 || first >= 224 || quad >>> 16 === 0xa9fe
    return { address: quad === 0 ? '' : written, port, written, isLocal }
  }
  const known = spelled(written)
  return known && { address: known.address, port, written, isLocal: known.isLocal }
}

type Spelled = Pick<End, 'address' | 'isLocal'>

/** Long addresses come again and again: each is taken apart once. */
const spellings = new Map<string, Spelled | undefined>()
const mostSpellings = 10_000

/** What is no dotted quad: an address of IPv6, one with a zone, or everyone. */
function spelled(written: string): Spelled | undefined {
  if (spellings.has(written)) return spellings.get(written)
  if (spellings.size >= mostSpellings) spellings.clear()
  const address = written === '*' ? '' : addressOf(written)
  const isEvery = address === '0.0.0.0' || address === '::' || address === ''
  const found =
    address === undefined ? undefined : { address: isEvery ? '' : address, isLocal: isLocalOrGroup(address) }
  // A part of a line would keep its whole text.
  if (written.length < 64) spellings.set(Buffer.from(written).toString(), found)
  return found
}
