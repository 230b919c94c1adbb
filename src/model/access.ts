import type { NotSeen } from './not-seen.ts'

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
  readonly notes: readonly NotSeen[]
}

/** A role as the estate keeps it. */
export interface RoleFacts {
  readonly name: string
  readonly system: boolean
  /** Of a role that somebody made; what a built-in one permits is the product's. */
  readonly privileges?: readonly string[]
}

/** A permission as the estate keeps it: the object by its place in the inventory. */
export interface GivenRole {
  readonly principal: string
  readonly group: boolean
  readonly role: string
  /** `Kiel/vm/Team 001`, or `the whole inventory`. */
  readonly on?: string
  readonly propagate: boolean
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
