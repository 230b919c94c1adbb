/** From this many services on a text may be cut off. */
const mayBeCut = 200
const lastPort = 65_535

/** Ports from … to, both included. */
type Ports = readonly [from: number, to: number]

/** The services of a rule as sets. */
export interface ServiceSet {
  readonly every: boolean
  /** Ports by protocol, sorted and apart. */
  readonly ports: ReadonlyMap<string, readonly Ports[]>
  /** Services by a name or a protocol without ports. */
  readonly others: ReadonlySet<string>
  /** Nothing was left out of the text. */
  readonly whole: boolean
}

const withPorts: ReadonlySet<string> = new Set(['tcp', 'udp', 'sctp', 'dccp', 'udplite'])
/** Texts that stand for one of several: types of messages, what a reader could not name. */
const vague = /^(?:icmp|ipv6-icmp|igmp|another|ethertype)|NaN/

/** Reads `tcp/443,80-90,udp/53,gre` as readers write it. */
export function serviceSetOf(text: string | undefined): ServiceSet {
  const ports = new Map<string, Ports[]>()
  const others = new Set<string>()
  let every = text === undefined
  let protocol = ''
  const words = text === undefined ? [] : text.split(',')
  for (const word of words) {
    const slash = word.indexOf('/')
    if (slash >= 0) protocol = word.slice(0, slash)
    const wanted = slash >= 0 ? word.slice(slash + 1) : word
    const range = portsOf(wanted)
    const named = protocol === 'tcp-udp' ? ['tcp', 'udp'] : [protocol]
    if (word === 'any') every = true
    else if (range && named.every((one) => withPorts.has(one)))
      for (const one of named) add(ports, one, range)
    else if (withPorts.has(word)) add(ports, word, [0, lastPort])
    else others.add(range && slash < 0 ? `${protocol}/${word}` : word)
  }
  for (const [one, list] of ports) ports.set(one, merged(list))
  return { every, ports, others, whole: words.length < mayBeCut }
}

/** Whether all that `inner` may match is matched by `outer`. */
export function coversServices(outer: ServiceSet, inner: ServiceSet): boolean {
  if (outer.every) return true
  if (outer === inner && inner.others.size === 0) return inner.whole
  if (inner.every || !inner.whole) return false
  for (const other of inner.others) if (!outer.others.has(other) || vague.test(other)) return false
  for (const [protocol, list] of inner.ports) {
    const around = outer.ports.get(protocol)
    if (!around || !list.every(([from, to]) => around.some(([low, high]) => low <= from && to <= high)))
      return false
  }
  return true
}

function portsOf(text: string): Ports | undefined {
  const found = /^(\d{0,5})(?:([-:])(\d{0,5}))?$/.exec(text)
  if (!found || text === '') return undefined
  const [, from = '', range, to = ''] = found
  if (range === undefined) return [Number(from), Number(from)]
  return [from === '' ? 0 : Number(from), to === '' ? lastPort : Number(to)]
}

function add(ports: Map<string, Ports[]>, protocol: string, range: Ports): void {
  const known = ports.get(protocol)
  if (known) known.push(range)
  else ports.set(protocol, [range])
}

function merged(list: readonly Ports[]): Ports[] {
  if (list.length === 1) return [...list]
  const found: Ports[] = []
  for (const [from, to] of [...list].sort((a, b) => a[0] - b[0])) {
    const last = found.at(-1)
    if (last && from <= last[1] + 1) found[found.length - 1] = [last[0], Math.max(last[1], to)]
    else found.push([from, to])
  }
  return found
}
