import type { Observation, ReadReport, SourceDescription } from '../../model/observation.ts'
import { machineObservation } from './machines.ts'
import { placeObservations, vcenterName, vcenterUuid } from './places.ts'
import { machinesPerVcenter, type ScaledOptions, type ScaledShape, shapeOf, standingOf } from './shape.ts'

export { scaledFlows } from './flows.ts'
export { scaledOwners, scaledReferences } from './references.ts'
export { type ScaledOptions, shapeOf } from './shape.ts'

/** One generated vCenter as a reader would hand it over; the report is valid once the observations are consumed. */
export interface ScaledSource {
  readonly description: SourceDescription
  readonly observations: Iterable<Observation>
  report(): ReadReport
}

/** The vCenters of a generated estate, up to 18,000 machines each; the same options give the same observations. */
export function* scaledSources(options: ScaledOptions): Generator<ScaledSource> {
  const shape = shapeOf(options)
  for (let vcenter = 0; vcenter < shape.vcenters; vcenter++) yield sourceOf(shape, vcenter)
}

function sourceOf(shape: ScaledShape, vcenter: number): ScaledSource {
  let seen = 0
  function* observations(): Generator<Observation> {
    seen = 0
    for (const observation of placeObservations(shape, vcenter)) {
      seen++
      yield observation
    }
    for (
      let vm = vcenter * machinesPerVcenter;
      vm < shape.vms && standingOf(shape, vm).vcenter === vcenter;
      vm++
    ) {
      seen++
      yield machineObservation(shape, vm)
    }
  }
  return {
    description: {
      key: `rvtools:${vcenterUuid(shape, vcenter)}`,
      reader: 'rvtools',
      label: vcenterName(vcenter),
      observedAt: '2026-11-13T18:00:00Z',
      rank: 30,
    },
    observations: { [Symbol.iterator]: observations },
    report: () => ({ seen, kept: seen, merged: 0, rejected: [], unknown: [], missing: [], coverage: [] }),
  }
}
