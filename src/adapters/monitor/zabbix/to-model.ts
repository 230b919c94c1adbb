import type { Tally } from '../../../algebra/evidence/collect.ts'
import { parseHostPort } from '../../../algebra/evidence/host-port.ts'
import { type HostNames, literalsIn, partsOfLiteral } from '../../../algebra/evidence/literals.ts'
import type { MaskedPlaces } from '../../../algebra/evidence/places.ts'
import { makeReference, type ReferenceFields } from '../../../algebra/evidence/reference.ts'
import { itemsOf, type JsonNode, memberOf, stringOf } from '../../../formats/json/index.ts'
import { isSelfOrGroup, parseAddress } from '../../../lib/ip.ts'
import type { Reference } from '../../../model/evidence.ts'
import { kinds, knownParts, nameFields, ownInterface, silentFields } from './schema.ts'

/** What references of a file need beside its tree. */
export interface Around {
  readonly file: string
  readonly text: string
  readonly places: MaskedPlaces
  readonly names: HostNames | undefined
  readonly tally: Tally
}

type Named = Pick<Reference, 'matched' | 'strength'> &
  Partial<Pick<ReferenceFields, 'host' | 'covers' | 'path'>>
type More = Pick<ReferenceFields, 'role' | 'name' | 'service' | 'disabled' | 'ownerHint' | 'ownerHintBasis'>

/** References of interfaces of hosts, and every other address of an export. */
export function referencesOf(root: JsonNode | undefined, around: Around): readonly Reference[] {
  const { places, tally } = around
  const found = new Found(around)
  const answer = memberOf(root, 'result')
  // `hostinterface.get` answers interfaces without their hosts.
  for (const one of itemsOf(answer))
    if (memberOf(one, 'interfaces') || !memberOf(one, 'interfaceid')) found.host(one)
    else found.interface(one, new Map(), emptyMore)
  const exported = memberOf(root, 'zabbix_export')
  if (!answer && !exported) tally.unknown('neither an export nor an answer', places.lineAt(root?.at ?? 0))
  for (const [key, part] of membersOf(exported)) {
    if (key === 'hosts') for (const host of itemsOf(part)) found.host(host)
    else {
      if (knownParts.has(key)) tally.known()
      else
        tally.unknown(
          /^[a-z_]{1,40}$/.test(key) ? `part ${key}` : 'part of another kind',
          places.lineAt(part.at),
        )
      const owner = {}
      for (const item of Array.isArray(part.value) ? itemsOf(part) : [part])
        found.literals(item, key, { name: nameOf(item, places) ?? key, ...owner })
    }
  }
  return found.references
}

class Found {
  readonly references: Reference[] = []
  readonly around: Around
  line = { number: 0, start: 0 }

  constructor(around: Around) {
    this.around = around
  }

  host(host: JsonNode): void {
    const { tally, places } = this.around
    tally.known()
    const status = stringOf(memberOf(host, 'status'))
    const common = {
      name: nameOf(host, places),
      disabled: status === 'DISABLED' || status === '1',
      ...ownerOf(host, places),
    }
    const macros = new Map<string, string>()
    for (const macro of itemsOf(memberOf(host, 'macros'))) {
      const [name, value] = [stringOf(memberOf(macro, 'macro')), stringOf(memberOf(macro, 'value'))]
      if (name !== undefined && value !== undefined && value.length < 300) macros.set(name, value)
    }
    const interfaces = memberOf(host, 'interfaces')
    for (const one of itemsOf(interfaces)) this.interface(one, macros, common)
    // Exports of version 1 have one interface, in the host itself.
    const own = interfaces === undefined && memberOf(host, 'ip') !== undefined
    if (own) this.interface(host, macros, common)
    for (const [key, member] of membersOf(host))
      if (key !== 'interfaces' && key !== 'macros' && !(own && ownInterface.has(key)))
        this.literals(member, key, common)
    for (const macro of itemsOf(memberOf(host, 'macros'))) this.literals(macro, 'macros', common)
  }

  /** `ip` and `dns` of an interface: the one that is used is the target, the other stands there as well. */
  interface(
    node: JsonNode,
    macros: ReadonlyMap<string, string>,
    common: Omit<More, 'role' | 'service'>,
  ): void {
    const { tally, places } = this.around
    const byName = /^(?:NO|0)$/.test(textOf(memberOf(node, 'useip')))
    const [protocol, usual] = kinds[textOf(memberOf(node, 'type'))] ?? kinds['ZABBIX'] ?? ['tcp', '10050']
    const written = textOf(memberOf(node, 'port'))
    const port = macros.get(written) ?? (written === '' ? usual : written)
    const service = /^\d{1,5}$/.test(port) ? `${protocol}/${port}` : undefined
    tally.known()
    for (const key of ['ip', 'dns'] as const) {
      const member = memberOf(node, key)
      const text = textOf(member)
      if (!member || text === '') continue
      const role = (key === 'dns') === byName ? 'target' : 'literal'
      const macro = /^\{\$[^{}]{1,200}\}$/.test(text) ? text : undefined
      const parsed = parseHostPort(macro === undefined ? text : (macros.get(macro) ?? ''))
      if (!parsed) tally.note('macro that is not in the file', places.lineAt(member.at))
      else if (!isLoopback(parsed.host)) {
        const named: Named =
          parsed.address === undefined
            ? { matched: parsed.host, strength: 'name', host: parsed.host.toLowerCase().replace(/\.$/, '') }
            : { matched: parsed.host, strength: 'exact' }
        this.add(member.at, macro === undefined ? named : { ...named, path: [macro] }, {
          ...common,
          role,
          service,
        })
      }
    }
  }

  /** Every address in the texts of a part. */
  literals(node: JsonNode, key: string, common: Partial<Omit<More, 'role'>>): void {
    const { value } = node
    if (typeof value === 'string') {
      if (silentFields.has(key)) return
      for (const literal of literalsIn(
        value.length > 1_000_000 ? value.slice(0, 1_000_000) : value,
        nameFields.has(key) ? undefined : this.around.names,
      )) {
        const { column = 1, ...named } = partsOfLiteral(literal)
        this.add(node.at, named, { ...emptyMore, ...common, role: 'literal' }, column)
      }
    } else if (Array.isArray(value)) for (const item of itemsOf(node)) this.literals(item, key, common)
    else for (const [name, member] of membersOf(node)) this.literals(member, name, common)
  }

  add(at: number, named: Named, more: More, from = 1): void {
    const { file } = this.around
    const line = this.placeOf(at, named.path ? undefined : named.matched, from)
    this.references.push(
      makeReference({
        kind: 'monitor-target',
        device: file,
        file,
        line: line.number,
        text: line.text.slice(0, 400),
        matched: named.matched,
        strength: named.strength,
        role: more.role,
        name: more.name,
        service: more.service,
        disabled: more.disabled,
        covers: named.covers,
        host: named.host,
        path: named.path,
        column: line.column,
        ownerHint: more.ownerHint,
        ownerHintBasis: more.ownerHintBasis,
      }),
    )
  }

  /**
   * Where a text says something, looked for from that sign of it on: what is written is never shorter than what it
   * means, since quotes, escapes and indents only add to it.
   */
  placeOf(at: number, matched: string | undefined, from: number) {
    const { text, places } = this.around
    const begin = at + from - 1
    const within = matched === undefined ? -1 : text.slice(begin, begin + furthest).indexOf(matched)
    if (within < 0) return { ...places.lineAt(at), column: undefined }
    const line = places.lineAt(begin + within)
    // A line of megabytes is not gone through for each address of it.
    if (this.line.number !== line.number)
      this.line = { number: line.number, start: text.lastIndexOf('\n', begin + within - 1) + 1 }
    return { ...line, column: begin + within - this.line.start + 1 }
  }
}

/** Signs behind its beginning that a text's address is looked for. */
const furthest = 5000

const emptyMore: Omit<More, 'role'> = {
  name: undefined,
  service: undefined,
  disabled: undefined,
  ownerHint: undefined,
  ownerHintBasis: undefined,
}

function membersOf(node: JsonNode | undefined): ReadonlyMap<string, JsonNode> {
  return node?.value instanceof Map
    ? (node.value as ReadonlyMap<string, JsonNode>)
    : new Map<string, JsonNode>()
}

function textOf(node: JsonNode | undefined): string {
  const value = node?.value
  return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : ''
}

function nameOf(node: JsonNode, { plain }: MaskedPlaces): string | undefined {
  const name = stringOf(memberOf(node, 'host')) ?? stringOf(memberOf(node, 'name'))
  return name === undefined ? undefined : plain(name.slice(0, 200))
}

/** A tag `owner` or `team`, else the contact of the inventory. */
function ownerOf(host: JsonNode, { plain }: MaskedPlaces): Pick<More, 'ownerHint' | 'ownerHintBasis'> {
  for (const tag of itemsOf(memberOf(host, 'tags'))) {
    const value = textOf(memberOf(tag, 'value'))
    if (/^(?:owner|team)$/i.test(textOf(memberOf(tag, 'tag'))) && value !== '')
      return { ownerHint: plain(value).slice(0, 120), ownerHintBasis: 'tag' }
  }
  const inventory = memberOf(host, 'inventory')
  const contact = textOf(memberOf(inventory, 'contact')) || textOf(memberOf(inventory, 'poc_1_name'))
  if (contact === '') return { ownerHint: undefined, ownerHintBasis: undefined }
  return { ownerHint: plain(contact).split('\n')[0]?.slice(0, 120), ownerHintBasis: 'contact' }
}

function isLoopback(text: string): boolean {
  const key = parseAddress(text)
  return key !== undefined && isSelfOrGroup(key)
}
