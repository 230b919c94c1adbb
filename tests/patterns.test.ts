import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseSync } from 'oxc-parser'
import { analyse } from 'scslre'
import { expect, test } from 'vitest'

function sourcesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return sourcesBelow(path)
    return /\.tsx?$/.test(entry.name) && !entry.name.endsWith('.test.ts') ? [path] : []
  })
}

/** Every regular expression that stands in a file as such, found anywhere in its syntax tree. */
function patternsOf(file: string): readonly RegExp[] {
  const found: RegExp[] = []
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) return node.forEach(visit)
    if (typeof node !== 'object' || node === null) return
    const value: unknown = Reflect.get(node, 'value')
    if (value instanceof RegExp) found.push(value)
    else for (const child of Object.values(node)) visit(child)
  }
  visit(parseSync(file, readFileSync(file, 'utf8')).program)
  return found
}

/** Ways to make it run longer than in step with its text: by going back, or by beginning again at each sign. */
function slowWays(pattern: RegExp): readonly string[] {
  return analyse(pattern).reports.map(({ type, character }) => `${type} with ${character.literal.source}`)
}

test('the analysis finds what runs in the square of a text or worse, and nothing else', () => {
  expect(slowWays(/^(?:a+)+$/)).not.toEqual([])
  expect(slowWays(/\d+$/)).toEqual([String.raw`Move with \d`])
  expect(slowWays(/^\s*[: ]\s*x/)).toEqual([String.raw`Trade with  `])
  expect(slowWays(/(?<!\d)\d+$/)).toEqual([])
  expect(slowWays(/^\s{0,20}x/)).toEqual([])
})

test('no pattern of ours can be made to run longer than in step with its text', () => {
  const slow = ['src', 'web']
    .flatMap(sourcesBelow)
    .flatMap((file) =>
      patternsOf(file).flatMap((pattern) => slowWays(pattern).map((way) => `${file}: ${pattern}: ${way}`)),
    )
  expect(slow).toEqual([])
})
