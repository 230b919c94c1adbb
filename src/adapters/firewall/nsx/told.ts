import type { Told } from '../../../model/told.ts'
import { nameOfHost } from '../shared/masked-names.ts'
import { nameOfLiteral } from '../shared/naming.ts'
import { makeResolver, memberBudget, type Member } from '../shared/resolve.ts'
import { viaOf } from './balancer-references.ts'
import { noteMark, type NsxPolicyTree } from './schema.ts'

/** Statements that one file makes about others, and members of one name. */
const mostTold = 10_000
const mostMembers = 1000

/** What other files say of names that this one uses; names of one manager, or one module, share a prefix. */
export function heardNames(prefix: string, told: readonly Told[]): ReadonlyMap<string, Told> {
  const heard = new Map<string, Told>()
  for (const one of told) {
    if (!one.name?.startsWith(prefix)) continue
    const name = one.name.slice(prefix.length)
    const before = heard.get(name)
    const fronts = [...(before?.fronts ?? []), ...(one.fronts ?? [])]
    heard.set(name, { ...before, ...one, ...(fronts.length > 0 ? { fronts } : {}) })
  }
  return heard
}

/** Takes what other files define into the tree: groups, services, addresses before pools. */
export function takeHeard(tree: NsxPolicyTree, heard: ReadonlyMap<string, Told>): void {
  for (const [path, { members, fronts }] of heard) {
    const isService = path.includes('/services/')
    if (isService && members && !tree.services.has(path)) tree.services.set(path, members)
    else if (!isService && members && !tree.groups.has(path) && !tree.segments.has(path))
      tree.groups.set(path, {
        name: path.slice(path.lastIndexOf('/') + 1),
        members: members.map(memberOfText),
      })
    if (fronts) tree.balancing.before.set(path, fronts)
  }
}

function memberOfText(text: string): Member {
  return text.startsWith(noteMark) ? text : (nameOfLiteral(text) ?? nameOfHost(text))
}

/** Collects what a file says, up to a number of statements. */
export class Telling {
  readonly told: Told[] = []
  readonly prefix: string

  constructor(prefix: string) {
    this.prefix = prefix
  }

  say(name: string, more: Omit<Told, 'name'>): void {
    if (this.told.length < mostTold) this.told.push({ name: this.prefix + name, ...more })
  }

  define(name: string, members: readonly string[]): void {
    this.say(name, { defined: true, members: members.slice(0, mostMembers) })
  }
}

/** Says what groups, services and pools of a file come to, and what it names that stands elsewhere. */
export function tellTree(
  tree: NsxPolicyTree,
  telling: Telling,
  asked: ReadonlySet<string>,
  own: (path: string) => boolean,
): void {
  const resolve = makeResolver(
    {
      object: (name) => (name.startsWith(noteMark) ? name.slice(noteMark.length) : nameOfLiteral(name)),
      group: (name) => (tree.groups.get(name) ?? tree.segments.get(name))?.members,
    },
    memberBudget(),
  )
  for (const groups of [tree.groups, tree.segments])
    for (const path of groups.keys()) {
      if (!own(path) || asked.has(path)) continue
      const notes = new Set<string>()
      const members = resolve([path], (what) => notes.add(`${noteMark}${what}`))
      telling.define(path, [...members.map(({ host, matched }) => host ?? matched), ...notes])
    }
  for (const [path, entries] of tree.services) if (!asked.has(path)) telling.define(path, entries)
  for (const path of tree.balancing.pools.keys()) if (own(path)) telling.say(path, { defined: true })
  const before = new Map<string, Set<string>>()
  for (const front of tree.balancing.fronts)
    for (const path of front.pools) {
      if (!own(path) || tree.balancing.pools.has(path)) continue
      const known = before.get(path) ?? new Set()
      before.set(path, known)
      for (const one of viaOf([front])) known.add(one)
    }
  for (const [path, fronts] of before) telling.say(path, { fronts: [...fronts] })
  for (const name of asked) if (!before.has(name)) telling.say(name, {})
}
