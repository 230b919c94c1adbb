import { expect, test } from 'vitest'
import { askedOf, commandOf, queryOf } from './asked.ts'

const asked = (text: string) => askedOf(new URLSearchParams(text))

test('nothing asked shows the readings; anything of the changes asks for changes', () => {
  expect(queryOf(asked(''))).toBeUndefined()
  expect(queryOf(asked('since=2026-11-01'))).toBeUndefined()
  expect(queryOf(asked('change=vanished&since=2026-11-01'))).toEqual({
    change: 'vanished',
    since: '2026-11-01',
  })
})

test('the command line shows the same as the page', () => {
  expect(commandOf(asked('from=2026-11-01T10:00:00Z ab&find=it%27s&after=x'))).toBe(
    `causeway history --from '2026-11-01T10:00:00Z ab' --find 'it'\\''s'`,
  )
})
