import type { FamilySpec } from '../world.ts'
import { business } from './business.ts'
import { cargoAndBooking } from './cargo.ts'
import { development } from './development.ts'
import { edge } from './edge.ts'
import { sandbox } from './hostile.ts'
import { platform } from './platform.ts'
import { sharedServices } from './shared.ts'

/** Everything that runs, or ran, at Quayside. */
export const roster: readonly FamilySpec[] = [
  ...business,
  ...cargoAndBooking,
  ...edge,
  ...sharedServices,
  ...development,
  ...sandbox,
  ...platform,
]
