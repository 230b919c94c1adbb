import type { Node } from './schema.ts'

/** First words of objects as versions before 11 write them, with the kind that they are today. */
const kinds: ReadonlyMap<string, string> = new Map([
  ['virtual', 'ltm virtual'],
  ['pool', 'ltm pool'],
  ['node', 'ltm node'],
  ['monitor', 'ltm monitor'],
  ['profile', 'ltm profile'],
  ['rule', 'ltm rule'],
  ['class', 'ltm data-group internal'],
  ['snatpool', 'ltm snatpool'],
  ['snat', 'ltm snat'],
  ['nat', 'ltm nat'],
  ['self', 'net self'],
  ['route', 'net route'],
  ['vlan', 'net vlan'],
  ['vlangroup', 'net vlan-group'],
  ['trunk', 'net trunk'],
  ['interface', 'net interface'],
  ['arp', 'net arp'],
  ['mgmt', 'sys management-ip'],
  ['ntp', 'sys ntp'],
  ['dns', 'sys dns'],
  ['syslog', 'sys syslog'],
  ['snmpd', 'sys snmp'],
  ['system', 'sys global-settings'],
  ['partition', 'auth partition'],
  ['user', 'auth user'],
])

const settings: ReadonlySet<string> = new Set(
  'auth configsync daemon datastor deduplication failover httpd packet provision remote remoterole shell sshd stats stp'.split(
    ' ',
  ),
)

/** Two words that are one kind of their own. */
const pairs: ReadonlyMap<string, string> = new Map([
  ['virtual address', 'ltm virtual-address'],
  ['snat translation', 'ltm snat-translation'],
  ['self allow', 'net self-allow'],
  ['route domain', 'net route-domain'],
  ['mgmt route', 'sys management-route'],
  ['default node', 'ltm default-node-monitor'],
])

/** Whether a line begins an object as versions before 11 write them: `pool web {`, `node 192.0.2.1 {}`. */
export function beginsOldItem(text: string): boolean {
  const code = text.charCodeAt(0)
  if (!(code >= 97 && code <= 122)) return false
  const blank = text.indexOf(' ')
  const first = blank < 0 ? '' : text.slice(0, blank)
  if (first === 'shell') return true
  return (kinds.has(first) || settings.has(first) || first === 'default') && text.includes('{', blank)
}

/** An object of an older version in the words of today. */
export function modern(node: Node): { readonly kind: string; readonly name: string; readonly node: Node } {
  const { words } = node
  const [first = '', second = '', third = '', fourth = ''] = words
  const pair = pairs.get(`${first} ${second}`)
  const kind = pair ?? kinds.get(first) ?? `sys ${first}`
  const name = pair === undefined ? (kind === 'ltm profile' ? third : second) : third
  const children = merged(node.children?.flatMap(property) ?? [])
  const line = { line: node.line, quotedTo: undefined, children: undefined }
  const add = (...added: readonly string[]): void => {
    children.unshift({ ...line, words: added })
  }
  // `nat INSIDE to OUTSIDE {}`
  if (kind === 'ltm nat' && third === 'to') {
    add('translation-address', fourth)
    add('originating-address', second)
  }
  if (kind === 'net self' || kind === 'ltm snat-translation') add('address', name)
  if (kind === 'net route' && name.includes('.')) add('network', name)
  if (kind === 'sys management-ip') add('address', name)
  return { kind, name, node: { ...node, words: [...kind.split(' '), name], children } }
}

/** Lists that stand in several lines are one list. */
function merged(properties: readonly Node[]): Node[] {
  const lists = new Map<string, Node[]>()
  return properties.filter(({ words, children }) => {
    const [name = ''] = words
    if (!children || words.length > 1 || !/^(?:members|origins|rules)$/.test(name)) return true
    const known = lists.get(name)
    if (known) known.push(...children)
    else lists.set(name, children)
    return !known
  })
}

/** Properties of one object that have other words today; a list may stand behind its name or in lines of its own. */
function property(node: Node): readonly Node[] {
  const { words, children } = node
  const [first = '', second = '', third = ''] = words
  if (/^(?:members?|origins?|rules?)$/.test(first) && second !== '' && second !== 'default') {
    const list = first.endsWith('s') ? first : `${first}s`
    const one = { ...node, words: first.startsWith('member') ? [second] : words.slice(1), children }
    const inner = [...(children ?? []), ...stateOf(node, words.slice(2))]
    return [
      { ...node, words: [list], children: [{ ...one, ...(inner.length > 0 ? { children: inner } : {}) }] },
    ]
  }
  if (children) return [{ ...node, words, children: children.flatMap(property) }]
  if (first === 'ip' && second === 'protocol') return [{ ...node, words: ['ip-protocol', third] }]
  if (first === 'dest') return [{ ...node, words: ['destination', second] }]
  if (first === 'disable') return [{ ...node, words: ['disabled'] }]
  if (first === 'session' || first === 'down' || first === 'forced') return stateOf(node, words)
  return [node]
}

/** `session disable`, `session user disabled`, `down`: an operator took it out of service. */
function stateOf(node: Node, words: readonly string[]): readonly Node[] {
  const text = words.join(' ')
  if (/\bsession (?:user )?disabled?\b/.test(text))
    return [{ ...node, words: ['session', 'user-disabled'], children: undefined }]
  if (/^(?:forced )?down\b|\bforced down\b/.test(text))
    return [{ ...node, words: ['state', 'user-down'], children: undefined }]
  return []
}
