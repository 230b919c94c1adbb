import { parseSpan } from '../../../../lib/ip.ts'
import type { Told } from '../../../../model/told.ts'
import { viaOf } from '../balancer-references.ts'
import { noteMark, type NsxPolicyTree } from '../schema.ts'
import { nameOfHost } from '../../shared/masked-names.ts'
import { nameOfLiteral } from '../../shared/naming.ts'
import { makeResolver, memberBudget, type Member } from '../../shared/resolve.ts'
import type { TfFile } from './schema.ts'
import type { Values } from './values.ts'

/** Statements that one file makes about others, and members of one name. */
const mostTold = 10_000
const mostMembers = 1000

/** A name as files of one module share it: a module is a folder. */
function shared(file: string, name: string): string {
  const slash = file.lastIndexOf('/')
  return `terraform ${slash < 0 ? '' : file.slice(0, slash)} ${name}`
}

/** What the other files of the module say of names that this one uses. */
export function heardNames(file: string, told: readonly Told[]): ReadonlyMap<string, Told> {
  const prefix = shared(file, '')
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
  for (const [path, { members = [], fronts }] of heard) {
    if (path.startsWith('/groups/') && !tree.groups.has(path))
      tree.groups.set(path, { name: path.slice(8), members: members.map(memberOfText) })
    else if (path.startsWith('/services/') && !tree.services.has(path)) tree.services.set(path, members)
    if (fronts) tree.balancing.before.set(path, fronts)
  }
}

function memberOfText(text: string): Member {
  return text.startsWith(noteMark) ? text : (nameOfLiteral(text) ?? nameOfHost(text))
}

/** What the file says of its own names to the others of the module, and which names it asks for. */
export function toldBy(
  file: string,
  { locals, variables }: TfFile,
  values: Values,
  tree: NsxPolicyTree,
): readonly Told[] {
  const told: Told[] = []
  const say = (name: string, more: Omit<Told, 'name'>): void => {
    if (told.length < mostTold) told.push({ name: shared(file, name), ...more })
  }
  const defined = (name: string, members: readonly string[]): void =>
    say(name, { defined: true, members: members.slice(0, mostMembers) })
  const resolve = makeResolver(
    {
      object: (name) => (name.startsWith(noteMark) ? name.slice(noteMark.length) : nameOfLiteral(name)),
      group: (name) => (tree.groups.get(name) ?? tree.segments.get(name))?.members,
    },
    memberBudget(),
  )
  for (const [path, { name }] of tree.groups) {
    if (!path.startsWith('/groups/') || values.asked.has(path)) continue
    const notes = new Set<string>()
    const members = resolve([path], (what) => notes.add(`${noteMark}${what}`))
    defined(path, [
      ...members.map(({ host, matched }) => (host === undefined ? matched : name && host)),
      ...notes,
    ])
  }
  for (const [path, entries] of tree.services) if (!values.asked.has(path)) defined(path, entries)
  for (const [prefix, all] of [
    ['local', locals],
    ['var', variables],
  ] as const)
    for (const [name, node] of all) {
      // Only addresses and paths leave the file: a variable may hold a secret.
      const texts = values
        .settle(node, new Map())
        .flatMap(({ value }) => (typeof value === 'string' ? value : []))
      const members = texts.filter(
        (text) => parseSpan(text) ?? /^\/(?:groups|services)\/[\w.-]{1,200}$/.test(text),
      )
      if (members.length > 0) defined(`${prefix}.${name}`, members)
    }
  for (const path of tree.balancing.pools.keys())
    if (path.startsWith('/objects/')) say(path, { defined: true })
  const before = new Map<string, Set<string>>()
  for (const front of tree.balancing.fronts)
    for (const path of front.pools) {
      if (!path.startsWith('/objects/') || tree.balancing.pools.has(path)) continue
      const known = before.get(path) ?? new Set()
      before.set(path, known)
      for (const one of viaOf([front])) known.add(one)
    }
  for (const [path, fronts] of before) say(path, { fronts: [...fronts] })
  for (const name of values.asked) if (!before.has(name)) say(name, {})
  return told
}
