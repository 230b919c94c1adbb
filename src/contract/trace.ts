import { z } from 'zod'
import { ruleStateNames } from '../model/rule-states.ts'

const strength = z.enum(['exact', 'range', 'subnet', 'group', 'any', 'name', 'name-derived'])
const role = z.enum(['source', 'destination', 'translated', 'vip', 'member', 'target', 'literal'])

/** One artefact that names the VM. */
export const tracedReference = z.object({
  kind: z.string(),
  device: z.string(),
  file: z.string(),
  line: z.int(),
  /** The line as it stands, secrets masked. */
  text: z.string(),
  matched: z.string(),
  strength,
  role,
  owner: z.string().optional(),
  /** How the owner is known, or why nobody is. */
  ownerBasis: z.string().optional(),
  /** Name of the rule, record, pool or job. */
  name: z.string().optional(),
  service: z.string().optional(),
  action: z.string().optional(),
  disabled: z.boolean().optional(),
  ttlSeconds: z.int().optional(),
  /** Groups and objects between the rule and the address, outermost first. */
  path: z.array(z.string()).optional(),
  /** Addresses that stand before it. */
  via: z.array(z.string()).optional(),
  column: z.int().optional(),
  /** VRF, virtual system or view. */
  vrf: z.string().optional(),
  /** When the rule ends. */
  expires: z.string().optional(),
  /** How often the rule matched, when the export counts. */
  hits: z.int().optional(),
  /** The earlier rule of the same list that leaves it nothing to match. */
  shadowedBy: z.string().optional(),
  /** Why it costs less, or nothing: it does not work any more, or never did. */
  states: z.array(z.enum(ruleStateNames)).optional(),
})

const peerFlow = z.object({
  peer: z.string(),
  peerVm: z.string().optional(),
  port: z.int(),
  protocol: z.enum(['tcp', 'udp', 'icmp', 'other']),
  firstSeen: z.string().optional(),
  lastSeen: z.string().optional(),
  bytes: z.number(),
  connections: z.number(),
  days: z.int().optional(),
  /** By its port, what everybody uses (names, time, logs, mail, directory, monitoring): no peer of this VM in particular. */
  shared: z.boolean().optional(),
})

/** What one mode costs. */
export const modeCost = z.object({
  artefacts: z.int(),
  changeRequests: z.array(
    z.object({
      team: z.string(),
      action: z.string(),
      device: z.string(),
      artefacts: z.int(),
      hours: z.number(),
      leadDays: z.int(),
    }),
  ),
  teams: z.int(),
  hours: z.number(),
  days: z.int(),
  obstacles: z.array(z.string()),
})

/** Result of `trace <vm>`, and one line of `trace --all`. */
export const traceResult = z.object({
  vm: z.string(),
  id: z.string(),
  addresses: z.array(z.string()),
  names: z.array(z.string()),
  aliases: z.array(z.string()),
  owner: z.string().optional(),
  ownerBasis: z.string().optional(),
  /** Teams that own what names the VM. */
  teams: z.array(z.string()),
  references: z.array(
    tracedReference.extend({
      /** Modes in which somebody has to act on it. */
      asksIn: z.array(z.enum(['keep-ip', 're-ip'])).optional(),
    }),
  ),
  flows: z.object({ in: z.array(peerFlow), out: z.array(peerFlow) }),
  behind: z.array(z.object({ address: z.string(), device: z.string(), name: z.string().optional() })),
  modes: z.object({ 'keep-ip': modeCost, 're-ip': modeCost }),
  recommended: z.enum(['keep-ip', 're-ip']),
  recommendedBecause: z.string(),
  unknowns: z.array(z.string()),
  score: z.object({
    total: z.number(),
    terms: z.array(z.object({ term: z.string(), count: z.int(), weight: z.number(), points: z.number() })),
  }),
})

/** Query of `trace`: `mode` leaves the other mode out of `modes` in no way; it only says what to show first. */
export const traceQuery = z.object({ mode: z.enum(['keep-ip', 're-ip']).optional() })

export type TraceResult = z.output<typeof traceResult>
