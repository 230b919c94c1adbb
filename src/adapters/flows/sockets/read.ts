import { endOf, portLike, type Socket, stateNames } from './ends.ts'
import { lsofSocketOf, solarisSocketOf } from './others.ts'

/**
 * A line of `ss`, `netstat` or `lsof`: protocol, state and two ends, in the order of the tool.
 * Undefined when the line is no socket of TCP or UDP.
 */
export function socketOf(words: readonly string[]): Socket | undefined {
  const [first = ''] = words
  const protocol = protocols.get(first)
  const bare = protocol === undefined && stateNames.has(first)
  if (protocol === undefined && !bare) return lsofSocketOf(words) ?? solarisSocketOf(words)
  // `ss -t` leaves the protocol out.
  const from = bare ? 0 : 1
  const stateFirst = stateNames.get(words[from] ?? '')
  const numbersAt = stateFirst === undefined ? from : from + 1
  // Windows has no queues.
  const queues = isNumber(words[numbersAt]) && isNumber(words[numbersAt + 1]) ? 2 : 0
  const localAt = numbersAt + queues
  const dotted =
    queues === 2 &&
    stateFirst === undefined &&
    isDotLast(words[localAt] ?? '') &&
    /^(?:\*|[\d.]+|[\da-f]*:[\da-f:.]*(?:%\w{1,15})?)\.(?:\d+|\*|[a-z][\w-]{1,20})$/i.test(
      words[localAt] ?? '',
    )
  const local = endOf(words[localAt] ?? '', dotted)
  const peer = endOf(words[localAt + 1] ?? '', dotted)
  if (!local || !peer) return undefined
  const after = words[localAt + 2] ?? ''
  const state = stateFirst ?? stateNames.get(after) ?? (peer.port === undefined ? 'listening' : 'connected')
  const process = state === 'listening' ? processIn(words, localAt + 2) : undefined
  return { protocol: protocol ?? 'tcp', state, local, peer, process }
}

/** The BSDs write a dot before the port. */
function isDotLast(word: string): boolean {
  return word.lastIndexOf('.') > word.lastIndexOf(':')
}

/** Whether a line is one of a socket although its ends are not understood. */
export function looksLikeSocket(words: readonly string[]): boolean {
  return words.length > 3 && (protocols.has(words[0] ?? '') || words.some((word) => stateNames.has(word)))
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
