/** The step types of a move: what the composition root registers with the run engine. */
import type { DiskOpener, DiskPackages } from '../ports/disk.ts'
import { registryOf, type StepRegistry } from '../runs/index.ts'
import { checksumStep } from './checksum.ts'
import { convertStep } from './convert-step.ts'
import { digestStep } from './digest.ts'
import { inspectStep } from './inspect.ts'
import { publishStep } from './publish.ts'

/** The outside of disks, as the steps need it. */
export interface DiskTools {
  readonly opener: DiskOpener
  readonly packages: DiskPackages
}

/** Every step type that there is. */
export function moveSteps({ opener, packages }: DiskTools): StepRegistry {
  return registryOf(
    inspectStep(opener, packages),
    convertStep(opener),
    digestStep,
    checksumStep(opener),
    publishStep(opener),
  )
}
