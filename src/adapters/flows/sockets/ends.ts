import { addressOf, portOf } from '../shared/values.ts'
import { servicePorts } from './service-names.ts'

/** One end of a socket. */
export interface End {
  /** In its one spelling; empty when it stands for every address. */
  readonly address: string
  readonly port?: number
  /** As written, without the port. */
  readonly written: string
}

/** A socket of a machine. */
export interface Socket {
  readonly protocol: 'tcp' | 'udp'
  readonly state: 'listening' | 'connected' | 'opening'
  readonly local: End
  readonly peer: End
  /** Of a listening socket. */
  readonly process?: string
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
  if (split < 1) return undefined
  const written = word.slice(0, split)
  const last = word.slice(split + 1)
  const port = portOf(last) ?? servicePorts.get(last)
  if (port === undefined && last !== '*') return undefined
  const address = written === '*' ? '' : addressOf(written)
  if (address === undefined) return undefined
  const every = address === '0.0.0.0' || address === '::' || address === ''
  return { address: every ? '' : address, written, ...(port === undefined || port === 0 ? {} : { port }) }
}
