import { expect, test } from 'vitest'
import { makeTally } from './collect.ts'

test('what is not understood comes to the statements less the understood ones; details are noted apart', () => {
  const tally = makeTally()
  const line = (number: number) => ({ number, text: `line ${number}` })
  tally.known()
  tally.note('negated match', line(1))
  tally.note('negated match', line(1))
  tally.unknown('negated match', line(2))
  tally.unknown('verb', line(3))
  const list = tally.list()
  const missed = list.filter(({ noted }) => noted !== true)
  expect(missed.reduce((sum, { count }) => sum + count, 0)).toBe(tally.statements - tally.understood)
  expect(list.map(({ construct, count, noted }) => [construct, count, noted === true])).toEqual([
    ['negated match', 2, true],
    ['negated match', 1, false],
    ['verb', 1, false],
  ])
})
