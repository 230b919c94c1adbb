/**
 * What a side of a rule holds: `any` address, those `listed` by its references of that role, or `unknown` where something
 * of it is negated, not resolved or not in the file.
 */
export type Extent = 'any' | 'listed' | 'unknown'

/** A rule as far as it takes to see whether an earlier one of the same list leaves it anything to match. */
export interface RuleOutline {
  /** Rules of one list that is searched from the top: an access list, a chain, a policy. Given in that order. */
  readonly policy: string
  readonly name: string
  readonly line: number
  readonly action: string
  /** Its references stand from here … */
  readonly from: number
  /** … to before here in the list of references. */
  readonly to: number
  readonly source: Extent
  readonly destination: Extent
  /** The same text for the same members: they are read once. */
  readonly sourceKey?: string | undefined
  readonly destinationKey?: string | undefined
  /** `tcp/443,80`; undefined = every service. */
  readonly service?: string | undefined
  /** Further conditions by what they ask (`from` of a zone): one of the values must hold. */
  readonly conditions?: ReadonlyMap<string, readonly string[]> | undefined
  /** It may match less than it says, or does not end the search: it hides nobody. */
  readonly narrowed?: boolean
  /** What it matches is not known, or it works no more: nobody hides it, it hides nobody. */
  readonly apart?: boolean
}
