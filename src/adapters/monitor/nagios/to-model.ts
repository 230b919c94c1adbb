import { parseHostPort } from '../../../algebra/evidence/host-port.ts'
import { literalsIn, partsOfLiteral } from '../../../algebra/evidence/literals.ts'
import { excerpt } from '../../../lib/lines.ts'
import type { Reference } from '../../../model/evidence.ts'
import type { Directive, NagiosObject } from './schema.ts'

/** Templates may inherit this deep. */
const deepest = 16

/** Directives beside the address that may name one; so may a variable of one's own, `_SNMP_ADDRESS`. */
const alsoNames: ReadonlySet<string> = new Set(['address6', 'action_url', 'notes_url', 'event_handler'])

/** References of hosts (their address, else their name) and addresses among the arguments of checks. */
export function referencesOf(
  objects: readonly NagiosObject[],
  file: string,
  headOwner: string | undefined,
): readonly Reference[] {
  const templates = templatesOf(objects)
  const found: Reference[] = []
  for (const object of objects) {
    if (object.directives.get('register')?.value === '0') continue
    const get = (name: string): Directive | undefined => inherited(object, name, templates, 0)
    const common = { kind: 'monitor-target' as const, device: file, file, ...owner(headOwner, get) }
    const name = get('service_description')?.value ?? get('command_name')?.value ?? get('host_name')?.value
    const named = name === undefined ? {} : { name }
    if (object.type === 'host') {
      // Nagios itself takes the name for the address where none is given.
      const place = get('address') ?? get('host_name')
      const parsed = place === undefined ? undefined : parseHostPort(place.value)
      if (place && parsed) {
        found.push({
          ...common,
          ...named,
          line: place.line,
          text: excerpt(place.text),
          matched: parsed.host,
          role: 'target',
          ...(parsed.address === undefined
            ? { strength: 'name', host: parsed.host.toLowerCase().replace(/\.$/, '') }
            : { strength: 'exact' }),
        })
      }
    }
    for (const [key, { value, line, text }] of object.directives) {
      if (!key.startsWith('_') && !alsoNames.has(key)) continue
      for (const literal of literalsIn(value)) {
        const { matched, strength } = partsOfLiteral(literal)
        found.push({ ...common, ...named, matched, strength, line, text: excerpt(text), role: 'literal' })
      }
    }
    for (const directive of [object.directives.get('check_command'), object.directives.get('command_line')]) {
      if (!directive) continue
      for (const literal of literalsIn(directive.text)) {
        found.push({
          ...common,
          ...named,
          ...partsOfLiteral(literal),
          line: directive.line,
          text: excerpt(directive.text, 400, literal.column),
          role: 'literal',
        })
      }
    }
  }
  return found
}

type Templates = ReadonlyMap<string, NagiosObject>

function templatesOf(objects: readonly NagiosObject[]): Templates {
  const templates = new Map<string, NagiosObject>()
  for (const object of objects) {
    const name = object.directives.get('name')?.value
    if (name !== undefined) templates.set(`${object.type}\n${name}`, object)
  }
  return templates
}

/** A directive of the object, else of the first template in `use` that has it. */
function inherited(
  object: NagiosObject,
  name: string,
  templates: Templates,
  depth: number,
): Directive | undefined {
  const own = object.directives.get(name)
  if (own || depth >= deepest) return own
  for (const parent of (object.directives.get('use')?.value ?? '').split(',')) {
    const template = templates.get(`${object.type}\n${parent.trim()}`)
    const found =
      template && template !== object ? inherited(template, name, templates, depth + 1) : undefined
    if (found) return found
  }
  return undefined
}

/** The head of the file says who keeps it; contacts are only who is called, and stand in for it. */
function owner(
  headOwner: string | undefined,
  get: (name: string) => Directive | undefined,
): Partial<Reference> {
  if (headOwner !== undefined) return { ownerHint: headOwner, ownerHintBasis: 'file-head' }
  const contact = (get('contact_groups') ?? get('contacts'))?.value.split(',')[0]?.replace(/^\+/, '').trim()
  return contact === undefined || contact === '' ? {} : { ownerHint: contact, ownerHintBasis: 'contact' }
}
