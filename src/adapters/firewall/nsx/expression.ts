import { itemsOf, type JsonNode, memberOf, stringOf } from '../../../formats/json/index.ts'
import { nameOfHost } from '../shared/masked-names.ts'
import { nameOfLiteral } from '../shared/naming.ts'
import type { Member } from '../shared/resolve.ts'
import { noteMark, type Placed } from './schema.ts'

/** Expressions may nest this deep. */
const deepest = 8
const keys = new Set([
  'Tag',
  'Name',
  'ComputerName',
  'OSName',
  'NodeType',
  'GroupType',
  'ALL',
  'IPAddress',
  'PodCidr',
])
const operators = new Set([
  'EQUALS',
  'CONTAINS',
  'STARTSWITH',
  'ENDSWITH',
  'NOTEQUALS',
  'NOTIN',
  'MATCHES',
  'IN',
])

/**
 * What a group names. Membership that only the manager can work out (tags, parts of names) is a note, unless the
 * export carries the members that it came to.
 */
export function membersOfGroup(group: JsonNode): readonly Member[] {
  const members: Member[] = []
  addExpressions(memberOf(group, 'expression'), members, 0)
  if (itemsOf(memberOf(group, 'extended_expression')).length > 0) members.push(`${noteMark}group by identity`)
  const dynamic = members.some((member) => typeof member === 'string' && member.startsWith(noteMark))
  if (!dynamic) return members
  const fixed = members.filter((member) => typeof member !== 'string' || !member.startsWith(noteMark))
  const known = new Set(fixed.map((member) => (typeof member === 'string' ? member : member.matched)))
  const before = fixed.length
  for (const key of ['ips_members', 'ip_addresses']) {
    for (const item of itemsOf(memberOf(group, key))) {
      const text = stringOf(item) ?? ''
      const named = nameOfLiteral(text)
      if (named && !known.has(text)) fixed.push(named)
    }
  }
  return fixed.length > before ? fixed : members
}

/** Addresses of a group itself, each where it stands; for a group that no rule uses. */
export function addressesOf(list: JsonNode | undefined, depth = 0): readonly Placed[] {
  return itemsOf(list).flatMap((node) => [
    ...itemsOf(memberOf(node, 'ip_addresses')).flatMap((item) => {
      const text = stringOf(item)
      return text === undefined ? [] : [{ text: text.replace(' ', ''), at: item.at }]
    }),
    ...(depth < deepest ? addressesOf(memberOf(node, 'expressions'), depth + 1) : []),
  ])
}

/** Whether an expression keeps only what two of its parts have in common. */
export function intersects(list: JsonNode | undefined, depth = 0): boolean {
  return itemsOf(list).some(
    (node) =>
      stringOf(memberOf(node, 'conjunction_operator')) === 'AND' ||
      depth >= deepest ||
      intersects(memberOf(node, 'expressions'), depth + 1),
  )
}

function addExpressions(list: JsonNode | undefined, into: Member[], depth: number): void {
  for (const node of itemsOf(list)) {
    const type = stringOf(memberOf(node, 'resource_type')) ?? ''
    switch (type) {
      case 'IPAddressExpression':
        for (const item of itemsOf(memberOf(node, 'ip_addresses'))) into.push(addressOf(stringOf(item) ?? ''))
        break
      case 'PathExpression':
        for (const item of itemsOf(memberOf(node, 'paths'))) into.push(stringOf(item) ?? '')
        break
      case 'Condition':
        into.push(conditionOf(node))
        break
      case 'ConjunctionOperator':
        // The members of both sides are named; that only their intersection is meant is said.
        if (stringOf(memberOf(node, 'conjunction_operator')) === 'AND') into.push(`${noteMark}group with AND`)
        break
      case 'NestedExpression':
        if (depth < deepest) addExpressions(memberOf(node, 'expressions'), into, depth + 1)
        else into.push(`${noteMark}expression nested too deep`)
        break
      case 'MACAddressExpression':
      case 'ExternalIDExpression':
      case 'IdentityGroupExpression':
        into.push(`${noteMark}group expression ${type}`)
        break
      default:
        into.push(`${noteMark}group expression of another kind`)
    }
  }
}

function addressOf(text: string): Member {
  return nameOfLiteral(text.replace(' ', '')) ?? `${noteMark}address that cannot be read`
}

function conditionOf(node: JsonNode): Member {
  const key = stringOf(memberOf(node, 'key')) ?? ''
  const operator = stringOf(memberOf(node, 'operator')) ?? ''
  const type = stringOf(memberOf(node, 'member_type'))
  const value = stringOf(memberOf(node, 'value')) ?? ''
  const byName =
    (key === 'Name' || key === 'ComputerName') && (type === undefined || type === 'VirtualMachine')
  if (byName && operator === 'EQUALS' && value !== '') return nameOfHost(value)
  // Only words of the schema may stand in a note.
  const said = [keys.has(key) ? key : 'another key', operators.has(operator) ? operator : 'another operator']
  return `${noteMark}group by ${said.join(' ')}, members are not in the file`
}
