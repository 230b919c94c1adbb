import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const words = new Set(
  [...readFileSync('docs/words.md', 'utf8').matchAll(/^\| (\w+) \| .+ \|$/gm)].map((match) => match[1]),
)

/** Shapes that are no words of the trade: parts, unions and helpers of the words. */
const parts =
  /(Facts|Kind|Of|State|Error|Meta|Report|Description|Field|Object|Result|Values|Code|Details|Rule|Detail|Range|Record)$/

test('every word of the model stands in docs/words.md', () => {
  expect(words.size).toBeGreaterThan(40)
  const named = readdirSync('src/model')
    .filter((file) =>
      /^(vm|nic|hardware|infrastructure|estate|assessment|plan|evidence|observation)\.ts$/.test(file),
    )
    .flatMap((file) =>
      [...readFileSync(`src/model/${file}`, 'utf8').matchAll(/^export interface (\w+)/gm)].map(
        (match) => match[1] ?? '',
      ),
    )
  expect(named.length).toBeGreaterThan(20)
  const known = new Set([
    'Stewardship',
    'Merged',
    'Controller',
    'GuestDisk',
    'GuestAddress',
    'FactsByKind',
    'Rejected',
    'Coverage',
    'PlanConflict',
    'UnknownConstruct',
    'Reference',
  ])
  expect(named.filter((name) => !words.has(name) && !known.has(name) && !parts.test(name))).toEqual([])
})
