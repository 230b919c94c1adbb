import { hash } from '../inventory/random.ts'
import type { DiskTraits, Traits } from '../inventory/traits.ts'
import { allocated, grainBytes, writtenAt } from './areas.ts'

/** The bytes of one grain at a time: they depend on where it is and when it was written last; undefined is zeros. */
export function grainAt(traits: Traits, disk: DiskTraits, offset: number, epoch: number): Buffer | undefined {
  const at = writtenAt(traits, disk, offset, epoch)
  if (at === undefined) return undefined
  const pattern = Buffer.alloc(16)
  for (let word = 0; word < 4; word++) {
    pattern.writeUInt32LE(hash(traits.seed, traits.n, disk.key, offset / grainBytes, at, word), word * 4)
  }
  return Buffer.alloc(grainBytes, pattern)
}

/** Offsets of the grains that hold something at a time, in order. */
export function* grainsOf(traits: Traits, disk: DiskTraits, epoch: number): Generator<number> {
  for (const { start, length } of allocated(traits, disk, epoch)) {
    for (let offset = start; offset < start + length; offset += grainBytes) yield offset
  }
}
