import { expect, test } from 'vitest'
import { markLines } from './mark-lines.ts'

test.each([
  ['power = on and cpus > many', 23, 4, ['power = on and cpus > many', '                      ^^^^']],
  ['(cluster = QS-PROD', 19, 1, ['(cluster = QS-PROD', '                  ^']],
  // What could move the cursor is shown as its escape, and the carets stand below that.
  ['na\u001bme = x', 1, 5, ['na\\x1bme = x', '^^^^^^^^']],
  [
    `${'name = a or '.repeat(8)}colour = red and cpus > 2 and power = on`,
    97,
    6,
    [`…${'name = a or '.repeat(5)}colour = red and cpus > 2 …`, `${' '.repeat(61)}^^^^^^`],
  ],
] as const)('%j, column %i, %i long', (text, column, length, lines) => {
  expect(markLines({ text, column, length })).toBe(lines.map((line) => `  ${line}\n`).join(''))
})
