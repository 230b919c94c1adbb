import { expect, test } from 'vitest'
import { withoutPager } from './pager.ts'

test('what a pager leaves in a captured line is taken away, and nothing else', () => {
  const wiped = `${'\b'.repeat(9)}        ${'\b'.repeat(9)}`
  expect(withoutPager(` --More-- ${wiped} ip address 192.0.2.1`)).toBe(' ip address 192.0.2.1')
  expect(withoutPager('<--- More --->\r              \rhost 192.0.2.1')).toBe('host 192.0.2.1')
  expect(withoutPager('--More--         set subnet 192.0.2.0')).toBe('set subnet 192.0.2.0')
  expect(withoutPager(' --More-- logging host 192.0.2.1')).toBe('logging host 192.0.2.1')
  expect(withoutPager('---(more 45%)---')).toBe('')
  for (const text of ['- more', '--- more to come', '<--- ', ' -A INPUT -j DROP', ''])
    expect(withoutPager(text)).toBe(text)
})
