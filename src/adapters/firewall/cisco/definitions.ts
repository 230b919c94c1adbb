import { ownerInText } from '../../../algebra/evidence/owner-hint.ts'
import { nameOfHost, nameOfMask, nameOfRange } from '../shared/masked-names.ts'
import { nameOfLiteral } from '../shared/naming.ts'
import type { Member } from '../shared/resolve.ts'
import { aliasOf, literalMember } from './side.ts'
import { readPorts } from './ports.ts'
import { type CiscoConfiguration, type Defined, definedAs, type ServiceMember } from './schema.ts'
import { protocolOf } from './services.ts'

/** An object or object group whose lines are being read. */
export interface Definition {
  readonly kind: 'object' | 'network' | 'service' | 'other'
  readonly name: string
  /** What it says of its name; services stand in a list of their own. */
  readonly defined: Defined | undefined
  /** `tcp`, `udp` or `tcp-udp` when the group says it in its head. */
  readonly protocol: string
}

/** Opens `object network X`, `object-group service X tcp`; undefined when the words are no such head. */
export function openDefinition(words: readonly string[], known: CiscoConfiguration): Definition | undefined {
  const head = words[0]
  if (head !== 'object' && head !== 'object-group') return undefined
  const [, kind = '', name = '', protocol = ''] = words
  if (head === 'object' && kind === 'network')
    return { kind: 'object', name, defined: definedAs(known, name), protocol }
  if (kind === 'service' || (head === 'object-group' && (kind === 'protocol' || kind === 'icmp-type')))
    return ofServices(name, protocol, known)
  if (head !== 'object-group') return undefined
  // `object-group ip port P` of NX-OS and `object-group port P` of IOS XR list ports alone.
  if (kind === 'port') return ofServices(name, 'ports', known)
  if ((kind === 'ip' || kind === 'ipv6') && name === 'port') return ofServices(protocol, 'ports', known)
  if (kind === 'network' || kind === 'ip' || kind === 'ipv6' || kind === 'v6-network') {
    // `ip address NAME` is the form of NX-OS, `network ipv4 NAME` that of IOS XR.
    const family = kind.startsWith('ip') || ((name === 'ipv4' || name === 'ipv6') && protocol !== '')
    const group = family ? protocol : name
    const defined = definedAs(known, group)
    defined.members ??= []
    return { kind: 'network', name: group, defined, protocol: '' }
  }
  return { kind: 'other', name, defined: definedAs(known, name), protocol }
}

function ofServices(name: string, protocol: string, known: CiscoConfiguration): Definition {
  if (!known.services.has(name)) known.services.set(name, [])
  return { kind: 'service', name, defined: undefined, protocol }
}

/** Reads a line within a definition; false = the line is none of its own. Translations are read elsewhere. */
export function readDefinitionLine(
  definition: Definition,
  words: readonly string[],
  text: string,
  known: CiscoConfiguration,
): boolean {
  if (words[0] === 'description') {
    const owner = ownerInText(text)
    if (owner !== undefined) known.owners.set(definition.name, owner)
    return true
  }
  const { defined } = definition
  if (definition.kind === 'object') return defined !== undefined && readObject(defined, words, known)
  if (definition.kind === 'network')
    return defined?.members !== undefined && readMember(defined.members, words, known)
  return definition.kind === 'service' ? readService(definition, words, known) : true
}

function readObject(defined: Defined, words: readonly string[], known: CiscoConfiguration): boolean {
  const what = words[0]
  const first = words[1] ?? ''
  const second = words[2] ?? ''
  const value =
    what === 'host'
      ? nameOfLiteral(aliasOf(first, known))
      : what === 'subnet'
        ? first.includes('/')
          ? nameOfLiteral(first)
          : nameOfMask(aliasOf(first, known), second)
        : what === 'range'
          ? nameOfRange(aliasOf(first, known), aliasOf(second, known))
          : what === 'fqdn'
            ? nameOfHost(first === 'v4' || first === 'v6' ? second : first)
            : undefined
  if (!value) return false
  defined.object = value
  return true
}

function readMember(members: Member[], words: readonly string[], known: CiscoConfiguration): boolean {
  // NX-OS numbers the members; `network-object` is the word of ASA, without it IOS.
  let at = words[0] !== 'network-object' && /^\d{1,9}$/.test(words[0] ?? '') ? 1 : 0
  if (words[at] === 'network-object') at++
  const what = words[at] ?? ''
  const first = words[at + 1] ?? ''
  if (what === 'object' || what === 'group-object' || what === 'object-group') members.push(first)
  else if (what === 'any') members.push({ matched: what, strength: 'any' })
  else {
    const literal =
      what === 'host'
        ? nameOfLiteral(aliasOf(first, known))
        : what === 'range'
          ? nameOfRange(first, words[at + 2] ?? first)
          : what.includes('/')
            ? nameOfLiteral(what)
            : literalMember(what, first === '' ? undefined : first, known)
    if (!literal) return false
    members.push(literal)
  }
  return true
}

function readService(definition: Definition, words: readonly string[], known: CiscoConfiguration): boolean {
  const members = known.services.get(definition.name)
  if (!members) return false
  if (words.some((word) => isProtocolNumber(word, words))) known.inexact.add(definition.name)
  if (definition.protocol === 'ports') {
    const ports = readPorts(words, /^\d{1,9}$/.test(words[0] ?? '') ? 1 : 0)
    // Which protocol they are of says the entry that uses them.
    if (ports) return push(members, `/${ports.text}`)
  }
  const what = words[0] ?? ''
  if (what === 'group-object') return push(members, { group: words[1] ?? '' })
  if (what === 'port-object') {
    const ports = readPorts(words, 1)
    return ports !== undefined && push(members, `${definition.protocol || 'tcp-udp'}/${ports.text}`)
  }
  if (what === 'protocol-object') return push(members, words[1] === 'ip' ? 'any' : protocolOf(words[1] ?? ''))
  if (what === 'icmp-object') return push(members, 'icmp')
  if (what === 'service-object' && (words[1] === 'object' || words[1] === 'object-group')) {
    return push(members, { group: words[2] ?? '' })
  }
  // `service tcp destination eq 443`, `service-object tcp source … destination …`, and `tcp eq 443` as IOS writes it.
  let at = what === 'service' || what === 'service-object' ? 1 : 0
  const protocol = protocolOf(words[at++] ?? '')
  if (!/^[a-z0-9-]{1,20}$/.test(protocol)) return false
  if (words[at] === 'source') known.inexact.add(definition.name)
  if (words[at] === 'source') at = readPorts(words, at + 1)?.next ?? at + 1
  if (words[at] === 'destination') at++
  const ports = readPorts(words, at)
  return push(members, ports ? `${protocol}/${ports.text}` : protocol === 'ip' ? 'any' : protocol)
}

/** `service-object 47`, `protocol-object 50`: in a text beside ports it would look like one of them. */
function isProtocolNumber(word: string, [head, first]: readonly string[]): boolean {
  return /^\d+$/.test(word) && (word === head || (word === first && head !== 'port-object'))
}

function push(members: ServiceMember[], member: ServiceMember): boolean {
  members.push(member)
  return true
}
