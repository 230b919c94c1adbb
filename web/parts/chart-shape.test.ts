import { expect, test } from 'vitest'
import {
  axisOf,
  bandPath,
  gapsOf,
  linePath,
  marksOf,
  placeAt,
  plot,
  runsOf,
  timeTicks,
} from './chart-shape.ts'

test('a gap ends a line, and the next point begins another', () => {
  const values = [null, 1, 2, null, null, 3]
  expect(runsOf(values)).toEqual([
    { from: 1, to: 2 },
    { from: 5, to: 5 },
  ])
  expect(gapsOf(values)).toEqual([
    { from: 0, to: 0 },
    { from: 3, to: 4 },
  ])
  expect(linePath(values, { from: 1, to: 2 }, 4)).toBe('M138.5 113.5L201.5 79')
  const points = { firstAt: 0, stepMilliseconds: 1, least: [0, 1], most: [4, 2], mean: [2, 2] }
  expect(bandPath(points, { from: 0, to: 1 }, 4)).toBe('M138.5 10L327.5 79L327.5 113.5L138.5 148Z')
})

test('an axis ends at a round number at or above the highest value', () => {
  expect(axisOf(71)).toEqual({ top: 80, ticks: [0, 20, 40, 60, 80] })
  expect(axisOf(0.31).top).toBe(0.4)
  expect(axisOf(4300)).toEqual({ top: 5000, ticks: [0, 1000, 2000, 3000, 4000, 5000] })
  expect(axisOf(0)).toEqual({ top: 1, ticks: [0, 1] })
})

test('texts of marks that lie together stand one below the other, and none below the plot', () => {
  const marks = marksOf(
    [
      { name: 'P50', value: 1 },
      { name: 'P95', value: 2 },
      { name: 'P99', value: 2.1 },
      { name: 'max', value: 100 },
    ],
    100,
  )
  expect(marks.map(({ name }) => name)).toEqual(['max', 'P99', 'P95', 'P50'])
  const places = marks.map(({ textY }) => textY)
  for (const [at, y] of places.slice(1).entries()) expect(y - (places[at] ?? 0)).toBeGreaterThanOrEqual(11)
  expect(Math.max(...places)).toBeLessThanOrEqual(plot.height - plot.bottom)
})

test('a month has dates, a day has hours, both at round times', () => {
  const month = {
    firstAt: Date.parse('2026-10-22T10:00:00Z'),
    stepMilliseconds: 7_200_000,
    least: [],
    most: [],
  }
  const ticks = timeTicks({ ...month, mean: Array.from({ length: 360 }, () => 1) })
  expect(ticks.map(({ text }) => text)).toEqual(['10-24', '10-29', '11-03', '11-08', '11-13', '11-18'])
  const day = timeTicks({ ...month, stepMilliseconds: 300_000, mean: Array.from({ length: 288 }, () => 1) })
  expect(day.map(({ text }) => text)).toEqual(['12:00', '18:00', '00:00', '06:00'])
})

test('the pointer finds the place below it, and never one outside', () => {
  expect([placeAt(0, 10), placeAt(plot.left + 1, 10), placeAt(9999, 10)]).toEqual([0, 0, 9])
})
