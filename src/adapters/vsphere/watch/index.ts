import type { SourceWatcher } from '../../../ports/source-watcher.ts'
import { targetOf } from '../transport/target.ts'
import { follow } from './watch.ts'

/** Follows a vCenter or a single ESXi host by a property filter. */
export const vsphereWatcher: SourceWatcher = {
  watch: (input, sink, progress) =>
    follow(targetOf(input.url, input.user, input.password, input.pin), sink, progress),
}
