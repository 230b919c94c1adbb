import { z } from 'zod'
import { tracedReference } from './trace.ts'

/** What a scope is of: exactly one of these, or nothing for the whole estate. */
export const scopeQuery = z.object({
  application: z.string().min(1).max(300).optional(),
  wave: z.string().min(1).max(100).optional(),
  /** Address, CIDR or range: VMs with an address in it. */
  subnet: z.string().min(1).max(100).optional(),
  /** A VM by name, id, UUID or path. */
  vm: z.string().min(1).max(300).optional(),
  /** Most VMs that are listed; the sums are over all. */
  limit: z.coerce.number().int().min(1).max(100_000).optional(),
})

const scope = z.object({
  kind: z.enum(['application', 'wave', 'subnet', 'vm', 'estate']),
  name: z.string(),
})

const window = z.object({ wave: z.string(), start: z.string(), end: z.string() })

/** One change that one team is asked for on one device in one window. */
export const scopeRequest = z.object({
  /** The same for the same change, however often it is asked for. */
  id: z.string(),
  team: z.string(),
  action: z.string(),
  device: z.string(),
  artefacts: z.int(),
  hours: z.number(),
  leadDays: z.int(),
  window: window.optional(),
  vms: z.int(),
})

/** What one mode costs for all VMs of a scope: an artefact that names several of them is changed once in a window. */
export const scopeCost = z.object({
  artefacts: z.int(),
  changeRequests: z.array(scopeRequest),
  teams: z.int(),
  hours: z.number(),
  /** Longest lead time, in calendar days. */
  days: z.int(),
  obstacles: z.array(z.string()),
  /** Why the mode cannot be had for all of the scope. */
  impossible: z.array(z.string()),
})

/** One network of the scope: whether its addresses can be kept, by what work, and what else can be done. */
export const scopeNetwork = z.object({
  name: z.string(),
  vlan: z.string(),
  /** Team that keeps it. */
  team: z.string().optional(),
  vms: z.int(),
  keepable: z.boolean(),
  /** What the network team must do so that the addresses stay. */
  work: z.array(z.string()),
  obstacles: z.array(z.string()),
  alternatives: z.array(z.string()),
  breakEven: z.object({
    /** Hours to carry the network to the nodes, paid once. */
    keepHours: z.number(),
    /** Hours to give every VM of the scope on it a new address, each for itself. */
    reIpHours: z.number(),
    /** From this many VMs on it is cheaper to carry the network; absent when it never is. */
    fromVms: z.int().optional(),
  }),
})

/** One VM of a scope. */
export const scopeVm = z.object({
  id: z.string(),
  vm: z.string(),
  addresses: z.array(z.string()),
  owner: z.string().optional(),
  wave: z.string().optional(),
  networks: z.array(z.string()),
  artefacts: z.int(),
  keepPossible: z.boolean(),
  /** Hours of each mode: keep-ip with its share of the networks' work. */
  hours: z.object({ 'keep-ip': z.number(), 're-ip': z.number() }),
  /** What the mixed mode does with it, and why. */
  mixed: z.enum(['keep-ip', 're-ip']),
  because: z.string(),
})

/** Result of `trace --application|--wave|--subnet`, and of `trace --all --total`. */
export const scopeResult = z.object({
  scope,
  total: z.int(),
  vms: z.array(scopeVm),
  modes: z.object({ 'keep-ip': scopeCost, 're-ip': scopeCost, mixed: scopeCost }),
  networks: z.array(scopeNetwork),
  recommended: z.enum(['keep-ip', 're-ip', 'mixed']),
  recommendedBecause: z.string(),
  unknowns: z.array(z.string()),
  /** Where the estimate's constants come from: the product's own, or the workspace's effort.json. */
  effort: z.string(),
})

/** Query of the change requests of a scope. */
export const changesQuery = scopeQuery.extend({
  mode: z.enum(['keep-ip', 're-ip', 'mixed']).optional(),
  team: z.string().max(300).optional(),
})

/** One artefact of a change request. */
const changeArtefact = tracedReference.omit({ owner: true, ownerBasis: true }).extend({
  /** VMs of the scope that it names. */
  vms: z.array(z.string()),
})

/** A change request as a document. */
export const changeDocument = z.object({
  id: z.string(),
  team: z.string(),
  title: z.string(),
  device: z.string(),
  type: z.string(),
  requester: z.string(),
  justification: z.string(),
  action: z.string(),
  source: z.string(),
  destination: z.string(),
  protocol: z.string(),
  port: z.string(),
  window: z.string(),
  /** Begin and end of the window, ISO 8601; absent while nothing is planned. */
  begins: z.string().optional(),
  ends: z.string().optional(),
  expiry: z.string(),
  risk: z.string(),
  test: z.string(),
  rollback: z.string(),
  leadDays: z.int(),
  hours: z.number(),
  vms: z.array(z.string()),
  artefacts: z.array(changeArtefact),
})

/** Change requests of a scope, by team. */
export const changesResult = z.object({
  scope,
  mode: z.enum(['keep-ip', 're-ip', 'mixed']),
  total: z.int(),
  hours: z.number(),
  teams: z.array(z.object({ team: z.string(), requests: z.int(), artefacts: z.int(), hours: z.number() })),
  requests: z.array(changeDocument),
})

/** Result of `trace … --changes --out DIR`. */
export const changesWritten = changesResult
  .pick({ scope: true, mode: true, total: true, hours: true })
  .extend({
    files: z.array(z.object({ team: z.string(), file: z.string(), requests: z.int(), bytes: z.int() })),
    /** Archives in the folder that this run did not write. */
    others: z.array(z.string()),
  })

export type ChangesWritten = z.output<typeof changesWritten>
export type ScopeQuery = z.output<typeof scopeQuery>
export type ScopeResult = z.output<typeof scopeResult>
export type ScopeCost = z.output<typeof scopeCost>
export type ChangesQuery = z.output<typeof changesQuery>
export type ChangesResult = z.output<typeof changesResult>
export type ChangeDocument = z.output<typeof changeDocument>
