import type { Tally } from '../../../algebra/evidence/collect.ts'
import { parseHostPort } from '../../../algebra/evidence/host-port.ts'
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
export function referencesOf(statements: readonly IcingaStatement[], around: Around): readonly Reference[] {
  const { file, lines, names, headOwner, tally } = around
  const found: Reference[] = []
  const templates = new Map<string, IcingaStatement>()
  const constants = new Map<string, IcingaText>()
  for (const one of statements) {
    if (one.keyword === 'template') templates.set(`${one.type}\n${one.name}`, one)
    const [value] = one.attributes
    const [text] = value?.single ? value.texts : []
    if (one.keyword === 'const' && text) constants.set(one.name, text)
  }
  const add = (line: number, column: number | undefined, named: Named, more: More): void => {
    found.push(
      makeReference({
        kind: 'monitor-target',
        device: file,
        file,
        line,
        text: excerpt(lines[line - 1]?.text ?? '', 400, column),
        matched: named.matched,
        strength: named.strength,
        role: more.role,
        name: more.name?.slice(0, 200) || undefined,
        service: more.service,
        covers: named.covers,
        host: named.host,
        path: named.path,
        column,
        ownerHint: more.ownerHint ?? headOwner,
        ownerHintBasis:
          more.ownerHint !== undefined ? 'label' : headOwner === undefined ? undefined : 'file-head',
      }),
    )
  }
  /** The target that an attribute names: whether it told one, and whether it is there at all. */
  const target = (attribute: IcingaAttribute | undefined, more: More): { spoken: boolean; said: boolean } => {
    const [own] = attribute?.single ? attribute.texts : []
    const constant = attribute?.word === undefined ? undefined : constants.get(attribute.word.text)
    const text = own ?? constant
    const parsed = text === undefined ? undefined : parseHostPort(text.text)
    if (!attribute || !parsed || text?.text.includes('$')) {
      const line = attribute?.texts[0]?.line ?? attribute?.word?.line
      if (line !== undefined)
        tally.note(
          attribute?.word ? 'constant that is not in the file' : 'expression that is not worked out',
          lines[line - 1] ?? { number: line, text: '' },
        )
      return { spoken: false, said: attribute !== undefined }
    }
    const named: Named =
      parsed.address === undefined
        ? { matched: parsed.host, strength: 'name', host: parsed.host.toLowerCase().replace(/\.$/, '') }
        : { matched: parsed.host, strength: 'exact' }
    if (own) add(own.line, own.column, named, more)
    else if (attribute.word)
      add(attribute.word.line, undefined, { ...named, path: [attribute.word.text] }, more)
    return { spoken: true, said: true }
  }
  for (const one of statements) {
    const get = (path: string): IcingaAttribute | undefined => inherited(one, path, templates)
    const ownerHint = (get('vars.owner') ?? get('vars.team'))?.texts[0]?.text.slice(0, 120)
    const more: Omit<More, 'role'> = { name: one.name, ownerHint: ownerHint || undefined }
    const literally: More = { ...more, role: 'literal' }
    const spoken = new Set<IcingaAttribute>()
    if (one.keyword === 'object' && (one.type === 'Host' || one.type === 'Endpoint')) {
      const endpoint = one.type === 'Endpoint'
      const port = endpoint ? (portOf(get('port')) ?? usualPort) : undefined
      const service = port === undefined ? undefined : `tcp/${port}`
      let said = false
      for (const path of endpoint ? ['host'] : ['address', 'address6']) {
        const own = one.attributes.findLast((attribute) => attribute.path === path)
        const told = target(own ?? get(path), { ...more, service, role: 'target' })
        // What is not worked out is looked through like any other text.
        if (own && told.spoken) spoken.add(own)
        said ||= told.said
      }
      // What has no address is asked for by its name.
      const parsed = said || endpoint ? undefined : parseHostPort(one.name)
      if (parsed)
        add(
          one.line,
          undefined,
          parsed.address === undefined
            ? { matched: parsed.host, strength: 'name', host: parsed.host.toLowerCase().replace(/\.$/, '') }
            : { matched: parsed.host, strength: 'exact' },
          { ...more, role: 'target' },
        )
    }
    for (const attribute of one.attributes) {
      if (spoken.has(attribute)) continue
      // A name that is shown is none of DNS.
      const known = attribute.path === 'display_name' ? undefined : names
      for (const { text, line, column } of attribute.texts)
        for (const literal of literalsIn(text, known)) {
          const named = partsOfLiteral(literal)
          add(line, column + literal.column - 1, named, literally)
        }
    }
  }
  return found
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
  const own = one.attributes.findLast((attribute) => attribute.path === path)
  if (own || one.imports.length === 0) return own
  const open = [one]
  const seen = new Set(open)
  for (let next = open.pop(); next && seen.size < mostTemplates; next = open.pop()) {
    const own = next.attributes.findLast((attribute) => attribute.path === path)
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
