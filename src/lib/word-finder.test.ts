import fc from 'fast-check'
import { expect, test } from 'vitest'
import { announcing, signsOfSecrets } from './announced.ts'
import { WordFinder } from './word-finder.ts'

/** Numbers, from one, of the lines in which a word stands. */
function linesWith(words: readonly string[], lines: readonly string[]): number[] {
  const finder = new WordFinder(words)
  finder.open(`${lines.join('\n')}\n`)
  let from = 0
  return lines.flatMap((line, at) => {
    const found = finder.within(from, from + line.length)
    from += line.length + 1
    return found ? [at + 1] : []
  })
}

test('words are found in whatever case, within and across each other, and flags only behind a blank or at the beginning', () => {
  const words = ['ushers', 'she', 'his', '^-p']
  expect(linesWith(words, ['USHER', 'ahisb', 'us', 'hers', 'a-p', 'a -p', '-p', '"-P', 'é-p', ''])).toEqual([
    1, 2, 6, 7, 8, 9,
  ])
})

test('no line that announces a secret is passed over', () => {
  const words = [
    ...signsOfSecrets,
    'snmpget',
    'trapsess ',
    'sink ',
    'proxy ',
    '--user',
    '-p',
    '-u=',
    '-- ',
    'ghp_',
    '{SHA',
    '$1',
  ]
  const piece = fc.oneof(
    fc.constantFrom(...words.map((word) => word.replace('^', ' '))),
    fc.string({ maxLength: 3 }),
  )
  const line = fc.array(piece, { maxLength: 5 }).map((pieces) => pieces.join('').replace(/[\r\n]/g, ''))
  fc.assert(
    fc.property(fc.array(line, { maxLength: 6 }), (lines) => {
      const found = new Set(linesWith(signsOfSecrets, lines))
      for (const [at, text] of lines.entries())
        if (announcing.test(text)) expect(found.has(at + 1)).toBe(true)
    }),
    { numRuns: 2000 },
  )
})
