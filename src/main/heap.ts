import { setFlagsFromString } from 'node:v8'
import type { SourceReader } from '../ports/source-reader.ts'

/** How many reads are streaming in this process; the last one to end lets the young generation grow again. */
let streaming = 0

/**
 * Lets V8 clean up when its heap has grown by half since the last time. Left alone it waits for about twice that: an
 * export of 45,000 VMs then peaks at 1.4 GB instead of 0.9, the merge after it at 2.2 instead of 1.2, for no less
 * processor time. Holds for all threads of the process.
 */
export function keepHeapTight(): void {
  setFlagsFromString('--heap-growing-percent=50')
}

/**
 * Keeps the young generation as small as it is until the returned function is called, once, for a read whose answers are
 * dropped as soon as they are passed on: what dies young is cleaned up cheapest where it stays in the processor's cache,
 * and V8 doubles that place up to 16 MB, or 64. 10,000 machines of a vCenter take a sixth less processor time by it.
 */
export function keepYoungSmall(): () => void {
  streaming++
  setFlagsFromString('--semi-space-growth-factor=1')
  return () => {
    // Two is what V8 begins with.
    if (--streaming === 0) setFlagsFromString('--semi-space-growth-factor=2')
  }
}

/** The reader with a young generation that stays small while one of its readings is open. */
export function streamed(reader: SourceReader): SourceReader {
  return {
    ...reader,
    async *read(input, progress) {
      const end = keepYoungSmall()
      try {
        yield* reader.read(input, progress)
      } finally {
        end()
      }
    },
  }
}
