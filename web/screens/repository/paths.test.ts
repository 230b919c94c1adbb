import { expect, test } from 'vitest'
import { joined, leadsTo, lineToEdit } from './paths.ts'

test('paths are put together and folders on the way are known', () => {
  expect([joined('', 'base'), joined('base', 'networks')]).toEqual(['base', 'base/networks'])
  expect([leadsTo('base', 'base/a.yaml'), leadsTo('bas', 'base/a.yaml')]).toEqual([true, false])
})

test('a loss names the line to edit', () => {
  expect(lineToEdit('network NSX-CUSTOMS-120 has no target: mappings.yaml line 8')).toEqual({
    file: 'mappings.yaml',
    line: 8,
  })
  expect(lineToEdit('memory shares have no equal')).toBeUndefined()
})
