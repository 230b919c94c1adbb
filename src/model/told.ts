/**
 * What a file of evidence says of another one, or of a name that others use, and without which that one is read less
 * well: a zone that includes a file under an origin, a server that passes to an upstream of another file.
 */
export interface Told {
  /** Path of the other file as it is written, absolute or relative; `*` stands for any run of signs. */
  readonly path?: string
  /** Origin that the names of the other file are relative to, without the last dot. */
  readonly origin?: string
  /** View that the other file is served in. */
  readonly view?: string
  /** Block that the text of the other file stands in: `upstream erp`. */
  readonly block?: string
  /** Name that the files of one device share: `erp`, an upstream. */
  readonly name?: string
  /** The file defines the name; others only use it. */
  readonly defined?: true
  /** What the name stands for where it is defined: addresses, names of hosts, services. */
  readonly members?: readonly string[]
  /** Addresses before the name: of the servers that pass to it. */
  readonly fronts?: readonly string[]
}
