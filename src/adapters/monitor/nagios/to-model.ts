import { parseHostPort } from '../../../algebra/evidence/host-port.ts'
import { type HostNames, literalsIn, partsOfLiteral } from '../../../algebra/evidence/literals.ts'
import { makeReference, type ReferenceFields } from '../../../algebra/evidence/reference.ts'
import { excerpt } from '../../../lib/lines.ts'
import type { Reference } from '../../../model/evidence.ts'
import { type Directive, type NagiosObject, silentKeys } from './schema.ts'

/** Templates may inherit this deep. */
const deepest = 16

/** Directives that are programs, texts and links. */
const asking: ReadonlySet<string> = new Set([
  'check_command',
  'command_line',
  'event_handler',
  'action_url',
  'notes_url',
  'notes',
])

/** What a reference of an object says beside what the object itself gives. */
type Named = Pick<ReferenceFields, 'matched' | 'strength' | 'role' | 'covers' | 'host' | 'column'>

/** References of hosts (their address, else their name) and every other address of an object: arguments of checks, variables. */
export function referencesOf(
  objects: readonly NagiosObject[],
  file: string,
  headOwner: string | undefined,
  names: HostNames | undefined,
): readonly Reference[] {
  const templates = templatesOf(objects)
  const found: Reference[] = []
  for (const object of objects) {
    const { directives, type } = object
    const get = (name: string): Directive | undefined => inherited(object, name, templates, 0)
    let common: Common | undefined
    const add = ({ line, text }: Directive, named: Named): void => {
      common ??= commonOf(headOwner, get)
      const { matched, strength, role, covers, host, column } = named
      const reference = makeReference({
        kind: 'monitor-target',
        device: file,
        file,
        line,
        text: excerpt(text, 400, column),
        matched,
        strength,
        role,
        name: common.name,
        covers,
        host,
        ownerHint: common.ownerHint,
        ownerHintBasis: common.ownerHintBasis,
        column,
      })
      found.push(reference)
    }
    let told: Directive | undefined
    const isTemplate = directives.get('register')?.value === '0'
    // A template is no host of its own; what stands in it beside the address is told all the same.
    if (type === 'host' && !isTemplate) {
      // Nagios itself takes the name for the address where none is given.
      const place = get('address') ?? get('host_name')
      const parsed = place && parseHostPort(place.value)
      if (place && parsed) {
        told = place
        const { host: matched, address } = parsed
        if (address !== undefined) add(place, { matched, strength: 'exact', role: 'target' })
        else {
          const host = matched.toLowerCase().replace(/\.$/, '')
          add(place, { matched, strength: 'name', role: 'target', host })
        }
      }
    }
    for (const [key, directive] of directives) {
      if (directive === told || silentKeys.has(key)) continue
      // Elsewhere the names of hosts are those of objects, which no name server knows.
      const asks = key.startsWith('_') || asking.has(key)
      for (const literal of literalsIn(directive.text, asks ? names : undefined)) {
        const { matched, strength, covers, host, column } = partsOfLiteral(literal)
        add(directive, { matched, strength, role: 'literal', covers, host, column })
      }
    }
  }
  return found
}

/** What all references of an object share. */
type Common = Pick<ReferenceFields, 'name' | 'ownerHint' | 'ownerHintBasis'>

function commonOf(headOwner: string | undefined, get: (name: string) => Directive | undefined): Common {
  const name = get('service_description') ?? get('command_name') ?? get('host_name')
  const { ownerHint, ownerHintBasis } = owner(headOwner, get)
  return { name: name?.value, ownerHint, ownerHintBasis }
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
  const use = object.directives.get('use')?.value
  if (use === undefined) return undefined
  for (const parent of use.split(',')) {
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
