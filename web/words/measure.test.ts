import { expect, test } from 'vitest'
import { bytes, count, minute, sentence, size } from './measure.ts'

test('sizes are in the largest unit that keeps them readable', () => {
  expect([0, 512, 1024, 1536, 65_536, 716_800, 1_048_576, 14_680_064].map(size)).toEqual([
    '0 MiB',
    '512 MiB',
    '1 GiB',
    '1.5 GiB',
    '64 GiB',
    '700 GiB',
    '1 TiB',
    '14 TiB',
  ])
  expect([bytes(undefined), bytes(4_294_967_296)]).toEqual(['', '4 GiB'])
})

test('counts agree in number, times lose their seconds, clauses become sentences', () => {
  expect([count(1, 'VM'), count(1234, 'VM'), count(2, 'dependency', 'dependencies')]).toEqual([
    '1 VM',
    '1,234 VMs',
    '2 dependencies',
  ])
  expect(minute('2026-11-13T18:00:12.5Z')).toBe('2026-11-13 18:00')
  expect([sentence('nothing changes'), sentence('Why?')]).toEqual(['Nothing changes.', 'Why?'])
})
