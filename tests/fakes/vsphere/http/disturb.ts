import type { Disturbance } from '../options.ts'
import type { World } from '../world.ts'
import type { Traffic } from './serve.ts'

/** Draws whether something happens to a request, and what. */
export function drawn(world: World, traffic: Traffic): Disturbance | undefined {
  const { chaos } = world.options
  if (chaos === undefined || chaos.kinds.length === 0) return undefined
  let before = 0
  for (const count of traffic.disturbed.values()) before += count
  if (before >= (chaos.most ?? Number.POSITIVE_INFINITY)) return undefined
  if (world.random() >= 1 / chaos.oneIn) return undefined
  const kind = chaos.kinds[Math.floor(world.random() * chaos.kinds.length)]
  if (kind !== undefined) traffic.disturbed.set(kind, (traffic.disturbed.get(kind) ?? 0) + 1)
  return kind
}

/** The trouble that a test asked for at this very property call, or at this page after the first. */
export function chosen(world: World, method: string, objects: number): Disturbance | undefined {
  const { options } = world
  if (method === 'ContinueRetrievePropertiesEx') {
    return ++world.continuations === options.cutPageAt ? 'cut' : undefined
  }
  if (method !== 'RetrievePropertiesEx') return undefined
  const turn = ++world.propertyCalls
  if (turn === options.loseSessionAt) return 'expire'
  if (turn === options.silentAt) return 'silent'
  if (turn === options.busyAt || objects > (options.busyAbove ?? Number.POSITIVE_INFINITY)) return 'busy'
  return turn === options.cutAt ? 'cut' : undefined
}
