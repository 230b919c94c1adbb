import { expect, test } from 'vitest'
import { itemsOf, type JsonNode, memberOf, readJson, readJsonTexts, stringOf } from './index.ts'

test('each value knows its place', () => {
  const text = '\ufeff{"a": ["x", {"b": "\\u00e9\\n"}], "n": -1.5e3, "t": true, "z": null}'
  const { root, brokenAt } = readJson(text)
  expect(brokenAt).toBeUndefined()
  const [x, inner] = itemsOf(memberOf(root, 'a'))
  expect([stringOf(x), x?.at]).toEqual(['x', text.indexOf('"x"')])
  expect(stringOf(memberOf(inner, 'b'))).toBe('é\n')
  expect(['n', 't', 'z'].map((name) => memberOf(root, name)?.value)).toEqual([-1500, true, null])
})

test('a damaged text gives what stood before the damage', () => {
  const { root, brokenAt } = readJson('{"a": [1, 2, oops')
  expect(itemsOf(memberOf(root, 'a')).map(({ value }) => value)).toEqual([1, 2])
  expect(brokenAt).toBe(13)
})

test('texts one after the other; damage within one of them ends the reading', () => {
  expect(readJsonTexts('{"a":1}\n[2]\n{"a":3}').roots.map(({ at }) => at)).toEqual([0, 8, 12])
  expect(readJsonTexts('[1] rest')).toMatchObject({ roots: [{ at: 0 }], brokenAt: 4 })
  const damaged = readJsonTexts('[1 [2]')
  expect([damaged.roots.length, damaged.brokenAt]).toEqual([1, 3])
})

test('items that are taken are not kept', () => {
  const taken: string[] = []
  const take = (item: JsonNode, name: string, depth: number): boolean => {
    if (name !== 'list') return false
    taken.push(`${String(item.value)} ${name} ${depth}`)
    return item.value !== 2
  }
  const { roots } = readJsonTexts('{"list": [1, 2], "other": [3]}', take)
  expect(taken).toEqual(['1 list 1', '2 list 1'])
  expect(itemsOf(memberOf(roots[0], 'list')).map(({ value }) => value)).toEqual([2])
  expect(itemsOf(memberOf(roots[0], 'other')).map(({ value }) => value)).toEqual([3])
})
