import { expect, test } from 'vitest'
import { evidenceReaders } from '../src/main/evidence-readers.ts'
import { families, flowKinds } from '../src/stages/trace/families.ts'

test('every reader stands in a family, so that a trace says what was not read', () => {
  const known = families.flatMap(({ kinds }) => kinds)
  expect(evidenceReaders.map(({ kind }) => kind).filter((kind) => !known.includes(kind))).toEqual([])
  expect(new Set(known).size).toBe(known.length)
})

test('the readers of flows are those that the trace asks for times and gaps', () => {
  const flows = evidenceReaders.filter(({ reads }) => reads === 'flows').map(({ kind }) => kind)
  expect(flows.sort()).toEqual([...flowKinds].sort())
})
