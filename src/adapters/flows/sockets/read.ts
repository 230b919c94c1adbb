import { addressOf, portOf } from '../shared/values.ts'

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

const stateNames: ReadonlyMap<string, Socket['state']> = new Map(
  (
    [
      ['listening', 'LISTEN LISTENING UNCONN'],
      [
        'connected',
        'ESTAB ESTABLISHED TIME-WAIT TIME_WAIT CLOSE-WAIT CLOSE_WAIT FIN-WAIT-1 FIN-WAIT-2 FIN_WAIT1 FIN_WAIT2 FIN_WAIT_1 FIN_WAIT_2 LAST-ACK LAST_ACK CLOSING',
      ],
      ['opening', 'SYN-SENT SYN_SENT SYN-RECV SYN_RECV SYN_RECEIVED CLOSED CLOSE BOUND'],
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

/**
 * A line of `ss` or `netstat` of Linux, Windows and the BSDs: protocol, state and two ends, in the order of the tool.
 * Undefined when the line is no socket of TCP or UDP.
 */
export function socketOf(words: readonly string[]): Socket | undefined {
  const [first = ''] = words
  const protocol = protocols.get(first)
  const bare = protocol === undefined && stateNames.has(first)
  if (protocol === undefined && !bare) return undefined
  // `ss -t` leaves the protocol out.
  const from = bare ? 0 : 1
  const stateFirst = stateNames.get(words[from] ?? '')
  const numbersAt = stateFirst === undefined ? from : from + 1
  // Windows has no queues.
  const queues = isNumber(words[numbersAt]) && isNumber(words[numbersAt + 1]) ? 2 : 0
  const localAt = numbersAt + queues
  const dotted =
    queues === 2 && stateFirst === undefined && /^[\d.*a-f:%]+\.(?:\d+|\*)$/i.test(words[localAt] ?? '')
  const local = endOf(words[localAt] ?? '', dotted)
  const peer = endOf(words[localAt + 1] ?? '', dotted)
  if (!local || !peer) return undefined
  const after = words[localAt + 2] ?? ''
  const state = stateFirst ?? stateNames.get(after) ?? (peer.port === undefined ? 'listening' : 'connected')
  const name = state === 'listening' ? processIn(words, localAt + 2) : undefined
  return {
    protocol: protocol ?? 'tcp',
    state,
    local,
    peer,
    ...(name === undefined ? {} : { process: name }),
  }
}

const protocols: ReadonlyMap<string, Socket['protocol']> = new Map(
  (['tcp', 'udp'] as const).flatMap((protocol) =>
    ['', '4', '6', '46'].flatMap((family) => [
      [`${protocol}${family}`, protocol] as const,
      [`${protocol}${family}`.toUpperCase(), protocol] as const,
    ]),
  ),
)

function isNumber(word: string | undefined): boolean {
  return word !== undefined && word !== '' && portLike(word)
}

function portLike(word: string): boolean {
  for (let at = 0; at < word.length; at++) {
    const code = word.charCodeAt(at)
    if (code < 48 || code > 57) return false
  }
  return word.length <= 12
}

/** `10.0.0.5:443`, `[::1]:22`, `*:*`, `0.0.0.0%eth0:68`, and `10.0.0.5.443` of the BSDs. */
function endOf(word: string, dotted: boolean): End | undefined {
  const split = word.lastIndexOf(dotted ? '.' : ':')
  if (split < 1) return undefined
  const written = word.slice(0, split)
  const last = word.slice(split + 1)
  const port = portOf(last)
  if (port === undefined && last !== '*') return undefined
  const address = written === '*' ? '' : addressOf(written)
  if (address === undefined) return undefined
  const every = address === '0.0.0.0' || address === '::' || address === ''
  return { address: every ? '' : address, written, ...(port === undefined || port === 0 ? {} : { port }) }
}

function processIn(words: readonly string[], from: number): string | undefined {
  const word = words.find((one, at) => at >= from && (one.startsWith('users:') || /^\d+\/\S/.test(one)))
  return word === undefined ? undefined : processOf(word)
}

/** `users:(("nginx",pid=812,fd=6))` and `812/nginx: master`. */
function processOf(word: string): string | undefined {
  if (!word.startsWith('users:')) return word.slice(word.indexOf('/') + 1, 64).replace(/:$/, '')
  const from = word.indexOf('"') + 1
  const to = word.indexOf('"', from)
  return from > 0 && to > from ? word.slice(from, Math.min(to, from + 64)) : undefined
}
