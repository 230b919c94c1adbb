import type { DiskOpener } from '../ports/disk.ts'
import { defineStep } from '../runs/index.ts'
import {
  type ConvertCheckpoint,
  convertDisk,
  type ConvertInput,
  type ConvertResult,
} from './convert/convert.ts'

/** {@link convertDisk} as a step: idempotent, since the same input always gives the same bytes in the same file. */
export function convertStep(opener: DiskOpener) {
  return defineStep<ConvertInput, ConvertResult, ConvertCheckpoint>({
    type: 'disk-convert',
    semantics: 'idempotent',
    run: ({ input, checkpoint, progress }) =>
      convertDisk(input, opener, {
        progress,
        saveCheckpoint: (data) => progress.checkpoint(data),
        ...(checkpoint === undefined ? {} : { checkpoint }),
      }),
  })
}
