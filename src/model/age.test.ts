import { expect, test } from 'vitest'
import { ageOf } from './age.ts'

test.each([
  ['2026-11-21T08:00:00Z', { text: 'from today', stale: false }],
  ['2026-11-20T08:00:00Z', { text: '1 day old', stale: false }],
  ['2026-11-07T08:00:00Z', { text: '14 days old', stale: false }],
  ['2026-11-06T08:00:00Z', { text: '15 days old', stale: true }],
  ['2027-01-01T00:00:00Z', { text: 'from today', stale: false }],
  ['', { text: 'of unknown age', stale: true }],
])('a source that was true at %j is %j', (then, age) => {
  expect(ageOf(then, '2026-11-21T10:00:00Z')).toEqual(age)
})
