import { z } from 'zod'
import { tracedReference } from './trace.ts'

/** Query of the heat map: which subnets, and which page of them. */
export const heatMapQuery = z.object({
  /** Part of a subnet or of the name of its network, or an address in it. */
  find: z.string().max(300).optional(),
  limit: z.coerce.number().int().min(1).max(1000).default(60),
  after: z.coerce.number().int().min(0).default(0),
})

/** Who owns what names the estate: artefacts by subnet and team. */
export const heatMapResult = z.object({
  /** Teams by what they own, the most first; last, as `nobody known`, those without an owner. */
  teams: z.array(z.object({ team: z.string(), artefacts: z.int() })),
  total: z.int(),
  after: z.int(),
  /** Largest number of a cell, over all pages. */
  most: z.int(),
  /** Artefacts that name a host no VM has, or no address of any subnet. */
  elsewhere: z.int(),
  subnets: z.array(
    z.object({
      subnet: z.string(),
      networks: z.array(z.string()),
      /** Addresses of VMs in it. */
      vms: z.int(),
      artefacts: z.int(),
      cells: z.array(
        z.object({
          team: z.string(),
          artefacts: z.int(),
          /** Devices whose artefacts name addresses themselves: one change request each when they change. */
          requests: z.int(),
        }),
      ),
    }),
  ),
})

/** Query of one cell: without a team all of the subnet. */
export const heatCellQuery = z.object({
  subnet: z.string().min(1).max(100),
  team: z.string().max(300).optional(),
  limit: z.coerce.number().int().min(1).max(1000).default(100),
  after: z.coerce.number().int().min(0).default(0),
})

/** The artefacts behind one cell. */
export const heatCellResult = z.object({
  subnet: z.string(),
  team: z.string().optional(),
  total: z.int(),
  after: z.int(),
  artefacts: z.array(tracedReference),
})

export type HeatMapQuery = z.output<typeof heatMapQuery>
export type HeatMapResult = z.output<typeof heatMapResult>
export type HeatCellQuery = z.output<typeof heatCellQuery>
export type HeatCellResult = z.output<typeof heatCellResult>
