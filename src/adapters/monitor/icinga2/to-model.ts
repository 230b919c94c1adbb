import type { Tally } from '../../../algebra/evidence/collect.ts'
import { type HostPort, parseHostPort } from '../../../algebra/evidence/host-port.ts'
import { type HostNames, literalsIn, partsOfLiteral } from '../../../algebra/evidence/literals.ts'
import { makeReference, type ReferenceFields } from '../../../algebra/evidence/reference.ts'
import { excerpt, type Line } from '../../../lib/lines.ts'
import type { Reference } from '../../../model/evidence.ts'
import type { IcingaAttribute, IcingaStatement, IcingaText } from './schema.ts'

/** Templates that one object may come to. */
const mostTemplates = 50
const usualPort = '5665'

/** What references of a file need beside its statements. */
export interface Around {
  readonly file: string
  readonly lines: readonly Line[]
  readonly names: HostNames | undefined
  readonly headOwner: string | undefined
  readonly tally: Tally
}

type Named = Pick<Reference, 'matched' | 'strength'> &
  Partial<Pick<ReferenceFields, 'host' | 'covers' | 'path'>>
type More = Pick<ReferenceFields, 'role' | 'name'> & Partial<Pick<ReferenceFields, 'service' | 'ownerHint'>>

/** References of hosts and endpoints by their address, and of every other address of an object. */
export function* referencesOf(statements: readonly IcingaStatement[], around: Around): Iterable<Reference> {
  const found = new Found(statements, around)
  for (const one of statements) {
    if (!mayRefer(one)) continue
    found.statement(one)
    yield* found.references
    found.references.length = 0
  }
}

/** Whether a statement is a machine, or says anything in quotes. */
function mayRefer(one: IcingaStatement): boolean {
  return isMachine(one) || one.attributes.some(({ texts }) => texts.length > 0)
}

function isMachine({ keyword, type }: IcingaStatement): boolean {
  return keyword === 'object' && (type === 'Host' || type === 'Endpoint')
}

class Found {
  readonly references: Reference[] = []
  readonly #around: Around
  readonly #templates = new Map<string, IcingaStatement>()
  readonly #constants = new Map<string, IcingaText>()

  constructor(statements: readonly IcingaStatement[], around: Around) {
    this.#around = around
    for (const one of statements) {
      if (one.keyword === 'template') this.#templates.set(`${one.type}\n${one.name}`, one)
      const [value] = one.attributes
      const [text] = value?.single ? value.texts : []
      if (one.keyword === 'const' && text) this.#constants.set(one.name, text)
    }
  }

  statement(one: IcingaStatement): void {
    let more: More | undefined
    const literally = (): More =>
      (more ??= { name: one.name, ownerHint: this.#ownerOf(one), role: 'literal' })
    const spoken = isMachine(one) ? this.#machine(one, { ...literally(), role: 'target' }) : []
    for (const attribute of one.attributes) {
      if (spoken.includes(attribute)) continue
      // A name that is shown is none of DNS.
      const known = attribute.path === 'display_name' ? undefined : this.#around.names
      for (const { text, line, column } of attribute.texts)
        for (const literal of literalsIn(text, known)) {
          this.#add(line, column + literal.column - 1, partsOfLiteral(literal), literally())
        }
    }
  }

  /** A host or an endpoint: what it is asked at. Answers the attributes that are told by that. */
  #machine(one: IcingaStatement, common: More): readonly IcingaAttribute[] {
    const endpoint = one.type === 'Endpoint'
    const port = endpoint ? (portOf(this.#get(one, 'port')) ?? usualPort) : undefined
    const more: More = port === undefined ? common : { ...common, service: `tcp/${port}` }
    const spoken: IcingaAttribute[] = []
    let said = false
    for (const path of endpoint ? ['host'] : ['address', 'address6']) {
      const own = attributeOf(one, path)
      const attribute = own ?? this.#get(one, path)
      if (attribute === undefined) continue
      said = true
      // What is not worked out is looked through like any other text.
      if (this.#target(attribute, more) && own) spoken.push(own)
    }
    // What has no address is asked for by its name.
    const parsed = said || endpoint ? undefined : parseHostPort(one.name)
    if (parsed) this.#add(one.line, undefined, namedBy(parsed), common)
    return spoken
  }

  /** The target that an attribute names; false = it cannot be told. */
  #target(attribute: IcingaAttribute, more: More): boolean {
    const { texts, word, single } = attribute
    const own = single ? texts[0] : undefined
    const text = own ?? (word && this.#constants.get(word.text))
    const parsed = text && parseHostPort(text.text)
    if (!parsed || text.text.includes('$')) {
      const line = texts[0]?.line ?? word?.line
      const what = word ? 'constant that is not in the file' : 'expression that is not worked out'
      if (line !== undefined)
        this.#around.tally.note(what, this.#around.lines[line - 1] ?? { number: line, text: '' })
      return false
    }
    const named = namedBy(parsed)
    if (own) this.#add(own.line, own.column, named, more)
    else if (word) this.#add(word.line, undefined, { ...named, path: [word.text] }, more)
    return true
  }

  #ownerOf(one: IcingaStatement): string | undefined {
    const owner = this.#get(one, 'vars.owner') ?? this.#get(one, 'vars.team')
    return owner?.texts[0]?.text.slice(0, 120) || undefined
  }

  #get(one: IcingaStatement, path: string): IcingaAttribute | undefined {
    return inherited(one, path, this.#templates)
  }

  #add(line: number, column: number | undefined, named: Named, more: More): void {
    const { file, lines, headOwner } = this.#around
    const { name, role, service, ownerHint } = more
    this.references.push(
      makeReference({
        kind: 'monitor-target',
        device: file,
        file,
        line,
        text: excerpt(lines[line - 1]?.text ?? '', 400, column),
        matched: named.matched,
        strength: named.strength,
        role,
        name: name?.slice(0, 200) || undefined,
        service,
        covers: named.covers,
        host: named.host,
        path: named.path,
        column,
        ownerHint: ownerHint ?? headOwner,
        ownerHintBasis: ownerHint !== undefined ? 'label' : headOwner === undefined ? undefined : 'file-head',
      }),
    )
  }
}

function namedBy({ host, address }: HostPort): Named {
  return address === undefined
    ? { matched: host, strength: 'name', host: host.toLowerCase().replace(/\.$/, '') }
    : { matched: host, strength: 'exact' }
}

function portOf(attribute: IcingaAttribute | undefined): string | undefined {
  const text = attribute?.word?.text ?? attribute?.texts[0]?.text ?? ''
  return /^\d{1,5}$/.test(text) ? text : undefined
}

/** An attribute of the object, else of the last template that it imports and that has it. */
function inherited(
  one: IcingaStatement,
  path: string,
  templates: ReadonlyMap<string, IcingaStatement>,
): IcingaAttribute | undefined {
  const own = attributeOf(one, path)
  if (own || one.imports.length === 0) return own
  const open = [one]
  const seen = new Set(open)
  for (let next = open.pop(); next && seen.size < mostTemplates; next = open.pop()) {
    const own = attributeOf(next, path)
    if (own) return own
    for (const name of next.imports.slice(-mostTemplates)) {
      const template = templates.get(`${one.type}\n${name}`)
      if (!template || seen.has(template)) continue
      seen.add(template)
      open.push(template)
    }
  }
  return undefined
}

/** The last attribute of a statement with that path. */
function attributeOf({ attributes }: IcingaStatement, path: string): IcingaAttribute | undefined {
  for (let at = attributes.length - 1; at >= 0; at--) if (attributes[at]?.path === path) return attributes[at]
  return undefined
}
