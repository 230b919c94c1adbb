import { itemsOf, type JsonNode, memberOf, stringOf } from '../../../formats/json/index.ts'
import type { Told } from '../../../model/told.ts'
import { nameOfHost } from '../shared/masked-names.ts'
import { nameOfLiteral } from '../shared/naming.ts'
import { makeResolver, memberBudget, type Member } from '../shared/resolve.ts'
import { rangesOf, translationOf } from './machines.ts'
import { type CheckPointRule, noteMark, type Objects } from './schema.ts'

/** Answers of one management server are often files of their own; objects are known by their uid. */
const prefix = 'check-point '
/** What stands behind the uid of an object where its address outside is meant. */
const outside = ' outside'
/** Statements that one file makes about others, and members of one object. */
const mostTold = 20_000
const mostMembers = 1000

/** What other files say that objects come to, by uid. */
export type Heard = ReadonlyMap<string, readonly Member[]>

/** The objects of other files. */
export function heardObjects(told: readonly Told[]): Heard {
  const heard = new Map<string, readonly Member[]>()
  for (const { name, members } of told)
    if (name?.startsWith(prefix) && members) heard.set(name.slice(prefix.length), members.map(memberOfText))
  return heard
}

/** What an object is translated to as another file says it. */
export function heardOutside(heard: Heard, node: JsonNode | undefined): readonly Member[] | undefined {
  return heard.get(`${uidOf(node)}${outside}`)
}

/** The uid that other files know an object by. */
export function uidOf(node: JsonNode | undefined): string {
  return stringOf(memberOf(node, 'uid')) ?? ''
}

/** Whether only another file can say what a group holds. */
export function isHollow(node: JsonNode): boolean {
  const isGroup = /^(?:service-)?group$/.test(stringOf(memberOf(node, 'type')) ?? '')
  return isGroup && !memberOf(node, 'members') && rangesOf(memberOf(node, 'ranges')).length === 0
}

/** What a file says of its objects, and which it names that stand elsewhere. Rules that have objects with them define none. */
export function toldOf(
  nodes: ReadonlyMap<string, JsonNode>,
  rules: readonly CheckPointRule[],
  objects: Objects,
): readonly Told[] {
  const asked = askedBy(nodes, rules, objects)
  const told: Told[] = [...asked].map((uid) => ({ name: prefix + uid }))
  if (rules.length > 0) return told.slice(0, mostTold)
  const resolve = makeResolver(
    {
      object: (name) => (name.startsWith(noteMark) ? name.slice(noteMark.length) : undefined),
      group: (label) => objects.membersOf(label),
    },
    memberBudget(),
  )
  for (const [uid, node] of nodes) {
    if (told.length >= mostTold) break
    if (!mayHaveUid.test(uid) || isHollow(node)) continue
    const notes = new Set<string>()
    const found = resolve([objects.labelOf(node)], (what) => notes.add(`${noteMark}${what}`))
    if (found.length > mostMembers) notes.add(`${noteMark}more than 1,000 members of another file`)
    const members = found.slice(0, mostMembers).map(({ host, matched }) => host ?? matched)
    if (found.length > 0) told.push({ name: prefix + uid, defined: true, members: [...members, ...notes] })
    const translation = translationOf(node)
    if (translation)
      told.push({
        name: `${prefix}${uid}${outside}`,
        defined: true,
        members: translation.addresses.map(({ matched }) => matched),
      })
  }
  return told
}

const mayHaveUid = /^[0-9a-f]{8}-/i

function askedBy(
  nodes: ReadonlyMap<string, JsonNode>,
  rules: readonly CheckPointRule[],
  objects: Objects,
): ReadonlySet<string> {
  const asked = new Set<string>()
  const ask = (uid: string): void => {
    if (mayHaveUid.test(uid)) asked.add(uid)
  }
  for (const [uid, node] of nodes) {
    if (isHollow(node)) ask(uid)
    for (const member of itemsOf(memberOf(node, 'members'))) {
      const named = stringOf(member) ?? uidOf(member)
      if (!nodes.has(named)) ask(named)
    }
  }
  for (const { source, destination, translatedSource, translatedDestination, automatic } of rules) {
    for (const side of [source, destination, translatedSource, translatedDestination])
      for (const label of side?.members ?? []) if (!objects.nodeOf(label)) ask(label)
    for (const label of automatic) {
      const node = objects.nodeOf(label)
      if (node && !translationOf(node) && mayHaveUid.test(uidOf(node))) asked.add(`${uidOf(node)}${outside}`)
    }
  }
  return asked
}

function memberOfText(text: string): Member {
  return text.startsWith(noteMark) ? text : (nameOfLiteral(text) ?? nameOfHost(text))
}
