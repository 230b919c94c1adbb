import { setFlagsFromString } from 'node:v8'
import type { SourceReader } from '../ports/source-reader.ts'

/** How many reads are streaming in this process; the last one to end gives the heap back its usual form. */
let streaming = 0

/**
 * Lets V8 clean up when its heap has grown by half since the last time. Left alone it waits for about twice that: an
 * export of 45,000 VMs then peaks at 1.4 GB instead of 0.9, the merge after it at 2.2 instead of 1.2, for no less
 * processor time. Holds for all threads of the process.
 */
export function keepHeapTight(): void {
  if (streaming === 0) setFlagsFromString('--heap-growing-percent=50')
}

/**
 * Forms the heap for a read whose answers are dropped as soon as they are passed on, until the returned function is
 * called. What dies young is cleaned up cheapest in a young generation that stays in the processor's cache, so it does
 * not double any more (V8 doubles it up to 16 MB); the little that lives on may grow threefold before it is looked
 * through. 10,000 machines of a vCenter: 4.4 s of processor time instead of 5.5, 117 MiB instead of 128.
 */
export function heapForStreaming(): () => void {
  streaming++
  setFlagsFromString('--semi-space-growth-factor=1')
  setFlagsFromString('--heap-growing-percent=200')
  let ended = false
  return () => {
    if (ended) return
    ended = true
    if (--streaming > 0) return
    setFlagsFromString('--semi-space-growth-factor=2')
    keepHeapTight()
  }
}

/** The reader with a heap that is formed for streaming while one of its readings is open. */
export function streamed(reader: SourceReader): SourceReader {
  return {
    ...reader,
    async *read(input, progress) {
      const end = heapForStreaming()
      try {
        yield* reader.read(input, progress)
      } finally {
        end()
      }
    },
  }
}
