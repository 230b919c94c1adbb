import { expect, test } from 'vitest'
import type { AnyRecord } from '../schema.ts'
import { inParallel } from './slices.ts'
import type { Batch } from './retrieve.ts'
import type { Outlet } from './under-way.ts'

const pace = { sliceObjects: 2, inFlight: 2, awayMilliseconds: 0, pauseMilliseconds: 1 }
const host = (id: string): AnyRecord => ({ type: 'HostSystem', id, properties: {} })
const batches: Batch[] = [
  { type: 'HostSystem', ids: ['blue-1', 'blue-2'] },
  { type: 'HostSystem', ids: ['red-1', 'red-2'] },
]

/** Answers each batch in as many pieces as it has objects, and writes down when each piece is read. */
function server(said: string[]) {
  return async ({ ids }: Batch, outlet: Outlet): Promise<void> => {
    for (const id of ids) {
      await outlet.ready()
      said.push(`read ${id}`)
      outlet.tell(host(id))
    }
  }
}

test('a record is passed on before its batch is over, and the answer behind it waits for its turn', async () => {
  const said: string[] = []
  for await (const { records } of inParallel(batches, pace, server(said), new AbortController().signal))
    said.push(...records.map(({ id }) => `took ${id}`))
  expect(said).toEqual(['blue-1', 'blue-2', 'red-1', 'red-2'].flatMap((id) => [`read ${id}`, `took ${id}`]))
})

test('whoever stops listening leaves no answer half read', async () => {
  const said: string[] = []
  for await (const _ of inParallel(batches, pace, server(said), new AbortController().signal)) break
  expect(said).toEqual(['read blue-1', 'read blue-2', 'read red-1', 'read red-2'])
})

test('an answer that is asked for again tells each object once, and knows what is left of it', async () => {
  const left: string[][] = []
  const twice = async ({ ids }: Batch, outlet: Outlet): Promise<void> => {
    for (const upTo of [1, ids.length]) {
      for (const id of ids.slice(0, upTo)) {
        await outlet.ready()
        outlet.tell(host(id))
      }
      left.push(outlet.left(ids))
    }
  }
  const seen: string[] = []
  for await (const { records } of inParallel(batches, pace, twice, new AbortController().signal))
    seen.push(...records.map(({ id }) => id))
  expect(seen).toEqual(['blue-1', 'blue-2', 'red-1', 'red-2'])
  expect(left).toEqual([['blue-2'], [], ['red-2'], []])
})
