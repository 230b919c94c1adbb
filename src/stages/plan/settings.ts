import { z } from 'zod'
import { isDay, weekdays } from '../../algebra/calendar-days.ts'
import { isTimeZone } from '../../algebra/calendar-zone.ts'

const day = z.string().refine(isDay, 'expected a day that exists, as YYYY-MM-DD')
const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'expected a time of day as "HH:MM"')
const waveKind = z.enum(['pilot', 'development', 'test', 'production'])
const criticality = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)])
const disposition = z.enum(['retire', 'retain', 'rehost', 'replatform', 'refactor', 'repurchase'])
const vmReference = z.string().min(1).max(300)

/** What plan.yaml may say. Unknown keys are refused, because a misspelt one would silently change nothing. */
export const planSettings = z.strictObject({
  /** First day on which anything may be cut over. The first plan writes it; without it nothing can be planned. */
  start: day.nullish(),
  timezone: z
    .string()
    .refine(isTimeZone, 'expected an IANA time zone, for example Europe/Berlin')
    .default('UTC'),
  /** Last day on which the old platform may still be needed: the licence renewal. */
  deadline: day.nullish(),
  windows: z
    .array(
      z.strictObject({
        day: z.enum(weekdays),
        from: clock,
        hours: z.number().min(0.25).max(72),
        /** Kinds of waves that may use it; all when left out. */
        for: z.array(waveKind).min(1).optional(),
      }),
    )
    .max(100)
    .default([
      { day: 'tuesday', from: '19:00', hours: 6, for: ['pilot', 'development', 'test'] },
      { day: 'thursday', from: '19:00', hours: 6, for: ['pilot', 'development', 'test'] },
      { day: 'saturday', from: '20:00', hours: 10 },
    ]),
  freezes: z
    .array(
      z
        .strictObject({ from: day, to: day, why: z.string().max(300).optional() })
        .refine((freeze) => freeze.from <= freeze.to, 'expected `from` not after `to`'),
    )
    .max(1000)
    .default([]),
  maxVmsPerWave: z.int().min(1).max(10_000).default(50),
  /** Terabytes of 10¹² bytes. */
  maxTbPerWave: z.number().positive().max(10_000).default(10),
  /** Waves that may share a window, each with a crew of its own. */
  parallelWaves: z.int().min(1).max(50).default(1),
  /** `cold`: the VM is off while all of it is copied. `warm`: most is copied before, only the rest in the window. */
  copy: z.enum(['cold', 'warm']).default('cold'),
  rates: z
    .strictObject({
      totalMibPerSecond: z.number().positive().default(600),
      perHostMibPerSecond: z.number().positive().default(300),
      perDiskMibPerSecond: z.number().positive().default(160),
      perDiskWarmMibPerSecond: z.number().positive().default(73),
      /** Share of a disk that changes in a day; what a warm copy has left to do in the window. */
      dailyChangePercent: z.number().min(0).max(100).default(5),
      cutoverMinutesPerVm: z.number().min(0).max(600).default(15),
      parallelCutovers: z.int().min(1).max(1000).default(10),
      /** Share of a window that may be planned full; the rest is for what goes wrong. */
      windowShare: z.number().min(0.1).max(1).default(0.8),
    })
    .prefault({}),
  pilot: z.strictObject({ vms: z.int().min(0).max(100).default(8) }).prefault({}),
  /** Lists of VMs that must move together. */
  together: z.array(z.array(vmReference).min(2).max(1000)).max(1000).default([]),
  /** VM → what to plan otherwise than the facts say. */
  pins: z
    .record(
      vmReference,
      z.strictObject({
        kind: waveKind.optional(),
        criticality: criticality.optional(),
        notBefore: day.optional(),
      }),
    )
    .default({}),
  /** VM → a disposition that a person decided. */
  decisions: z
    .record(vmReference, z.strictObject({ disposition, reason: z.string().min(1).max(500) }))
    .default({}),
  /** Findings that may move although they block, because somebody takes care of them. */
  accept: z.array(z.string().max(100)).max(200).default([]),
  /** Who says yes at the gates. */
  owners: z
    .strictObject({
      lead: z.string().max(200).default('Migration lead'),
      network: z.string().max(200).default('Network team'),
      platform: z.string().max(200).default('Platform team'),
      changeBoard: z.string().max(200).default('Change board'),
    })
    .prefault({}),
})

/** Settings with every default filled in. */
export type PlanSettings = z.infer<typeof planSettings>

/** What a fresh workspace knows before anybody edits plan.yaml. */
export interface PlanProposal {
  readonly start?: string
  readonly timezone?: string
}

/** The text of a new plan.yaml: every key with its meaning; commented ones show their form. */
export function planTemplate(proposal: PlanProposal = {}): string {
  return `# When the estate moves, and within what limits. \`causeway plan\` reads this file; edit it and run it again.
# Nothing but this file, the estate and the evidence decides the plan: the clock is never read.

# First day on which anything may be cut over. The first plan writes the Monday after the newest source.
start: ${proposal.start ?? 'null'}

# IANA time zone of the windows below; clock changes are taken into account.
timezone: ${proposal.timezone ?? 'UTC'}

# Last day on which the old platform may still be needed, for example the licence renewal.
deadline: null

# Weekly windows. \`hours\` is elapsed time. \`for\` limits a window to kinds of waves:
# pilot, development, test, production. Without it every kind may use the window.
windows:
  - { day: tuesday, from: "19:00", hours: 6, for: [pilot, development, test] }
  - { day: thursday, from: "19:00", hours: 6, for: [pilot, development, test] }
  - { day: saturday, from: "20:00", hours: 10 }

# Days on which nothing changes, both ends included. A window that touches one is left out whole.
# freezes:
#   - { from: 2026-12-18, to: 2027-01-03, why: year-end close }
freezes: []

# How much one wave may hold. A terabyte is 10^12 bytes.
maxVmsPerWave: 50
maxTbPerWave: 10

# Waves that may share one window, each with a crew of its own.
parallelWaves: 1

# cold: a VM is off while all of it is copied. warm: only what changed is copied in the window.
copy: cold

# Speeds in MiB per second and times in minutes. Replace them with your own measurements.
rates:
  totalMibPerSecond: 600
  perHostMibPerSecond: 300
  perDiskMibPerSecond: 160
  perDiskWarmMibPerSecond: 73
  dailyChangePercent: 5
  cutoverMinutesPerVm: 15
  parallelCutovers: 10
  windowShare: 0.8

# Size of the first wave, which shows one of each kind.
pilot:
  vms: 8

# VMs that must move together, by name or id.
# together:
#   - [erp-db-01, erp-app-01]
together: []

# What to plan otherwise than the facts say.
# pins:
#   erp-db-01: { kind: production, criticality: 1, notBefore: 2027-02-01 }
pins: {}

# What a person decided: retire, retain, rehost, replatform, refactor or repurchase.
# decisions:
#   fax-01: { disposition: retire, reason: agreed with the owner on 2026-10-30 }
decisions: {}

# Findings that may move although they block, for example device.passthrough.
accept: []

# Who says yes at the gates.
owners:
  lead: Migration lead
  network: Network team
  platform: Platform team
  changeBoard: Change board
`
}
