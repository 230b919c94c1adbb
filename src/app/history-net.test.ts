import { expect, test } from 'vitest'
import type { HistoryResult } from '../contract/history.ts'
import { netChanges } from './history-net.ts'

type Change = HistoryResult['changes'][number]

function change(name: string, what: Change['change'], ...fields: Change['fields']): Change {
  return { set: 's', at: '2026-11-20', kind: 'vm', id: name, name, change: what, fields }
}
const host = (old: string, now: string) => ({ field: 'host', old, new: now })

test('a move and another one are one move; a move there and back is none', () => {
  expect(
    netChanges([
      change('erp', 'changed', host('esx-1', 'esx-2')),
      change('web', 'changed', host('esx-1', 'esx-2')),
      change('erp', 'changed', host('esx-2', 'esx-3'), { field: 'cpus', old: 2, new: 4 }),
      change('web', 'changed', host('esx-2', 'esx-1')),
    ]),
  ).toEqual([change('erp', 'changed', host('esx-1', 'esx-3'), { field: 'cpus', old: 2, new: 4 })])
})

test('what appeared and vanished was never there; what changed after it appeared has appeared', () => {
  expect(
    netChanges([
      change('short', 'appeared'),
      change('new', 'appeared'),
      change('old', 'changed', host('esx-1', 'esx-2')),
      change('new', 'changed', host('esx-1', 'esx-2')),
      change('short', 'vanished'),
      change('old', 'vanished'),
    ]),
  ).toEqual([change('new', 'appeared'), change('old', 'vanished')])
})

test('what was away for a while is told without fields', () => {
  expect(netChanges([change('erp', 'vanished'), change('erp', 'appeared')])).toEqual([
    change('erp', 'changed'),
  ])
})
