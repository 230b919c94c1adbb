import { expect, test } from 'vitest'
import { rowText } from './row-text.ts'

test('a row is told by its filled cells, each with its header, and cut when it is long', () => {
  expect(rowText(['VM', ' Owner ', ''], ['erp-db-01', '', 7])).toBe('VM: erp-db-01; column 3: 7')
  expect(rowText(['VM', 'Notes'], ['a', 'x'.repeat(500)])).toHaveLength(401)
  expect(rowText(['VM'], [undefined])).toBe('')
})
