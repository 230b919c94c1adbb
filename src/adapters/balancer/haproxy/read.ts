import type { Tally } from '../../../algebra/evidence/collect.ts'
import { literalsIn } from '../../../algebra/evidence/literals.ts'
import { type Line, wordsOf } from '../../../lib/lines.ts'
import { parseSpan } from '../../../lib/ip.ts'
import {
  type Bind,
  type Configuration,
  type Section,
  sectionKinds,
  type Server,
  silentKeywords,
} from './schema.ts'

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
      const old = keyword === 'listen' && words[2] !== undefined ? place(words[2]) : undefined
      if (old) open.binds.push({ line: line.number, text: line.text, address: old.address, port: old.port })
      continue
    }
    if (!open) {
      tally.unknown(`${keyword} outside a section`, line)
      continue
    }
    if (open.kind === 'global' && keyword === 'node') node = words[1]
    readKeyword(keyword, words, line, open, tally)
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
    case 'bind': {
      for (const one of (words[1] ?? '').split(',')) {
        const found = endpoint(one)
        if (found) open.binds.push({ line: number, text, address: found.address, port: found.port })
      }
      return tally.known()
    }
    case 'server': {
      const found = endpoint(words[2] ?? '')
      if (!found) return tally.unknown('server without an address', line)
      const checked = valueAfter(words, 'addr')
      if (checked !== undefined && checked !== found.address)
        addLiteral(open, line, checked, 'literal', `check of ${words[1] ?? ''}`)
      const source = valueAfter(words, 'source')
      open.servers.push({
        line: number,
        text,
        address: found.address,
        port: found.port,
        name: words[1] ?? '',
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
      return tally.known()
    case 'acl': {
      const from = words.findIndex((word, index) => index > 1 && /^(?:src|dst)(?:,|$)/.test(word))
      const role = words[from]?.startsWith('dst') ? 'literal' : 'source'
      const listed = from > 0 ? words.slice(from + 1) : []
      for (const word of listed)
        if (!word.startsWith('-')) addLiteral(open, line, word, role, `acl ${words[1] ?? ''}`)
      return tally.known()
    }
    case 'log':
    case 'source':
      addLiteral(open, line, words[1], keyword === 'source' ? 'source' : 'literal', keyword)
      return tally.known()
    case 'nameserver':
    case 'peer':
    case 'mailer':
      addLiteral(open, line, words[2], 'literal', `${keyword} ${words[1] ?? ''}`)
      return tally.known()
    case 'node':
      return tally.known()
    default: {
      if (!silentKeywords.has(keyword)) {
        addOthers(open, line, words.slice(1), keyword)
        return tally.unknown(keyword, line)
      }
      if (keyword === 'dispatch') {
        const found = endpoint(words[1] ?? '')
        const server = { line: number, text, name: keyword, disabled: false, source: undefined }
        if (found) open.servers.push({ ...server, address: found.address, port: found.port })
        return tally.known()
      }
      const condition = words.findIndex((word) => word === 'if' || word === 'unless')
      if (/^(?:redirect|http-(?:request|response|check|after-response)|use-server)$/.test(keyword))
        addOthers(open, line, words.slice(1, condition < 0 ? words.length : condition), keyword)
      const src = words.findIndex((word) => word === 'src' || word === '{')
      if (src > 0) for (const word of words.slice(src + 1)) addLiteral(open, line, word, 'source', keyword)
      return tally.known()
    }
  }
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

function valueAfter(words: readonly string[], keyword: string): string | undefined {
  const at = words.indexOf(keyword, 3)
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
  const plain = schemed ? text.replace(/^(?:ipv4|ipv6|udp|udp4|udp6|tcp|tcp4|tcp6|quic4|quic6)@/, '') : text
  if (plain === '' || plain.startsWith('/')) return undefined
  if (schemed && /^(?:unix|abns|fd|sockpair|rhttp)@/.test(plain)) return undefined
  if (plain.startsWith('[')) {
    const bracket = /^\[([^\]]{2,45})\](?::(.+))?$/.exec(plain)
    if (bracket) return { address: bracket[1] ?? '', port: bracket[2] }
  }
  const colon = plain.lastIndexOf(':')
  if (colon < 0 || parseSpan(plain)) return { address: plain, port: undefined }
  const port = plain.slice(colon + 1)
  return { address: plain.slice(0, colon), port: port === '' ? undefined : port }
}
