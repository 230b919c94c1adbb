import { parseHostPort } from '../../../algebra/evidence/host-port.ts'
import { type HostNames, literalsIn, partsOfLiteral } from '../../../algebra/evidence/literals.ts'
import { makeReference, type ReferenceFields } from '../../../algebra/evidence/reference.ts'
import { excerpt } from '../../../lib/lines.ts'
import type { Reference } from '../../../model/evidence.ts'
import { Inheritance } from './inheritance.ts'
import { type Directive, type NagiosObject, silentKeys, type Templates } from './schema.ts'

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
  const inheritance = new Inheritance(templates)
  for (const object of objects) {
    const { directives, type } = object
    const own: Own = { object, inheritance, file, headOwner, common: undefined }
    let told: Directive | undefined
    // A template is no host of its own; what stands in it beside the address is told all the same.
    if (type === 'host' && directives.get('register')?.value !== '0') {
      // Nagios itself takes the name for the address where none is given.
      const place = inheritance.get(object, 'address') ?? inheritance.get(object, 'host_name')
      const parsed = place && parseHostPort(place.value)
      if (place && parsed) {
        told = place
        const { host: matched, address } = parsed
        if (address !== undefined)
          yield referenceOf(own, place, { matched, strength: 'exact', role: 'target' })
        else {
          const host = matched.toLowerCase().replace(/\.$/, '')
          yield referenceOf(own, place, { matched, strength: 'name', role: 'target', host })
        }
      }
    }
    for (const [key, directive] of directives) {
      if (directive === told || silentKeys.has(key)) continue
      // Elsewhere the names of hosts are those of objects, which no name server knows.
      const asks = key.charCodeAt(0) === 95 || asking.has(key)
      for (const literal of literalsIn(directive.text, asks ? names : undefined)) {
        const { matched, strength, covers, host, column } = partsOfLiteral(literal)
        yield referenceOf(own, directive, { matched, strength, role: 'literal', covers, host, column })
      }
    }
  }
}

/** An object while its references are told, and what they share once the first one is. */
interface Own {
  readonly object: NagiosObject
  readonly inheritance: Inheritance
  readonly file: string
  readonly headOwner: string | undefined
  common: Common | undefined
}

function referenceOf(own: Own, { line, text }: Directive, named: Named): Reference {
  const { file } = own
  const { name, ownerHint, ownerHintBasis } = (own.common ??= commonOf(own))
  const { matched, strength, role, covers, host, column } = named
  return makeReference({
    kind: 'monitor-target',
    device: file,
    file,
    line,
    text: excerpt(text, 400, column),
    matched,
    strength,
    role,
    name,
    covers,
    host,
    ownerHint,
    ownerHintBasis,
    column,
  })
}

/** What all references of an object share. */
type Common = Pick<ReferenceFields, 'name' | 'ownerHint' | 'ownerHintBasis'>

function commonOf({ object, inheritance, headOwner }: Own): Common {
  const get = (name: string): Directive | undefined => inheritance.get(object, name)
  const name = (get('service_description') ?? get('command_name') ?? get('host_name'))?.value
  // The head of the file says who keeps it; contacts are only who is called, and stand in for it.
  if (headOwner !== undefined) return { name, ownerHint: headOwner, ownerHintBasis: 'file-head' }
  const contacts = (get('contact_groups') ?? get('contacts'))?.value
  const contact = contacts?.split(',', 1)[0]?.replace(/^\+/, '').trim()
  return contact === undefined || contact === ''
    ? { name, ownerHint: undefined, ownerHintBasis: undefined }
    : { name, ownerHint: contact, ownerHintBasis: 'contact' }
}
