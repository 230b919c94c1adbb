import { expect, test } from 'vitest'
import type { EvidenceReader } from '../ports/evidence-reader.ts'
import { inTurn, sharesOf } from './evidence-turns.ts'

function reader(kind: string, reads?: EvidenceReader['reads']): EvidenceReader {
  const read = () => ({
    references: [],
    flows: [],
    owners: [],
    statements: 0,
    understood: 0,
    unknown: [],
    masked: 0,
  })
  return { kind, recognises: () => 0, read, ...(reads === undefined ? {} : { reads }) }
}

const readers = [
  reader('zone', 'zones'),
  reader('firewall'),
  reader('flows', 'flows'),
  reader('tree', 'text'),
]
const file = (name: string, kind: string, bytes = 1) => ({ name, kind, bytes })

test('zones are read first and free text last, each turn in the order of names', () => {
  const turns = inTurn(readers, [
    file('b.conf', 'tree'),
    file('z.set', 'firewall'),
    file('a.csv', 'flows'),
    file('db.example', 'zone'),
    file('a.conf', 'tree'),
  ])
  expect(turns.map((turn) => turn.map(({ name }) => name))).toEqual([
    ['db.example'],
    ['a.csv', 'z.set'],
    ['a.conf', 'b.conf'],
  ])
})

test('two configurations that may be of one device stay on one thread; flows and texts are dealt out', () => {
  const files = [
    file('fw-old.set', 'firewall', 10),
    file('fw-new.set', 'firewall', 10),
    file('day-1.csv', 'flows', 15),
    file('day-2.csv', 'flows', 12),
  ]
  const shares = sharesOf(readers, files, 2).map((share) => share.map(({ name }) => name))
  expect(shares).toEqual([
    ['fw-old.set', 'fw-new.set'],
    ['day-1.csv', 'day-2.csv'],
  ])
  expect(sharesOf(readers, files.slice(0, 1), 4)).toHaveLength(1)
})
