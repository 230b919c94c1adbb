import { expect, test } from 'vitest'
import { wildcard } from './wildcard.ts'
import { processorMs } from '../../tests/process-time.ts'

const fits = (pattern: string, ...texts: readonly string[]) => texts.filter(wildcard(pattern))

test('a star stands for any run of signs, also for none; everything else for itself', () => {
  expect(fits('fw-*', 'fw-1', 'fw-', 'fw', 'my-fw-1')).toEqual(['fw-1', 'fw-'])
  expect(fits('*', '', 'anything')).toEqual(['', 'anything'])
  expect(fits('a*b*c', 'abc', 'a-b-b-c', 'acb', 'abcd')).toEqual(['abc', 'a-b-b-c'])
  expect(fits('ab*ba', 'aba', 'abba', 'ab-ba')).toEqual(['abba', 'ab-ba'])
  expect(fits('a.c', 'abc', 'a.c')).toEqual(['a.c'])
  expect(fits('(a+)+$', '(a+)+$', 'aaaa')).toEqual(['(a+)+$'])
})

test('many stars over a megabyte cost one walk, not one for each star', () => {
  const long = 'ab'.repeat(500_000)
  const began = processorMs()
  expect(fits(`${'*a'.repeat(2_000)}*c`, long)).toEqual([])
  expect(processorMs() - began).toBeLessThan(2000)
})
