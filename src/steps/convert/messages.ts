import type { ProblemCode, ProblemValues } from '../../model/problems/index.ts'
import type { Extent } from '../../ports/disk.ts'
import type { PieceJob, PieceResult, PieceTarget } from './pieces.ts'

/** What a worker is started with. */
export interface WorkerStart extends PieceTarget {
  /** Path of the unfinished output. */
  readonly path: string
  readonly writes: boolean
}

/** A block to be read back. */
export interface BlockJob {
  readonly block: number
  readonly lengthBytes: number
  readonly extents: readonly Extent[]
}

/** What a worker is asked. */
export type WorkerRequest =
  | {
      readonly kind: 'pieces'
      readonly id: number
      readonly buffer: ArrayBuffer
      readonly jobs: readonly PieceJob[]
    }
  | { readonly kind: 'blocks'; readonly id: number; readonly jobs: readonly BlockJob[] }

/** What it answers. */
export type WorkerAnswer =
  | {
      readonly kind: 'pieces'
      readonly id: number
      readonly buffer: ArrayBuffer
      readonly result: PieceResult
    }
  | { readonly kind: 'blocks'; readonly id: number; readonly blocks: PieceResult['blocks'] }
  | {
      readonly kind: 'failed'
      readonly id: number
      readonly problem?: { readonly code: ProblemCode; readonly values: ProblemValues }
      readonly message: string
    }
