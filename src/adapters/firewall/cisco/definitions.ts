import { ownerInText } from '../../../algebra/evidence/owner-hint.ts'
import { nameOfHost, nameOfMask, nameOfRange } from '../shared/masked-names.ts'
import { nameOfLiteral } from '../shared/naming.ts'
import { aliasOf, literalMember } from './entry.ts'
import { readPorts } from './ports.ts'
import type { CiscoConfiguration, ServiceMember } from './schema.ts'
import { protocolOf } from './services.ts'

/** An object or object group whose lines are being read. */
export interface Definition {
  readonly kind: 'object' | 'network' | 'service' | 'other'
  readonly name: string
  /** `tcp`, `udp` or `tcp-udp` when the group says it in its head. */
  readonly protocol: string
}

/** Opens `object network X`, `object-group service X tcp`; undefined when the words are no such head. */
export function openDefinition(words: readonly string[], known: CiscoConfiguration): Definition | undefined {
  const [head, kind, name = '', protocol = ''] = words
  if (head === 'object' && kind === 'network') return { kind: 'object', name, protocol }
  if (
    (head === 'object' && kind === 'service') ||
    (head === 'object-group' && /^(?:service|protocol|icmp-type)$/.test(kind ?? ''))
  ) {
    if (!known.services.has(name)) known.services.set(name, [])
    return { kind: 'service', name, protocol }
  }
  if (head !== 'object-group') return undefined
  // `object-group ip port P` of NX-OS and `object-group port P` of IOS XR list ports alone.
  if (kind === 'port' || (/^ip(?:v6)?$/.test(kind ?? '') && name === 'port')) {
    const group = kind === 'port' ? name : protocol
    if (!known.services.has(group)) known.services.set(group, [])
    return { kind: 'service', name: group, protocol: 'ports' }
  }
  if (kind === 'network' || kind === 'ip' || kind === 'ipv6' || kind === 'v6-network') {
    // `ip address NAME` is the form of NX-OS, `network ipv4 NAME` that of IOS XR.
    const family = kind.startsWith('ip') || ((name === 'ipv4' || name === 'ipv6') && protocol !== '')
    const group = family ? protocol : name
    if (!known.groups.has(group)) known.groups.set(group, [])
    return { kind: 'network', name: group, protocol: '' }
  }
  return { kind: 'other', name, protocol }
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
  if (definition.kind === 'object') return readObject(definition.name, words, known)
  if (definition.kind === 'network') return readMember(definition.name, words, known)
  return definition.kind === 'service' ? readService(definition, words, known) : true
}

function readObject(name: string, words: readonly string[], known: CiscoConfiguration): boolean {
  const [what, first = '', second = ''] = words
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
  known.objects.set(name, value)
  return true
}

function readMember(name: string, words: readonly string[], known: CiscoConfiguration): boolean {
  const members = known.groups.get(name)
  if (!members) return false
  // NX-OS numbers the members; `network-object` is the word of ASA, without it IOS.
  let at = /^\d{1,9}$/.test(words[0] ?? '') ? 1 : 0
  if (words[at] === 'network-object') at++
  const [what = '', first = '', second] = [words[at], words[at + 1], words[at + 2]]
  if (what === 'object' || what === 'group-object' || what === 'object-group') members.push(first)
  else if (what === 'any') members.push({ matched: what, strength: 'any' })
  else {
    const literal =
      what === 'host'
        ? nameOfLiteral(aliasOf(first, known))
        : what === 'range'
          ? nameOfRange(first, second ?? first)
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
