import fc from 'fast-check'
import { expect, test } from 'vitest'
import { maskText } from '../../lib/mask.ts'
import { placesOf } from './places.ts'

const pieces = [
  'inner 12',
  '/infra/domains/default/groups/web',
  '10.0.0.1',
  'password',
  'community public',
  'key',
  'token',
  'auth a:b',
  '-p',
  ' -C ',
  'x',
  ': ',
  ' ',
  '"',
  ',',
  '[',
  '://',
  'user@',
  'Bearer',
  'abcdef123456',
  'AKIA',
  'ABCDEFGHIJKLMNOP',
  'eyJhbGciOiJI',
  '.',
  'ghp_',
  'abcdefghijklmnopqrstuv',
  '-AQ==',
  'thin:a/b@',
  'psk',
  '9',
]

test('what is shown without a look is what masking leaves as it is', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 8 }), (words) => {
      const text = words.join('')
      const places = placesOf(text)
      expect(places.plain(text)).toBe(maskText(text).text)
      expect(places.lineAt(0)).toEqual({ number: 1, text: maskText(text).text })
    }),
    { numRuns: 3000 },
  )
})

test('lines are found by offset, and a long one begins where it is asked for', () => {
  const places = placesOf(`one\r\n${'x'.repeat(700)}10.0.0.1\nthree`)
  expect(places.lineAt(0)).toEqual({ number: 1, text: 'one' })
  expect(places.lineAt(705)).toEqual({ number: 2, text: '10.0.0.1' })
  expect(places.lineAt(715)).toEqual({ number: 3, text: 'three' })
})
