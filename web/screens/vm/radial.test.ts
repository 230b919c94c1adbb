import { expect, test } from 'vitest'
import { layOut, wedge } from './radial.ts'
import type { Traced } from './teams.ts'

const artefact = (kind: string, line: number): Traced => ({
  kind,
  device: 'fw-core-01',
  file: 'fw-core-01.set',
  line,
  text: 'allow 10.20.30.41',
  matched: '10.20.30.41',
  strength: 'exact',
  role: 'source',
})
const many = (count: number) => Array.from({ length: count }, (_, at) => artefact('firewall-rule', at + 1))

test('sectors share the whole circle, and no two dots touch', () => {
  const { sectors, outer } = layOut([
    { team: 'Network Security', references: many(60) },
    { team: 'DNS', references: [artefact('dns-record', 1)] },
    { team: 'ERP', references: many(7) },
  ])
  expect(sectors[0]?.from).toBe(0)
  expect(sectors.at(-1)?.to).toBeCloseTo(2 * Math.PI)
  const dots = sectors.flatMap((sector) => sector.dots)
  expect(dots).toHaveLength(68)
  for (const [at, one] of dots.entries()) {
    expect(Math.hypot(one.x, one.y)).toBeLessThan(outer)
    for (const other of dots.slice(at + 1))
      expect(Math.hypot(one.x - other.x, one.y - other.y)).toBeGreaterThan(12)
  }
})

test('what finds no room is counted, not lost', () => {
  const teams = Array.from({ length: 20 }, (_, at) => ({
    team: `team ${at}`,
    references: many(at === 0 ? 500 : 1),
  }))
  const { sectors, folded } = layOut(teams)
  expect(folded).toBe(4)
  expect(sectors[0]?.total).toBe(500)
  expect(sectors[0]?.dots).toHaveLength(90)
})

test('one team alone is a whole ring', () => {
  expect(wedge({ from: 0, to: 2 * Math.PI }, 10, 20)).toMatch(/^M.*Z$/)
})
