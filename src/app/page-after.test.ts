import { expect, test } from 'vitest'
import { pageAfter } from './page-after.ts'

const all = ['erp', 'kiosk', 'web']
const page = (after?: string, limit?: number) => pageAfter(all, { after, limit }, (one) => one)

test('a page goes on after the last one, and the last page says so by naming no next', () => {
  expect(page(undefined, 2)).toEqual({ items: ['erp', 'kiosk'], next: 'kiosk' })
  expect(page('kiosk', 2)).toEqual({ items: ['web'] })
  expect(page('web', 2)).toEqual({ items: [] })
})

test('without a limit everything comes; an id that is gone begins anew', () => {
  expect(page()).toEqual({ items: all })
  expect(page('erp')).toEqual({ items: ['kiosk', 'web'] })
  expect(page('gone', 1)).toEqual({ items: ['erp'], next: 'erp' })
})
