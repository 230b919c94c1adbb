import { expect, test } from 'vitest'
import { amount, duration } from './amount.ts'

test('a value is said with the digits that count and its unit', () => {
  expect([
    amount(43.21, 'percent'),
    amount(0.05, 'percent'),
    amount(1210.4, 'MHz'),
    amount(2560, 'MiB'),
    amount(1536, 'MiB/s'),
    amount(0, 'ms'),
    amount(undefined, 'ms'),
  ]).toEqual(['43.2 %', '0.05 %', '1,210 MHz', '2.5 GiB', '1.5 GiB/s', '0 ms', ''])
  expect([20, 300, 7200, 86_400].map(duration)).toEqual(['20 s', '5 minutes', '2 hours', '1 day'])
})
