import { expect, test } from 'vitest'
import { piecesOf } from './marks.ts'

const shown = (...given: Parameters<typeof piecesOf>) =>
  piecesOf(...given)
    .map(({ text, marked }) => (marked ? `[${text}]` : text))
    .join('')

test('the column says which of two is meant', () => {
  expect(shown('10.0.0.1 to 10.0.0.1', [{ matched: '10.0.0.1', column: 13 }])).toBe('10.0.0.1 to [10.0.0.1]')
})

test('without a column every whole word is marked, never a part of a longer address', () => {
  expect(shown('-s 10.0.0.1 -d 10.0.0.15, 10.0.0.1.', [{ matched: '10.0.0.1' }])).toBe(
    '-s [10.0.0.1] -d 10.0.0.15, [10.0.0.1].',
  )
})

test('marks that touch or overlap are one', () => {
  expect(shown('10.0.0.0/24', [{ matched: '10.0.0.0/24' }, { matched: '10.0.0.0' }])).toBe('[10.0.0.0/24]')
})

test('what does not stand in the line marks nothing', () => {
  expect(shown('permit group-7', [{ matched: '10.0.0.1', column: 3 }])).toBe('permit group-7')
})
