import { z } from 'zod'
import { tracedReference } from './trace.ts'

/** A page of a list. */
export const traceListQuery = z.object({
  limit: z.coerce.number().int().min(1).max(100_000).optional(),
  /** Rows before this one are left out. */
  after: z.coerce.number().int().min(0).optional(),
})

/** Artefacts that nobody is known to own, each with a proposal where its neighbours have an owner. */
export const unownedResult = z.object({
  total: z.int(),
  proposed: z.int(),
  artefacts: z.array(
    tracedReference.omit({ owner: true, ownerBasis: true }).extend({
      why: z.string(),
      proposal: z.object({ team: z.string(), basis: z.string(), share: z.number() }).optional(),
    }),
  ),
})

/** Addresses inside the estate's subnets that artefacts name and no VM has. */
export const unresolvedResult = z.object({
  total: z.int(),
  subnets: z.array(z.object({ subnet: z.string(), basis: z.string(), vms: z.int() })),
  addresses: z.array(
    z.object({
      address: z.string(),
      subnet: z.string(),
      count: z.int(),
      /** The first places that name it. */
      places: z.array(tracedReference),
    }),
  ),
})

/** One of the four questions that an approval asks. */
const evidenced = z.object({ what: z.string(), evidence: z.string() })

/** The four approval questions, answered for the estate with evidence. */
export const questionsResult = z.object({
  modernisation: z.object({
    question: z.string(),
    answer: z.string(),
    counts: z.record(z.string(), z.int()),
    evidence: z.array(evidenced),
  }),
  addresses: z.object({
    question: z.string(),
    answer: z.string(),
    vms: z.array(
      z.object({
        vm: z.string(),
        id: z.string(),
        rules: z.int(),
        documents: z.int(),
        first: z.array(z.object({ kind: z.string(), file: z.string(), line: z.int(), text: z.string() })),
      }),
    ),
  }),
  segments: z.object({
    question: z.string(),
    answer: z.string(),
    segments: z.array(
      z.object({
        network: z.string(),
        vlan: z.string(),
        vms: z.int(),
        team: z.string().optional(),
        basis: z.string(),
        security: z.enum(['yes', 'no', 'not known']),
      }),
    ),
  }),
  remaining: z.object({
    question: z.string(),
    answer: z.string(),
    vms: z.array(z.object({ vm: z.string(), id: z.string(), disposition: z.string(), reason: z.string() })),
  }),
})

/** Query of `trace --what-if`: one subject, and what becomes of it. */
export const traceWhatIfQuery = z.object({
  /** `vm:NAME`, `subnet:CIDR` or `vlan:NAME-OR-NUMBER`. */
  subject: z.string().min(1).max(300),
  /** The new address, subnet or VLAN; without it the subject goes away. */
  to: z.string().min(1).max(300).optional(),
})

/** What breaks when an address, a subnet or a VLAN changes, or a VM goes. */
export const traceWhatIfResult = z.object({
  subject: z.string(),
  change: z.string(),
  vms: z.array(z.object({ id: z.string(), vm: z.string(), addresses: z.array(z.string()) })),
  breaks: z.array(tracedReference.extend({ vm: z.string(), why: z.string() })),
  /** Named, and still right after the change. */
  holds: z.int(),
  /** Clients that lose their server or must find it elsewhere. */
  clients: z.array(
    z.object({ vm: z.string(), peer: z.string(), peerVm: z.string().optional(), port: z.int() }),
  ),
  teams: z.array(z.object({ team: z.string(), artefacts: z.int() })),
  unknowns: z.array(z.string()),
})

export type TraceListQuery = z.output<typeof traceListQuery>
export type UnownedResult = z.output<typeof unownedResult>
export type UnresolvedResult = z.output<typeof unresolvedResult>
export type QuestionsResult = z.output<typeof questionsResult>
export type TraceWhatIfQuery = z.output<typeof traceWhatIfQuery>
export type TraceWhatIfResult = z.output<typeof traceWhatIfResult>
