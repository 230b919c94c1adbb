import { expect, test } from 'vitest'
import { localEnd, localMinute, minutesText, placeOf } from './when.ts'

test('a window is told on the clock of its own zone, over midnight with the weekday', () => {
  expect(localMinute('2026-11-21T20:00:00+01:00')).toBe('Sat 2026-11-21 20:00')
  expect(localEnd('2026-11-21T20:00:00+01:00', '2026-11-21T23:00:00+01:00')).toBe('23:00')
  expect(localEnd('2026-11-21T20:00:00+01:00', '2026-11-22T06:00:00+01:00')).toBe('Sun 06:00')
  expect(localEnd('2026-11-21T20:00:00+01:00', '2026-11-30T06:00:00+01:00')).toBe('Mon 2026-11-30 06:00')
})

test('minutes become hours, and times a place between two dates', () => {
  expect([45, 60, 91.4].map(minutesText)).toEqual(['45 min', '1 h', '1 h 31 min'])
  expect(placeOf('2026-11-15T00:00:00Z', '2026-11-10T00:00:00Z', '2026-11-20T00:00:00Z')).toBe(50)
  expect(placeOf('2026-11-15T00:00:00Z', '2026-11-20T00:00:00Z', '2026-11-20T00:00:00Z')).toBe(0)
})
