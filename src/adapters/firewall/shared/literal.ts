import { makeReference } from '../../../algebra/evidence/reference.ts'
import type { Reference } from '../../../model/evidence.ts'
import type { Named } from './naming.ts'

/** Where an address stands that no rule names: in a setting, or in an object that nothing uses. */
interface Place {
  readonly device: string
  readonly file: string
  readonly line: number
  readonly text: string
  /** The owner that the head of the file names. */
  readonly headOwner: string | undefined
  readonly name?: string
  readonly column?: number | undefined
}

/** The reference of an address that has to change although no rule names it. */
export function literalReference(named: Named, { headOwner, ...place }: Place): Reference {
  return makeReference({
    ...named,
    ...place,
    kind: 'config-literal',
    role: 'literal',
    ownerHint: headOwner,
    ownerHintBasis: headOwner === undefined ? undefined : 'file-head',
  })
}
