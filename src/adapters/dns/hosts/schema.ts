/** A line of a hosts file: an address and the names that it has on this machine. */
export interface HostsEntry {
  readonly address: string
  /** Counted from one. */
  readonly column: number
  /** Lower case, without a final dot. */
  readonly names: readonly string[]
  /** Words that are no names. */
  readonly odd: number
  /** What stands behind `#`. */
  readonly comment: string
}

/** Names under which systems keep such a file. */
export const hostsNames =
  /(?:^|[/._-])hosts(?:\.(?:txt|bak|old|orig|win|ics|windows|linux))?$|(?:^|\/)[\w.-]{1,120}\.hosts$/i

/** Most names of one line. */
export const mostNames = 1000
