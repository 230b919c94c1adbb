import { type HostNames, literalsIn, partsOfLiteral } from '../../../algebra/evidence/literals.ts'
import { makeReference, type ReferenceFields } from '../../../algebra/evidence/reference.ts'
import { excerpt, type Line } from '../../../lib/lines.ts'
import type { Reference } from '../../../model/evidence.ts'
import { namingOf } from '../shared/naming.ts'
import { isEntry } from './count.ts'
import type { ListensOf } from './fronts.ts'
import { type Place, placeOf } from './place.ts'
import type { Program } from './read.ts'
import type { TargetsOf } from './variables.ts'
import { type Directive, passes, places, sources, texts, type Word } from './schema.ts'

type Named = Pick<Reference, 'matched' | 'strength'> &
  Partial<Pick<ReferenceFields, 'host' | 'covers' | 'column'>>
type More = Pick<
  ReferenceFields,
  'kind' | 'role' | 'name' | 'service' | 'action' | 'via' | 'disabled' | 'path'
>

/** References of all directives, in order of the file. */
export function* referencesOf(
  all: readonly Directive[],
  lines: readonly Line[],
  from: {
    readonly file: string
    readonly headOwner: string | undefined
    readonly names: HostNames | undefined
    /** Addresses before each upstream of the file. */
    readonly fronts: ReadonlyMap<string, readonly string[]>
    /** Upstreams that other files define. */
    readonly elsewhere: ReadonlySet<string>
    readonly listensOf: ListensOf
    readonly targetsOf: TargetsOf
    /** What programs in Lua name is a literal. */
    readonly programs: readonly Program[]
  },
): Iterable<Reference> {
  const { file, headOwner } = from
  const ownerHintBasis = headOwner === undefined ? undefined : 'file-head'
  const { fronts, elsewhere, listensOf, targetsOf } = from
  let found: Reference[] = []
  const add: Add = (line, named, more) => {
    found.push(
      makeReference({
        kind: more.kind,
        device: file,
        file,
        line,
        text: excerpt(lines[line - 1]?.text ?? '', 400, named.column),
        matched: named.matched,
        strength: named.strength,
        role: more.role,
        name: more.name,
        service: more.service,
        action: more.action,
        disabled: more.disabled,
        covers: named.covers,
        host: named.host,
        via: more.via,
        path: more.path,
        ownerHint: headOwner,
        ownerHintBasis,
        column: named.column,
      }),
    )
  }
  for (const directive of all) {
    if (found.length > 0) {
      yield* found
      found = []
    }
    const { name, words, parent } = directive
    const [first] = words
    if (isEntry(directive)) entry(directive, lines, from.names, add)
    else if (name === 'listen' && first) listen(first, directive, add)
    else if (name === 'server' && first && parent?.name === 'upstream') {
      const upstream = parent.words[0]?.text ?? 'upstream'
      const disabled = words.some(({ text }) => text === 'down')
      member(first, placeOf(first.text), upstream, fronts.get(upstream), disabled, add)
    } else if (passes.has(name) && first) {
      for (const { place, path } of targetsOf(directive)) {
        if (fronts.has(place.address) || elsewhere.has(place.address)) continue
        member(first, place, name, listensOf(directive), false, add, path)
      }
    } else if (sources.has(name) && first) {
      // `allow publish 192.0.2.1` of the RTMP module has a word before the address.
      const word = words.length > 1 && /^(?:publish|play)$/.test(first.text) ? words[1] : first
      const named = word && namingOf(word.text)
      if (word && named && named.strength !== 'any' && word.text !== 'all') {
        add(word.line, named, { kind: 'config-literal', role: 'source', name, action: name })
      }
    } else if (name.endsWith('_by_lua')) inText(directive, lines, from.names, name, add)
    else if (name === 'server_name') {
      // A site that is called by an address: mostly one of the machine itself, or of what stands before it.
      for (const { text, line } of words) {
        const named = namingOf(text)
        if (named?.strength === 'exact') add(line, named, { kind: 'config-literal', role: 'literal', name })
      }
    } else if (places.has(name)) {
      for (const word of words) literal(word, name, add)
    } else if (texts.has(name)) inText(directive, lines, from.names, name, add)
  }
  yield* found
  found = []
  for (const { line, from: begin, to } of from.programs)
    for (const literal of literalsIn(lines[line - 1]?.text ?? '', from.names))
      if (literal.strength !== 'any' && literal.column > begin && literal.column <= to)
        add(line, partsOfLiteral(literal), { kind: 'config-literal', role: 'literal', name: 'lua' })
  yield* found
}

type Add = (line: number, named: Named, more: More) => void

function listen(first: Word, directive: Directive, add: Add): void {
  const place = placeOf(first.text)
  const named = place && place.address !== '' ? namingOf(place.address) : undefined
  if (!named || named.strength === 'any' || /^\d+$/.test(first.text)) return
  const server = directive.parent?.children?.find(({ name }) => name === 'server_name')?.words[0]?.text
  const protocol = directive.words.some(({ text }) => text === 'udp' || text === 'quic') ? 'udp' : 'tcp'
  const service = `${protocol}/${place?.port ?? '80'}`
  add(first.line, named, { kind: 'balancer-virtual', role: 'vip', name: server ?? 'server', service })
}

function member(
  word: Word,
  place: Place | undefined,
  name: string,
  via: readonly string[] | undefined,
  disabled: boolean,
  add: Add,
  path?: readonly string[],
): void {
  const named = place && namingOf(place.address)
  if (!place || !named || named.strength === 'any') return
  const service = place.port === undefined ? undefined : `tcp/${place.port}`
  add(word.line, named, { kind: 'balancer-member', role: 'member', name, service, via, disabled, path })
}

/** An address among the arguments: a resolver, a log server, an outgoing address. Options (`valid=30s`) are none. */
function literal(word: Word, name: string, add: Add): void {
  const at = word.text.startsWith('syslog:server=') ? 14 : 0
  const comma = word.text.indexOf(',', at)
  const place = placeOf(word.text.slice(at, comma < 0 ? undefined : comma))
  const named = place && namingOf(place.address)
  if (!place || !named || named.strength === 'any') return
  // A name alone may be a file, a format or an option.
  if (named.strength === 'name' && (!named.matched.includes('.') || (name.endsWith('_log') && at === 0)))
    return
  const role = name.endsWith('_bind') ? 'source' : 'literal'
  add(word.line, named, { kind: 'config-literal', role, name })
}

/** `192.0.2.0/25 1;` of geo names who comes in; what map answers may be a machine that is passed to. */
function entry(directive: Directive, lines: readonly Line[], names: HostNames | undefined, add: Add): void {
  const table = directive.parent
  if (!table || directive.name === 'include') return
  const title = `${table.name} ${table.words.at(-1)?.text ?? ''}`.trim()
  if (table.name === 'geo') {
    const keyword = directive.name === 'proxy' || directive.name === 'delete'
    const named = namingOf(keyword ? (directive.words[0]?.text ?? '') : directive.name)
    if (!named || named.strength === 'any' || named.strength === 'name') return
    add(directive.line, named, { kind: 'config-literal', role: 'source', name: title })
  } else if (table.name === 'map') inText(directive, lines, names, title, add)
}

function inText(
  directive: Directive,
  lines: readonly Line[],
  names: HostNames | undefined,
  name: string,
  add: Add,
): void {
  const { words } = directive
  const own = words.every(({ line }) => line === directive.line)
  const numbers = own ? [directive.line] : new Set([directive.line, ...words.map(({ line }) => line)])
  for (const number of numbers) {
    const literals = literalsIn(lines[number - 1]?.text ?? '', names)
    if (literals.length === 0) continue
    const said = words.filter((word) => word.line === number)
    if (directive.line === number) said.push({ text: directive.name, line: number })
    for (const found of literals) {
      // Only what this directive says: another one may stand on the same line.
      if (found.strength === 'any' || !said.some(({ text }) => text.includes(found.text))) continue
      add(number, partsOfLiteral(found), { kind: 'config-literal', role: 'literal', name })
    }
  }
}
