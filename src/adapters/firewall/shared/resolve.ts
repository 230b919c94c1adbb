import type { Named } from './naming.ts'

/** Groups may nest this deep, and one side may come to this many members; beyond it the rest is counted. */
const deepest = 16
const mostMembers = 10_000
const mostVisits = 100_000
/** Members of all sides of one file together: a small file of large groups must not fill the memory. */
const mostOfFile = 3_000_000

/** A member of a rule's side or of a group: the name of an object or group, or a literal that is resolved already. */
export type Member = string | Named

/** Objects and groups by name, as one device or one virtual device defines them. */
export interface AddressBook {
  /** What an object covers; a text says why it cannot be carried; undefined = there is no such object. */
  object(name: string): Named | string | undefined
  group(name: string): readonly Member[] | undefined
}

interface Resolved {
  readonly found: readonly Named[]
  /** Most names are understood whole, and none is kept for them. */
  readonly notes: ReadonlySet<string> | undefined
}

/** Resolves the members of a side, or its only name, to what they cover. */
export type Resolve = (members: readonly Member[] | string, note: (what: string) => void) => readonly Named[]

/** Counts members over all books of one file. */
export interface MemberBudget {
  left: number
}

/** A budget for one file. */
export function memberBudget(): MemberBudget {
  return { left: mostOfFile }
}

/** A resolver over one book; what a name comes to is worked out once. */
export function makeResolver(book: AddressBook, budget: MemberBudget): Resolve {
  const cache = new Map<string, Resolved>()
  const resolve = (name: string, note: (what: string) => void): readonly Named[] => {
    let resolved = cache.get(name)
    if (!resolved) cache.set(name, (resolved = resolveName(name, book)))
    if (resolved.notes) for (const what of resolved.notes) note(what)
    return resolved.found
  }
  const together = (members: readonly Member[], note: (what: string) => void): readonly Named[] => {
    const [only] = members
    if (typeof only === 'string' && members.length === 1) return resolve(only, note)
    const found: Named[] = []
    for (const member of members) {
      if (typeof member !== 'string') {
        found.push(member)
        continue
      }
      for (const one of resolve(member, note)) {
        if (found.length >= mostMembers) {
          note('more than 10,000 members')
          break
        }
        found.push(one)
      }
    }
    return found
  }
  return (members, note) => {
    // What a name comes to is taken as it is, not copied for each rule.
    const found = typeof members === 'string' ? resolve(members, note) : together(members, note)
    budget.left -= found.length
    if (budget.left >= 0) return found
    note('more than 3,000,000 members in one file')
    return []
  }
}

function resolveName(top: string, book: AddressBook): Resolved {
  const found: Named[] = []
  let notes: Set<string> | undefined
  const note = (what: string): void => void (notes ??= new Set()).add(what)
  let visits = 0
  const visit = (name: string, path: readonly string[]): void => {
    if (found.length >= mostMembers || ++visits > mostVisits) {
      note('more than 10,000 members')
      return
    }
    const object = book.object(name)
    if (typeof object === 'string') note(object)
    else if (object) found.push(withPath(object, [...path, name], path.length > 0))
    else {
      const group = book.group(name)
      if (!group) note('object that is not defined here')
      else if (path.includes(name) || path.length >= deepest) note('group within itself')
      else {
        const inside = [...path, name]
        for (const member of group) {
          if (typeof member === 'string') visit(member, inside)
          else if (found.length < mostMembers) found.push(withPath(member, inside, true))
          else note('more than 10,000 members')
        }
      }
    }
  }
  visit(top, [])
  return { found, notes }
}

/** A member of a group is named by the group: the strength says so, the path says how. */
export function withPath(named: Named, path: readonly string[], inGroup: boolean): Named {
  const strength = inGroup && named.strength !== 'any' ? 'group' : named.strength
  const { matched, covers, host } = named
  if (covers !== undefined) return { matched, strength, path, covers }
  return host === undefined ? { matched, strength, path } : { matched, strength, path, host }
}
