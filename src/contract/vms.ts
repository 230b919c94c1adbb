import { z } from 'zod'

/** One row of `vms`. Keys that no source states are absent. */
export const vmRow = z.object({
  id: z.string(),
  name: z.string(),
  template: z.boolean(),
  power: z.string(),
  cpus: z.int().optional(),
  memoryMib: z.number().optional(),
  diskMib: z.number(),
  disks: z.int(),
  nics: z.int(),
  addresses: z.array(z.string()),
  networks: z.array(z.string()),
  host: z.string().optional(),
  cluster: z.string().optional(),
  folder: z.string().optional(),
  /** Path of the resource pool below its cluster. */
  pool: z.string().optional(),
  datacenter: z.string().optional(),
  vcenter: z.string().optional(),
  /** Where its disks lie. */
  datastores: z.array(z.string()).optional(),
  os: z.string().optional(),
  firmware: z.string().optional(),
  owner: z.string().optional(),
  team: z.string().optional(),
  application: z.string().optional(),
  criticality: z.int().optional(),
  environment: z.string().optional(),
  /** Why the VM is part of the platform and never enters a wave. */
  platform: z.string().optional(),
  disposition: z.string().optional(),
  /** Ids of the findings, worst first. */
  findings: z.array(z.string()).optional(),
  worst: z.enum(['block', 'act', 'inform']).optional(),
  references: z.int().optional(),
  wave: z.string().optional(),
  /** Facts on which sources disagree. */
  conflicts: z.int().optional(),
  sources: z.array(z.string()),
})

/** Result of `vms`: VMs and templates. `next` is what to give as `after`. */
export const vmsResult = z.object({ total: z.int(), vms: z.array(vmRow), next: z.string().optional() })

/** Query of `vms`. */
export const vmsQuery = z.object({
  where: z.string().max(8000).optional(),
  limit: z.coerce.number().int().min(1).max(100_000).optional(),
  after: z.string().max(200).optional(),
})

const evidence = z.object({
  field: z.string(),
  source: z.string(),
  label: z.string(),
  where: z.string(),
  observedAt: z.string(),
})

/** Result of `vm <vm>`: the row's keys with disks and NICs as lists, findings, and evidence per field. */
export const vmResult = vmRow
  .omit({ disks: true, nics: true, findings: true, references: true, conflicts: true })
  .extend({
    disks: z.array(z.record(z.string(), z.unknown())),
    nics: z.array(z.record(z.string(), z.unknown())),
    findings: z.array(
      z.object({
        id: z.string(),
        severity: z.enum(['block', 'act', 'inform']),
        text: z.string(),
        evidence: z.string(),
        remedy: z.string(),
      }),
    ),
    notAssessable: z.array(z.string()),
    reasons: z.array(z.string()),
    references: z.int(),
    /** Every other fact, by model name. */
    facts: z.record(z.string(), z.unknown()),
    evidence: z.array(evidence),
    conflicts: z.array(
      z.object({
        field: z.string(),
        chosen: z.int(),
        because: z.string(),
        decided: z.boolean(),
        values: z.array(
          z.object({
            source: z.string(),
            label: z.string(),
            where: z.string(),
            observedAt: z.string(),
            value: z.unknown(),
          }),
        ),
      }),
    ),
  })

export type VmRow = z.infer<typeof vmRow>
export type VmsResult = z.infer<typeof vmsResult>
export type VmsQuery = z.infer<typeof vmsQuery>
export type VmResult = z.infer<typeof vmResult>
