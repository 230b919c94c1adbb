/** A role of a vCenter: a name for a set of privileges. */
export interface Role {
  readonly name: string
  /** Came with the vCenter. */
  readonly system: boolean
  readonly privileges: readonly string[]
}

/** Who was given which role where. */
export interface Permission {
  /** A user or group as the vCenter writes it: `HARBOUR\crane-operators`. */
  readonly principal: string
  readonly group: boolean
  readonly role: string
  /** The object it was given on, by type and id; absent when the server does not say. */
  readonly on?: { readonly type: string; readonly id: string }
  /** Whether it holds for everything below that object too. */
  readonly propagate: boolean
}

/** Who may do what in a vCenter, as far as the reader may see it. */
export interface AccessList {
  readonly roles: readonly Role[]
  readonly permissions: readonly Permission[]
  /** What could not be read of it, with the privilege that is missing. */
  readonly notes: readonly string[]
}

/** Kinds of objects that privileges are asked for on; `root` is the folder above everything. */
export type EntityKind =
  | 'root'
  | 'folder'
  | 'vm'
  | 'datastore'
  | 'host'
  | 'cluster'
  | 'network'
  | 'resource-pool'
