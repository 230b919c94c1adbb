import { expect, test } from 'vitest'
import type { VmRow } from '../../../src/contract/vms.ts'
import { columns, firstColumns } from './columns.ts'
import { bothFilters, filterRows, searchOf, sortRows, type View, viewOf } from './view.ts'

function row(name: string, more: Partial<VmRow> = {}): VmRow {
  return {
    id: `vm-${name}`,
    name,
    template: false,
    power: 'on',
    diskMib: 1024,
    disks: 1,
    nics: 1,
    addresses: [],
    networks: [],
    sources: ['s'],
    ...more,
  }
}

const db = row('erp-db-01', {
  addresses: ['10.20.30.41'],
  memoryMib: 65_536,
  findings: ['a', 'b'],
  worst: 'act',
})
const web = row('booking-web-01', {
  addresses: ['10.20.9.11'],
  memoryMib: 4096,
  findings: ['c'],
  worst: 'block',
})
const tally = row('tally-2008', { power: 'off' })
const estate = [web, db, tally]

function sorted(key: string, descending = false): readonly string[] {
  const column = columns.find((one) => one.key === key)
  return column ? sortRows(estate, column, descending).map(({ name }) => name) : []
}

test('a view survives the address bar; what is as at first is left out of it', () => {
  const view: View = {
    where: 'power = on',
    sort: 'memoryMib',
    descending: true,
    columns: ['name', 'memoryMib'],
    view: 'storage',
    node: 'n-0123456789abcdef',
  }
  expect(viewOf(searchOf(view))).toEqual(view)
  expect(searchOf(viewOf(new URLSearchParams())).toString()).toBe('')
})

test('an address bar that makes no sense gives the first view', () => {
  expect(viewOf(new URLSearchParams('sort=-nonsense&columns=x,y&view=z'))).toEqual({
    where: '',
    sort: 'name',
    descending: true,
    columns: firstColumns,
    view: 'hosts',
    node: '',
  })
})

test('rows are filtered in the browser as on the command line', () => {
  expect(filterRows(estate, 'memory >= 64GiB and address in 10.20.0.0/16')).toEqual({
    kind: 'rows',
    rows: [db],
  })
  expect(filterRows(estate, '')).toEqual({ kind: 'rows', rows: estate })
  expect(filterRows(estate, 'colour = red')).toMatchObject({
    kind: 'wrong',
    mark: { text: 'colour = red', column: 1, length: 6 },
  })
})

test('what is chosen in the tree and what is typed are one filter', () => {
  expect(bothFilters('', 'power = on')).toBe('power = on')
  expect(bothFilters('cluster = A', '')).toBe('cluster = A')
  expect(bothFilters('cluster = A', 'erp')).toBe('cluster = A and erp')
  expect(bothFilters('cluster = A', 'erp or crm')).toBe('cluster = A and (erp or crm)')
})

test('addresses sort as numbers, findings by the worst, absent values first and last', () => {
  expect(sorted('addresses')).toEqual(['booking-web-01', 'erp-db-01', 'tally-2008'])
  expect(sorted('findings')).toEqual(['booking-web-01', 'erp-db-01', 'tally-2008'])
  expect(sorted('memoryMib')).toEqual(['tally-2008', 'booking-web-01', 'erp-db-01'])
  expect(sorted('memoryMib', true)).toEqual(['erp-db-01', 'booking-web-01', 'tally-2008'])
})
