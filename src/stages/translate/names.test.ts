import fc from 'fast-check'
import { expect, test } from 'vitest'
import { longestVmName, slug, uniqueNames, type Wish } from './names.ts'

const label = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/

test('names become DNS labels that people still recognise', () => {
  expect(
    ['ERP-DB-01', 'Müller_Straße 7', '../../etc/passwd', '=cmd()', '日本', 'a..b--c', '-x-'].map(slug),
  ).toEqual(['erp-db-01', 'muller-strasse-7', 'etc-passwd', 'cmd', '', 'a-b-c', 'x'])
})

test('who is written exactly so keeps the name, whatever the order', () => {
  const wishes = [
    { id: 'vm-a', scope: 'erp', text: 'ERP DB' },
    { id: 'vm-b', scope: 'erp', text: 'erp-db' },
    { id: 'vm-c', scope: 'erp', text: 'erp_db' },
    { id: 'vm-d', scope: 'hr', text: 'ERP.DB' },
  ]
  const names = uniqueNames(wishes, longestVmName)
  expect(names.get('vm-b')).toBe('erp-db')
  expect(names.get('vm-d')).toBe('erp-db')
  expect(names.get('vm-a')).toMatch(/^erp-db-[0-9a-z]{6}$/)
  expect(new Map([...uniqueNames(wishes.toReversed(), longestVmName)].sort())).toEqual(
    new Map([...names].sort()),
  )
})

test('every name is a label within its length, and unique in its scope', () => {
  const wish: fc.Arbitrary<Omit<Wish, 'id'>> = fc.record({
    scope: fc.constantFrom('a', 'b'),
    text: fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.constantFrom('x', 'X', 'x-', 'a'.repeat(90), `${'a'.repeat(90)}b`),
    ),
  })
  fc.assert(
    fc.property(fc.array(wish, { maxLength: 12 }), (anonymous) => {
      const wishes = anonymous.map((each, index) => ({ ...each, id: `vm-${index}` }))
      const names = uniqueNames(wishes, longestVmName)
      const scoped = wishes.map(({ id, scope }) => `${scope}/${names.get(id)}`)
      const bad = [...names.values()].filter((name) => !label.test(name) || name.length > longestVmName)
      return new Set(scoped).size === wishes.length && bad.length === 0
    }),
  )
})
