import { expect, test } from 'vitest'
import { spreadOf, thin } from './series.ts'

const gap = Number.NaN

test('percentiles are samples that were seen, and gaps count for nothing', () => {
  const hundred = Array.from({ length: 100 }, (_, at) => 100 - at)
  expect(spreadOf([...hundred, gap, gap])).toEqual({
    samples: 100,
    minimum: 1,
    mean: 50.5,
    p50: 50,
    p95: 95,
    p99: 99,
    maximum: 100,
    maximumAt: 0,
  })
  expect(spreadOf([gap, 7])).toMatchObject({ samples: 1, minimum: 7, p50: 7, p95: 7, p99: 7, maximumAt: 1 })
  expect(spreadOf([gap, gap])).toBeUndefined()
})

test('a thinned series keeps the one peak and the one trough, and a hole stays a hole', () => {
  const values = Array.from({ length: 1000 }, () => 50)
  values[777] = 9000
  values[123] = 1
  values.fill(gap, 400, 420)
  const points = thin(values, 100)
  expect(points).toHaveLength(100)
  expect(points[77]).toEqual({ at: 770, range: { least: 50, most: 9000, mean: 945 } })
  expect(points[12]?.range?.least).toBe(1)
  expect(points.filter(({ range }) => range === undefined).map(({ at }) => at)).toEqual([400, 410])
  expect(thin(values.slice(0, 3), 100).map(({ at }) => at)).toEqual([0, 1, 2])
})
