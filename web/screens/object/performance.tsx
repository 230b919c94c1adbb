import type { ObjectResult } from '../../../src/contract/objects.ts'
import { Performance } from '../../parts/performance.tsx'

/** How busy a host or a cluster was. */
export function ObjectPerformance({ object }: { readonly object: ObjectResult }) {
  return <Performance reference={`${object.kind}:${object.id}`} name={object.name} />
}
