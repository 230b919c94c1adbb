import { parseHostPort } from '../../../algebra/evidence/host-port.ts'
import { type HostNames, literalsIn, partsOfLiteral } from '../../../algebra/evidence/literals.ts'
import { makeReference, type ReferenceFields } from '../../../algebra/evidence/reference.ts'
import { excerpt } from '../../../lib/lines.ts'
import type { Reference } from '../../../model/evidence.ts'
import { type Directive, type NagiosObject, silentKeys, type Templates } from './schema.ts'

/** Templates that one object may come to. */
const mostTemplates = 100

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
export function* referencesOf(
  objects: Iterable<NagiosObject>,
  templates: Templates,
  file: string,
  headOwner: string | undefined,
  names: HostNames | undefined,
): Iterable<Reference> {
  for (const object of objects) {
    const found: Reference[] = []
    const { directives, type } = object
    const get = (name: string): Directive | undefined => inherited(object, name, templates)
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
    yield* found
  }
}

/** What all references of an object share. */
type Common = Pick<ReferenceFields, 'name' | 'ownerHint' | 'ownerHintBasis'>

function commonOf(headOwner: string | undefined, get: (name: string) => Directive | undefined): Common {
  const name = get('service_description') ?? get('command_name') ?? get('host_name')
  const { ownerHint, ownerHintBasis } = owner(headOwner, get)
  return { name: name?.value, ownerHint, ownerHintBasis }
}

/** A directive of the object, else of the first template in `use` that has it. */
function inherited(object: NagiosObject, name: string, templates: Templates): Directive | undefined {
  const own = object.directives.get(name)
  if (own || !object.directives.has('use')) return own
  const seen = new Set([object])
  const open = parentsOf(object, templates)
  for (let next = open.pop(); next && seen.size < mostTemplates; next = open.pop()) {
    if (seen.has(next)) continue
    seen.add(next)
    const found = next.directives.get(name)
    if (found) return found
    for (const parent of parentsOf(next, templates)) open.push(parent)
  }
  return undefined
}

/** The templates that an object uses, the first one last. */
function parentsOf({ type, directives }: NagiosObject, templates: Templates): NagiosObject[] {
  const use = directives.get('use')?.value
  if (use === undefined) return []
  const found: NagiosObject[] = []
  for (const parent of use.split(',').slice(0, mostTemplates).reverse()) {
    const template = templates.get(`${type}\n${parent.trim()}`)
    if (template) found.push(template)
  }
  return found
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
