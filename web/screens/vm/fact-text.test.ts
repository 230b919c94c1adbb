import { expect, test } from 'vitest'
import { plain, titleOf } from './fact-text.ts'

test('names of fields become words', () => {
  expect(['memoryReservationMib', 'biosUuid', 'cpus', 'evcMode', 'guestHostName'].map(titleOf)).toEqual([
    'memory reservation MiB',
    'BIOS UUID',
    'CPUs',
    'EVC mode',
    'guest host name',
  ])
})

test('values become one line of text, whatever their shape', () => {
  expect(plain([1, 'two', { powerState: true, note: null }])).toBe('1, two, power state yes; note ')
  expect([plain(undefined), plain(false), plain('<b>')]).toEqual(['', 'no', '<b>'])
})
