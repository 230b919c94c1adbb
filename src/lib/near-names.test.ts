import { expect, test } from 'vitest'
import { nearNames } from './near-names.ts'

test('the names that begin most like the one that was asked for', () => {
  expect(nearNames(['Shop', 'shipping', 'ERP', 'Shelf', 'Sha', 'Shb', 'Shc'], 'SHOPS')).toEqual([
    'Shop',
    'Sha',
    'Shb',
    'Shc',
    'Shelf',
  ])
  expect(nearNames(['ERP'], 'shop')).toEqual([])
})
