import { setFlagsFromString } from 'node:v8'

/**
 * Lets V8 clean up when its heap has grown by half since the last time. Left alone it waits for about twice that: an
 * export of 45,000 VMs then peaks at 1.4 GB instead of 0.9, the merge after it at 2.2 instead of 1.2, for no less
 * processor time. Holds for all threads of the process.
 */
export function keepHeapTight(): void {
  setFlagsFromString('--heap-growing-percent=50')
}
