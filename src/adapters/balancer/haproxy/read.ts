import type { Tally } from '../../../algebra/evidence/collect.ts'
import { literalsIn } from '../../../algebra/evidence/literals.ts'
import { type Line, wordsOf } from '../../../lib/lines.ts'
import { parseSpan } from '../../../lib/ip.ts'
import { type Bind, type Configuration, type Section, sectionKinds, type Server, isSilent } from './schema.ts'

interface OpenSection {
  readonly kind: string
  readonly name: string
  readonly binds: Bind[]
  readonly servers: Server[]
  readonly backends: string[]
  readonly literals: Section['literals'][number][]
}

/** Reads a configuration by sections. Unknown keywords are counted, the rest of the file stands. */
export function readConfiguration(lines: readonly Line[], tally: Tally): Configuration {
  const sections: OpenSection[] = []
  const variables = new Map<string, string>()
  let node: string | undefined
  let open: OpenSection | undefined
  for (const line of lines) {
    const words = split(line.text)
    const keyword = words[0]
    if (keyword === undefined) continue
    if (sectionKinds.has(keyword)) {
      const name = words[1] ?? keyword
      open = { kind: keyword, name, binds: [], servers: [], backends: [], literals: [] }
      sections.push(open)
      tally.known()
      // `listen web 10.0.0.1:80` is the old form of a bind.
      if ((keyword === 'listen' || keyword === 'frontend') && words[2] !== 'from')
        addBinds(open, line, words[2])
      continue
    }
    if (!open) {
      tally.unknown(`${keyword} outside a section`, line)
      continue
    }
    if (open.kind === 'global') {
      if (keyword === 'node') node = words[1]
      else if (/^(?:setenv|presetenv)$/.test(keyword) && variables.size < mostVariables)
        variables.set(words[1] ?? '', words[2] ?? '')
    }
    const all = line.text.includes('$') ? words.map((word) => expanded(word, variables)) : words
    readKeyword(keyword, all, line, open, tally)
  }
  return { sections, ...(node === undefined ? {} : { node }) }
}

function readKeyword(
  keyword: string,
  words: readonly string[],
  line: Line,
  open: OpenSection,
  tally: Tally,
): void {
  const { number, text } = line
  switch (keyword) {
    case 'bind':
    case 'dgram-bind':
      addBinds(open, line, words[1], keyword === 'bind' ? 'tcp' : 'udp')
      return tally.known()
    case 'server': {
      const name = words[1] ?? ''
      const found = endpoint(words[2] ?? '')
      // A socket of the machine itself is nobody else's.
      if (!found)
        return isSocket(words[2] ?? '') ? tally.known() : tally.unknown('server without an address', line)
      for (const option of ['addr', 'agent-addr', 'socks4', 'redir']) {
        const also = valueAfter(words, option)
        const other = also === undefined ? undefined : endpoint(also.replace(/^https?:\/\/([^/]+).*$/, '$1'))
        if (other && other.address !== found.address)
          addLiteral(
            open,
            line,
            other.address,
            'literal',
            `${option === 'addr' ? 'check' : option} of ${name}`,
          )
      }
      for (const first of valueAfter(words, 'init-addr')?.split(',') ?? [])
        if (first !== found.address) addLiteral(open, line, first, 'literal', `init-addr of ${name}`)
      // Peers and rings are written to; nobody is balanced over them.
      if (open.kind === 'peers' || open.kind === 'ring') {
        addLiteral(open, line, found.address, 'literal', `${open.kind} ${name}`)
        return tally.known()
      }
      const source = valueAfter(words, 'source')
      open.servers.push({
        line: number,
        text,
        address: found.address,
        port: found.port,
        name,
        disabled: words.includes('disabled'),
        source: source === undefined ? undefined : (place(source)?.address ?? source),
      })
      return tally.known()
    }
    case 'server-template': {
      // Stands for servers that only the running balancer knows by asking DNS.
      const found = place(words[3] ?? '')
      if (found) {
        const { address, port } = found
        const name = words[1] ?? ''
        open.servers.push({ line: number, text, address, port, name, disabled: false, source: undefined })
      }
      tally.note('server-template (only the running balancer knows its servers)', line)
      return found ? tally.known() : tally.unknown('server-template', line)
    }
    case 'default_backend':
    case 'use_backend':
      if (words[1] !== undefined) open.backends.push(words[1])
      addConditions(open, line, words, keyword)
      return tally.known()
    case 'acl':
      addListed(open, line, words.slice(2), `acl ${words[1] ?? ''}`)
      return tally.known()
    case 'log':
    case 'source': {
      const role = keyword === 'source' ? 'source' : 'literal'
      addLiteral(open, line, endpoint(words[1] ?? '')?.address, role, keyword)
      const behind = valueAfter(words, 'usesrc', 2)
      if (behind !== undefined) addLiteral(open, line, endpoint(behind)?.address, role, keyword)
      return tally.known()
    }
    case 'monitor-net':
      addLiteral(open, line, words[1], 'source', keyword)
      return tally.known()
    case 'nameserver':
    case 'peer':
    case 'mailer':
      addLiteral(open, line, endpoint(words[2] ?? '')?.address, 'literal', `${keyword} ${words[1] ?? ''}`)
      return tally.known()
    case 'node':
      return tally.known()
    default: {
      if (!isSilent(keyword)) {
        addOthers(open, line, words.slice(1), keyword)
        return tally.unknown(keyword, line)
      }
      if (keyword === 'dispatch') {
        const found = endpoint(words[1] ?? '')
        const server = { line: number, text, name: keyword, disabled: false, source: undefined }
        if (found) open.servers.push({ ...server, address: found.address, port: found.port })
        return tally.known()
      }
      const condition = addConditions(open, line, words, keyword)
      if (naming.test(keyword)) addOthers(open, line, words.slice(1, condition), keyword)
      return tally.known()
    }
  }
}

/** Keywords whose words may name a machine: a page to go to, a header, a check's own address, a variable. */
const naming =
  /^(?:redirect|http-(?:request|response|check|after-response|error)|tcp-(?:request|response|check)|use-server|option|errorloc(?:30[23])?|setenv|presetenv|stats|command|load|default-server|reqi?(?:rep|add)|rspi?(?:rep|add))$/

/** Most variables of one file. */
const mostVariables = 10_000

/** `${HOST}`, `$HOST` and `${HOST-10.0.0.5}` in place, as far as the file sets them. */
function expanded(word: string, variables: ReadonlyMap<string, string>): string {
  if (!word.includes('$')) return word
  return word.replaceAll(
    /\$(?:\{(\w{1,100})(?:-([^}]{0,200}))?\}|(\w{1,100}))/g,
    (written, braced?: string, instead?: string, plain?: string) =>
      variables.get(braced ?? plain ?? '') ?? instead ?? written,
  )
}

function addBinds(
  open: OpenSection,
  { number, text }: Line,
  list: string | undefined,
  usual: 'tcp' | 'udp' = 'tcp',
): void {
  for (const one of list?.split(',') ?? []) {
    const found = endpoint(one)
    const protocol = /^(?:quic[46]?|udp[46]?)@/.test(one) ? 'udp' : usual
    if (found) open.binds.push({ line: number, text, address: found.address, port: found.port, protocol })
  }
}

function isSocket(word: string): boolean {
  return word.startsWith('/') || /^(?:unix|abnsz?|fd|sockpair|rhttp)@/.test(word)
}

/** What a test compares with: `src 10.0.0.0/8 10.1.1.1`, `hdr_ip(x-forwarded-for) 10.0.0.5`, `-f file` apart. */
function addListed(open: OpenSection, line: Line, words: readonly string[], name: string): void {
  const [fetch = ''] = words
  const role = /^(?:src|fc_src|(?:req\.)?hdr_ip)\b/.test(fetch) ? 'source' : 'literal'
  for (let at = 1; at < words.length; at++) {
    const word = words[at] ?? ''
    if (!word.startsWith('-')) addLiteral(open, line, word, role, name)
  }
}

/** The tests in braces behind `if` and `unless`; answers where they begin. */
function addConditions(open: OpenSection, line: Line, words: readonly string[], name: string): number {
  const from = words.findIndex((word) => word === 'if' || word === 'unless')
  if (from < 0) return words.length
  let at = words.findIndex((word, place) => place > from && word.endsWith('{'))
  while (at > 0) {
    const close = words.indexOf('}', at)
    addListed(open, line, words.slice(at + 1, close < 0 ? undefined : close), name)
    at = close < 0 ? -1 : words.findIndex((word, place) => place > close && word.endsWith('{'))
  }
  return from
}

/** What a line names that no keyword tells apart: a check's own address, a page to go to, a program's argument. */
function addOthers(open: OpenSection, { number, text }: Line, words: readonly string[], name: string): void {
  for (const { text: matched, strength } of literalsIn(words.join(' ')))
    if (strength !== 'any') open.literals.push({ line: number, text, matched, role: 'literal', name })
}

function addLiteral(
  open: OpenSection,
  { number, text }: Line,
  word: string | undefined,
  role: 'source' | 'literal',
  name: string,
): void {
  const found = word === undefined ? undefined : place(word)
  if (!found || !parseSpan(found.address)) return
  open.literals.push({ line: number, text, matched: found.address, role, name })
}

/** Words of a line; quotes and backslashes keep blanks, `#` begins a comment. */
function split(text: string): readonly string[] {
  if (!/["'\\#]/.test(text)) return wordsOf(text)
  const words: string[] = []
  let word = ''
  let started = false
  let quote = ''
  for (let at = 0; at < text.length; at++) {
    const sign = text.charAt(at)
    if (quote !== '') {
      if (sign === quote) quote = ''
      else word += sign
    } else if (sign === '"' || sign === "'") {
      quote = sign
      started = true
    } else if (sign === '\\') {
      at++
      word += text.charAt(at)
      started = true
    } else if (sign === '#') break
    else if (sign === ' ' || sign === '\t') {
      if (started) words.push(word)
      word = ''
      started = false
    } else {
      word += sign
      started = true
    }
  }
  if (started) words.push(word)
  return words
}

function valueAfter(words: readonly string[], keyword: string, from = 3): string | undefined {
  const at = words.indexOf(keyword, from)
  return at < 0 ? undefined : words[at + 1]
}

/** Where to connect or listen: what stands behind the last colon is a port, of an IPv6 address without brackets too. */
function endpoint(text: string): ReturnType<typeof place> {
  const found = place(text)
  if (found?.port !== undefined || !found?.address.includes(':') || text.includes('[')) return found
  const colon = found.address.lastIndexOf(':')
  const [address, port] = [found.address.slice(0, colon), found.address.slice(colon + 1)]
  return /^\d{1,5}$/.test(port) && parseSpan(address) ? { address, port } : found
}

/** `10.0.0.1:80`, `ipv4@10.0.0.1:80`, `[2001:db8::1]:80`, `db:1521`, `*:80` to address and port. */
export function place(
  text: string,
): { readonly address: string; readonly port: string | undefined } | undefined {
  const schemed = text.includes('@')
  const plain = schemed
    ? text.replace(/^(?:ipv4|ipv6|udp|udp4|udp6|tcp|tcp4|tcp6|quic4|quic6|stream|mptcp|mptcp4|mptcp6)@/, '')
    : text
  if (plain === '' || plain.startsWith('/')) return undefined
  if (schemed && /^(?:unix|abnsz?|fd|sockpair|rhttp|ring)@/.test(plain)) return undefined
  if (plain.startsWith('[')) {
    const bracket = /^\[([^\]]{2,45})\](?::(.+))?$/.exec(plain)
    if (bracket) return { address: bracket[1] ?? '', port: bracket[2] }
  }
  const colon = plain.lastIndexOf(':')
  if (colon < 0 || parseSpan(plain)) return { address: plain, port: undefined }
  const port = plain.slice(colon + 1)
  return { address: plain.slice(0, colon), port: port === '' ? undefined : port }
}
