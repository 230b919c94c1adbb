import fc from 'fast-check'
import { expect, test } from 'vitest'
import { stringify } from 'yaml'
import { readPlainYaml } from './plain.ts'
import { readYaml } from './read.ts'

const jobs = `---
# targets of the shop
- targets: ['10.0.0.1:9100', web.shop.example:9100]   # two
  labels: {team: shop, rack: "a b"}
- labels:
    team: pay
  targets:
  - 10.0.0.2:9100
  -   http://10.0.0.3/health?a=b#c

- { "targets": [
      "10.0.0.4"
    ], "labels": { "port": 9100 } }
`

test('a list of targets is read with the line of each part', () => {
  const read = readPlainYaml(jobs, 40)
  expect(read?.value).toEqual(readYaml(jobs, 'targets.yml').value)
  expect(read?.lineOf([0, 'targets', 1])).toBe(3)
  expect(read?.lineOf([1, 'targets', 1])).toBe(9)
  expect(read?.lineOf([2, 'targets', 0])).toBe(12)
  expect(read?.lineOf([2, 'labels', 'port'])).toBe(13)
  expect(read?.lineOf([1, 'nothing', 'there'])).toBe(5)
})

test.each([
  ['an anchor', 'a: &x 1\nb: *x\n'],
  ['a tag', 'a: !secret x\n'],
  ['a text over lines', 'a: |\n  x\n'],
  ['a text that goes on', 'a: x\n  y\n'],
  ['two documents', 'a: 1\n---\nb: 2\n'],
  ['a key twice', 'a: 1\na: 2\n'],
  ['a tab', 'a:\t1\n'],
  ['an open bracket', 'a: [1,\n'],
  ['a depth that no one writes', '['.repeat(100_000)],
  ['dashes inside each other', '- '.repeat(100_000)],
])('%s is left to the whole reader', (_, text) => {
  expect(readPlainYaml(text, 40)).toBeUndefined()
})

const text = fc.constantFrom(
  'a',
  '10.0.0.1:9100',
  'true',
  'No',
  '1e3',
  '007',
  '-',
  '',
  '~',
  'a b',
  '#x',
  'x: y',
)
const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    text,
    fc.integer({ min: -99, max: 99 }),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('k', 'targets', 'a b', 'x-y', '1', 'null'), tie('value'), { maxKeys: 3 }),
  ),
}))

test('what is written in any of its styles is read as it was meant', () => {
  const style = fc.constantFrom(
    (one: unknown) => JSON.stringify(one, undefined, 2),
    (one: unknown) => JSON.stringify(one),
    (one: unknown) => stringify(one),
    (one: unknown) => stringify(one, { indentSeq: false }),
    (one: unknown) => stringify(one, { collectionStyle: 'flow' }),
  )
  fc.assert(
    fc.property(value, style, (meant, write) => {
      const read = readPlainYaml(write(meant), 40)
      if (read) expect(read.value).toEqual(meant)
    }),
    { numRuns: 2000 },
  )
})

test('what it reads out of any lines the library reads too, at the same lines', () => {
  const signs = [
    '- ',
    '-',
    ' ',
    '  ',
    '\n',
    '\n',
    '\n  ',
    '[',
    ']',
    '{',
    '}',
    ',',
    ', ',
    '"',
    "'",
    ':',
    ' #',
    '?',
  ]
  const words = ['a', 'b:', 'c: ', '1', 'x y', '---', '"q": ', "'s'", 'null', '\n- ', '\n  - ', 'k: v\n']
  const piece = fc.constantFrom(...signs, ...words)
  let read = 0
  fc.assert(
    fc.property(
      fc.array(piece, { minLength: 1, maxLength: 14 }).map((parts) => parts.join('')),
      (lines) => {
        const plain = readPlainYaml(lines, 40)
        if (!plain) return
        read++
        const whole = readYaml(lines, 'x.yaml')
        expect(plain.value).toEqual(whole.value)
        for (const path of pathsOf(plain.value)) expect(plain.lineOf(path)).toBe(whole.locate(path).line)
      },
    ),
    { numRuns: 20_000 },
  )
  expect(read).toBeGreaterThan(1000)
})

/** Paths of all values but empty ones, whose place is a matter of taste. */
function pathsOf(node: unknown, before: readonly (string | number)[] = []): (string | number)[][] {
  if (node === null) return []
  if (typeof node !== 'object') return [[...before]]
  const entries = Array.isArray(node) ? [...node.entries()] : Object.entries(node)
  return [[...before], ...entries.flatMap(([key, one]) => pathsOf(one, [...before, key]))]
}
