import { expect, test } from 'vitest'
import { effectOfRemoval, sumOf } from './sums.ts'

test('the sums of files of evidence', () => {
  const one = { statements: 10, understood: 9, references: 3, flows: 0, masked: 1 }
  expect(sumOf([one, one])).toEqual({ statements: 20, understood: 18, references: 6, flows: 0, masked: 2 })
})

test('what vanishes with a file is one sentence', () => {
  expect(effectOfRemoval({ file: 'a.csv', references: 1, flows: 1200, owners: 0 })).toBe(
    '1 reference, 1,200 flows vanish from every trace, and the kept copy of a.csv is deleted. To undo it, add the file again.',
  )
  expect(effectOfRemoval({ file: 'a.csv', references: 0, flows: 0, owners: 0 })).toContain(
    'It gave no reference',
  )
})
