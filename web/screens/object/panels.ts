import type { ComponentType } from 'react'
import type { ObjectResult } from '../../../src/contract/objects.ts'
import { ObjectPerformance } from './performance.tsx'

/** A further tab of the page of a host, cluster, datastore or network. */
export interface ObjectPanel {
  /** Name in the address bar. */
  readonly key: string
  readonly title: string
  /** Kinds of objects that have it. */
  readonly kinds: readonly ObjectResult['kind'][]
  readonly Panel: ComponentType<{ readonly object: ObjectResult }>
}

/** What stands beside the facts, in order; mounted when it is opened. */
export const panels: readonly ObjectPanel[] = [
  { key: 'performance', title: 'Performance', kinds: ['host', 'cluster'], Panel: ObjectPerformance },
]
