/** A connection as the kernel tracks it: what the client sent, and what came back. */
export interface Connection {
  readonly protocol: string
  readonly state: string
  readonly answered: boolean
  /** `src`, `dst`, `sport`, `dport` and `bytes` of the client's direction and of the answers'. */
  readonly original: Readonly<Record<string, string>>
  readonly reply: Readonly<Record<string, string>>
}

const states = new Set([
  'NONE',
  'SYN_SENT',
  'SYN_SENT2',
  'SYN_RECV',
  'ESTABLISHED',
  'FIN_WAIT',
  'CLOSE_WAIT',
  'LAST_ACK',
  'TIME_WAIT',
  'CLOSE',
  'LISTEN',
])
/** A line of the table has some twenty words. */
const mostWords = 60

/**
 * A line of `conntrack -L`, of `conntrack -E` or of `/proc/net/nf_conntrack`: the latter begins with the family and its
 * number. Undefined when the line is no connection.
 */
export function connectionOf(text: string): Connection | undefined {
  const words = text.split(' ', mostWords * 2).filter((word) => word !== '')
  let at = 0
  // Time and kind of an event: `[1759305600.123] [NEW] tcp …`
  while (words[at]?.startsWith('[') === true) at++
  if (words[at] === 'ipv4' || words[at] === 'ipv6') at += 2
  const protocol = words[at] ?? ''
  let state = ''
  let answered = true
  const original: Record<string, string> = {}
  const reply: Record<string, string> = {}
  let into = original
  for (at++; at < words.length && at < mostWords; at++) {
    const word = words[at] ?? ''
    if (word === '[UNREPLIED]') answered = false
    const equals = word.indexOf('=')
    if (equals < 0) {
      if (states.has(word)) state = word
      continue
    }
    const name = word.slice(0, equals)
    if (name === 'src' && original['src'] !== undefined) into = reply
    if (into[name] === undefined) into[name] = word.slice(equals + 1)
  }
  if (original['src'] === undefined || original['dst'] === undefined) return undefined
  return { protocol, state, answered, original, reply }
}
