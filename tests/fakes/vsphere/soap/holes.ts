import { lackByRole } from '../access/visible.ts'
import { fraction } from '../inventory/random.ts'
import type { Hole } from '../options.ts'
import type { Ref } from '../wire/value.ts'
import type { World } from '../world.ts'

/** The privilege that the user lacks to see a property of an object; undefined when it may be seen. */
export function lackOf(world: World, object: Ref, path: string): string | undefined {
  if (world.inventory.denied?.(object).includes(path) === true) return 'System.View'
  for (const hole of world.options.holes ?? []) {
    if (!covers(hole, object, world.options.seed ?? 1)) continue
    if (
      hole.paths === undefined ||
      hole.paths.some((denied) => path === denied || path.startsWith(`${denied}.`))
    ) {
      return hole.privilege ?? 'System.Read'
    }
  }
  return lackByRole(world, object, path)
}

function covers(hole: Hole, object: Ref, seed: number): boolean {
  if (hole.type !== object.type) return false
  let mixed = seed
  for (let at = 0; at < object.id.length; at++) mixed = (Math.imul(mixed, 31) + object.id.charCodeAt(at)) | 0
  return fraction(mixed) < 1 / hole.oneIn
}
