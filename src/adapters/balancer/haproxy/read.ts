import { makeTally, type Tally } from '../../../algebra/evidence/collect.ts'
import { literalsIn } from '../../../algebra/evidence/literals.ts'
import type { Line } from '../../../lib/lines.ts'
import { parseSpan } from '../../../lib/ip.ts'
import { type Fronts, frontsByBackend } from './fronts.ts'
import { type Bind, isSilent, type Section, sectionKinds, type Server } from './schema.ts'
import { endpoint, place, splitWords } from './words.ts'

interface OpenSection {
  readonly kind: string
  readonly name: string
  readonly binds: Bind[]
  readonly servers: Server[]
  readonly backends: string[]
  readonly literals: Section['literals'][number][]
}

/** Lines that say where clients come in and where they are sent to, and those that begin a section. */
const leading =
  /^[\t-\r ]*(?:["'\\]|bind|use_b|default|setenv|preset|node|global|front|backend|listen|userl|resolv|peers|mailers|cache|program|http-errors|ring|log-f|fcgi-app|crt-store)/

/** What the members of every section must know before they are told. */
export function readFronts(lines: Iterable<Line>): Fronts {
  const about: { node?: string } = {}
  const fronts = frontsByBackend(sectionsOf(lines, makeTally(), about, leading))
  return { fronts, ...about }
}

/**
 * Reads a configuration section by section; `only` some of its lines. Unknown keywords are counted, the rest of the file
 * stands. `about` is told the machine's own name.
 */
export function* sectionsOf(
  lines: Iterable<Line>,
  tally: Tally,
  about: { node?: string } = {},
  only?: RegExp,
): Iterable<Section> {
  const variables = new Map<string, string>()
  let open: OpenSection | undefined
  for (const line of lines) {
    if (only !== undefined && !only.test(line.text)) continue
    const words = splitWords(line.text)
    const keyword = words[0]
    if (keyword === undefined) continue
    if (sectionKinds.has(keyword)) {
      if (open) yield open
      const name = words[1] ?? keyword
      open = { kind: keyword, name, binds: [], servers: [], backends: [], literals: [] }
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
      if (keyword === 'node' && words[1] !== undefined) about.node = words[1]
      else if (/^(?:setenv|presetenv)$/.test(keyword) && variables.size < mostVariables)
        variables.set(words[1] ?? '', words[2] ?? '')
    }
    const all = line.text.includes('$') ? words.map((word) => expanded(word, variables)) : words
    readKeyword(keyword, all, line, open, tally)
  }
  if (open) yield open
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
        const other =
          also === undefined ? undefined : endpoint(also.replace(/^https?:\/\/([^/]+)(?:\/.*)?$/, '$1'))
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
  for (let at = from + 1; at < words.length; at++) {
    if (words[at]?.endsWith('{') !== true) continue
    const close = words.indexOf('}', at)
    addListed(open, line, words.slice(at + 1, close < 0 ? undefined : close), name)
    if (close < 0) break
    at = close
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

function valueAfter(words: readonly string[], keyword: string, from = 3): string | undefined {
  const at = words.indexOf(keyword, from)
  return at < 0 ? undefined : words[at + 1]
}
