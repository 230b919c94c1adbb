import { hash } from '../inventory/random.ts'
import type { DiskTraits, Traits } from '../inventory/traits.ts'

/** A run of bytes of a disk. */
export interface Area {
  readonly start: number
  readonly length: number
}

/** Areas are whole grains of a sparse disk. */
export const grainBytes = 65_536

const usedAreas = 48
const changedAreas = 7

/** What a disk holds at a time: what was always there, and all that was written until then. */
export function allocated(traits: Traits, disk: DiskTraits, epoch: number): Area[] {
  return merged([...scattered(traits, disk, 0, usedAreas, 16), ...written(traits, disk, 0, epoch)])
}

/** What was written after one moment up to another. */
export function changedBetween(traits: Traits, disk: DiskTraits, from: number, to: number): Area[] {
  return merged(written(traits, disk, from, to))
}

/** The last moment up to `epoch` at which a grain was written; undefined when it never was. */
export function writtenAt(
  traits: Traits,
  disk: DiskTraits,
  offset: number,
  epoch: number,
): number | undefined {
  const holds = (areas: readonly Area[]): boolean =>
    areas.some(({ start, length }) => offset >= start && offset < start + length)
  for (let at = epoch; at > 0; at--) if (holds(scattered(traits, disk, at, changedAreas, 4))) return at
  return holds(scattered(traits, disk, 0, usedAreas, 16)) ? 0 : undefined
}

function written(traits: Traits, disk: DiskTraits, from: number, to: number): Area[] {
  const areas: Area[] = []
  for (let at = from + 1; at <= to; at++) areas.push(...scattered(traits, disk, at, changedAreas, 4))
  return areas
}

function scattered(traits: Traits, disk: DiskTraits, epoch: number, count: number, grains: number): Area[] {
  const all = disk.bytes / grainBytes
  return Array.from({ length: count }, (_, i) => {
    const first = hash(traits.seed, traits.n, disk.key, epoch, i) % (all - grains)
    const length = 1 + (hash(traits.seed, traits.n, disk.key, epoch, i, 1) % grains)
    return { start: first * grainBytes, length: length * grainBytes }
  })
}

function merged(areas: readonly Area[]): Area[] {
  const result: { start: number; length: number }[] = []
  for (const { start, length } of [...areas].sort((a, b) => a.start - b.start)) {
    const last = result.at(-1)
    if (last !== undefined && start <= last.start + last.length) {
      last.length = Math.max(last.length, start + length - last.start)
    } else result.push({ start, length })
  }
  return result
}
