import type { Reference } from '../../../model/evidence.ts'
import type { Named } from './naming.ts'

/** What all references of one rule have in common. */
export type Common = Omit<Reference, 'matched' | 'strength' | 'role' | 'covers' | 'host' | 'path'>

/** A reference of a rule. One copy and plain fields: a second spread would cost more than all the rest of reading. */
export function referenceOf(common: Common, role: Reference['role'], named: Named): Reference {
  const { matched, strength, covers, host, path } = named
  const reference: { -readonly [Key in keyof Reference]: Reference[Key] } = {
    ...common,
    role,
    matched,
    strength,
  }
  if (covers !== undefined) reference.covers = covers
  if (host !== undefined) reference.host = host
  if (path !== undefined) reference.path = path
  return reference
}
