import type { Estate } from '../../model/estate.ts'
import type { Loss } from '../../model/manifest.ts'
import type { Mappings } from '../../model/mappings.ts'
import type { Plan } from '../../model/plan.ts'
import type { TargetProfile } from '../../model/target.ts'
import type { Vm } from '../../model/vm.ts'
import type { Guest } from './guest.ts'
import type { Site } from './site.ts'

/** Everything that a translation depends on. */
export interface TranslateInput {
  readonly estate: Estate
  readonly plan: Plan
  readonly target: TargetProfile
  readonly mappings: Mappings
  /** Where a decision stands, for people: `mappings.yaml line 14`. The path may not exist yet. */
  readonly where: {
    readonly mappings: (path: readonly string[]) => string
    readonly target: (path: readonly string[]) => string
  }
}

/** Notes what could not be carried. */
export type Lose = (field: string, grade: Loss['grade'], why: string) => void

/** What every part of one machine's translation is given. */
export interface VmContext {
  readonly vm: Vm
  /** Name and namespace of the target. */
  readonly name: string
  readonly namespace: string
  readonly wave: string
  readonly guest: Guest
  /** True when the guest has, or will have, drivers for virtio. */
  readonly virtio: boolean
  readonly site: Site
  readonly input: TranslateInput
  readonly lose: Lose
}
