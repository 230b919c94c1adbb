import { gitPublisher, gitReader } from '../adapters/git/index.ts'
import { checkObject } from '../adapters/kubernetes/check-object.ts'
import { listReader, mappedListReader, suggestMap } from '../adapters/machine-list/index.ts'
import { overlayReader } from '../adapters/overlay/index.ts'
import { diskReader, ovfReader } from '../adapters/ovf/index.ts'
import { rvtoolsReader } from '../adapters/rvtools/index.ts'
import { vmxReader } from '../adapters/vmx/index.ts'
import { vsphereReader } from '../adapters/vsphere/index.ts'
import { preflightVcenter } from '../adapters/vsphere/preflight/index.ts'
import { vsphereWatcher } from '../adapters/vsphere/watch/index.ts'
import { vspherePerformance } from '../adapters/vsphere/performance/index.ts'
import type { Adapters } from '../app/context.ts'
import { moveSteps } from '../steps/index.ts'
import { diskPackages, diskSizeOf, diskWordsOf } from './disk-packages.ts'
import { diskOpener } from './disks.ts'
import { evidenceReaders } from './evidence-readers.ts'
import { streamed } from './heap.ts'

/** Every adapter there is; the order decides between readers that are equally sure. */
export const adapters: Adapters = {
  sources: [
    streamed(vsphereReader),
    rvtoolsReader,
    vmxReader(diskWordsOf),
    ovfReader,
    // After the packages: a disk that one of them names is no package of its own.
    diskReader(diskSizeOf),
    listReader,
    overlayReader,
  ],
  performance: vspherePerformance,
  watcher: vsphereWatcher,
  preflight: preflightVcenter,
  lists: { mapped: mappedListReader, suggest: suggestMap },
  evidence: evidenceReaders,
  steps: moveSteps({ opener: diskOpener, packages: diskPackages }),
  publisher: gitPublisher({ now: () => new Date().toISOString() }),
  repository: gitReader,
  checkManifest: checkObject,
  packages: diskPackages,
}
