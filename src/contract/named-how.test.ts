import { expect, test } from 'vitest'
import { namedHow } from './named-how.ts'

test('places are told apart by how they name a VM; what does not occur is not said', () => {
  const all = ['exact', 'range', 'group', 'name', 'name-derived', 'subnet', 'any', 'any'] as const
  expect(namedHow(all.map((strength) => ({ strength })))).toBe(
    '3 hold its address, 2 use its name, 1 cover it by a net, 2 say any',
  )
  expect(namedHow([{ strength: 'subnet' }])).toBe('1 cover it by a net')
  expect(namedHow([])).toBe('')
})
