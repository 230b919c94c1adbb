import fc from 'fast-check'
import { expect, test } from 'vitest'
import { completeFilter, takeOffer } from './complete.ts'
import { seenValues } from './seen.ts'

const rows = [
  { cluster: 'QS-PROD', networks: ['srv-db-120', 'yard 300'], findings: ['disk.rdm'], cpus: 4 },
  { cluster: 'QS-PROD', networks: ['srv-db-120'], findings: ['snapshot.present'], cpus: 2 },
  { cluster: 'QS-DEV', networks: [], cpus: 2 },
]
const seen = seenValues(rows)

/** The cursor stands at `|`. */
function offered(text: string): readonly string[] {
  const at = text.indexOf('|')
  return completeFilter(text.replace('|', ''), at, seen).offers.map((offer) => offer.text)
}

test.each([
  ['mem|', ['memory']],
  ['power = on and clu|', ['cluster']],
  ['(power = on or ne|', ['network']],
  ['has fin|', ['finding']],
  ['not ha|', ['has']],
  ['cluster |', ['=', '!=', '~', '!~', 'in']],
  ['cpus |', ['=', '!=', '>', '>=', '<', '<=', 'in']],
  ['template = |', ['true', 'false']],
  ['cluster = |', ['QS-PROD', 'QS-DEV']],
  ['cluster = qs-d|', ['QS-DEV']],
  ['cluster = PROD|', ['QS-PROD']],
  ['cluster in (QS-DEV, |', ['QS-PROD', 'QS-DEV']],
  ['cluster in (QS-DEV |', [',', ')']],
  ['finding = disk|', ['disk.rdm']],
  ['network = "yard|', ['"yard 300"']],
  ['network = yard|', ['"yard 300"']],
  ['power = on |', ['and', 'or']],
  ['(power = on |', ['and', 'or', ')']],
  ['cpus = |', []],
  ['QS-PROD !|', []],
  ['clu| = QS-PROD', ['cluster']],
])('at %j it can go on with %j', (text, expected) => {
  expect(offered(text)).toEqual(expected)
})

test('an offer takes the place of what was typed of it, and the cursor stands behind it', () => {
  const where = 'network = "yard and power = on'
  const completion = completeFilter(where, 15, seen)
  const [offer] = completion.offers
  expect(offer && takeOffer(where, completion, offer)).toEqual({
    where: 'network = "yard 300" and power = on',
    at: 21,
  })
})

test('whatever is typed: completion answers, and what it replaces lies before the cursor', () => {
  const piece = fc.constantFrom(
    'cluster',
    '=',
    ' ',
    '(',
    ')',
    ',',
    '"',
    "'",
    'in',
    'not',
    'has',
    'x',
    '!',
    '~',
    'é',
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), fc.nat(30), (pieces, cursor) => {
      const where = pieces.join('')
      const at = Math.min(cursor, where.length)
      const { from, to, offers } = completeFilter(where, at, seen)
      expect(from).toBeLessThanOrEqual(to)
      expect(to).toBe(at)
      for (const offer of offers) expect(offer.text).not.toBe('')
    }),
  )
})
