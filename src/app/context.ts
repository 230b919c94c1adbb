import type { Progress } from '../lib/progress.ts'
import type { Clock } from '../ports/clock.ts'
import type { EvidenceReader } from '../ports/evidence-reader.ts'
import type { DiskPackages } from '../ports/disk.ts'
import type { ManifestChecker } from '../ports/manifest-checker.ts'
import type { Preflight } from '../ports/preflight.ts'
import type { PerformanceReader } from '../ports/performance-reader.ts'
import type { Publisher } from '../ports/publisher.ts'
import type { RepositoryReader } from '../ports/repository-reader.ts'
import type { ListMapper, SourceReader } from '../ports/source-reader.ts'
import type { SourceWatcher } from '../ports/source-watcher.ts'
import type { Workers } from '../ports/workers.ts'
import type { StepRegistry } from '../runs/index.ts'
import type { Store } from '../store/index.ts'
import type { Workspace } from './workspace.ts'

/** The outside systems, injected by the composition root. */
export interface Adapters {
  readonly sources: readonly SourceReader[]
  readonly lists: ListMapper
  /** Follows a vCenter. */
  readonly watcher: SourceWatcher
  /** Asks a vCenter what it is and what its user may do there. */
  readonly preflight: Preflight
  /** Reads the samples of a vCenter. */
  readonly performance: PerformanceReader
  readonly evidence: readonly EvidenceReader[]
  readonly publisher: Publisher
  readonly repository: RepositoryReader
  readonly checkManifest: ManifestChecker
  /** Opens what disks come packaged in: OVA, OVF folder, bare VMDK. */
  readonly packages: DiskPackages
  /** Step types that this process can carry out. */
  readonly steps: StepRegistry
}

/** What every use case is given. */
export interface AppContext {
  readonly workspace: Workspace
  readonly store: Store
  readonly adapters: Adapters
  readonly clock: Clock
  readonly workers: Workers
  readonly progress: Progress
}
