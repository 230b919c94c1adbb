import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compileFilter } from './match.ts'
import { parseFilter } from './parse.ts'
import { FilterError } from './tokens.ts'

const erpDb = {
  name: 'erp-db-01',
  power: 'on',
  cpus: 16,
  memoryMib: 131_072,
  addresses: ['10.20.1.15', '2001:db8::15'],
  networks: ['srv-db-120'],
  cluster: 'hbr-prod',
  folder: 'ERP/Databases',
  owner: 'dba-team',
  template: false,
  findings: ['snapshot.present', 'disk.rdm'],
}
const kiosk = {
  name: 'gate-kiosk-01',
  power: 'off',
  cpus: 2,
  memoryMib: 4096,
  addresses: [],
  networks: ['yard-300'],
  template: false,
  findings: [],
}

function names(filter: string): readonly string[] {
  return [erpDb, kiosk].filter(compileFilter(parseFilter(filter))).map((row) => row.name)
}

test.each([
  ['', ['erp-db-01', 'gate-kiosk-01']],
  ['erp', ['erp-db-01']],
  ['name = ERP-DB-01', ['erp-db-01']],
  ["name ~ 'kiosk'", ['gate-kiosk-01']],
  ['name ~ *-0*', ['erp-db-01', 'gate-kiosk-01']],
  ['memory >= 64GiB', ['erp-db-01']],
  ['memory < 5000', ['gate-kiosk-01']],
  ['address in 10.20.0.0/16', ['erp-db-01']],
  ['address in 2001:db8::/32', ['erp-db-01']],
  ['ip = 10.20.1.15', ['erp-db-01']],
  ['finding = disk.rdm', ['erp-db-01']],
  ['not has finding', ['gate-kiosk-01']],
  ['has owner', ['erp-db-01']],
  ['owner = ""', ['gate-kiosk-01']],
  ['power != on', ['gate-kiosk-01']],
  ['name in (gate-kiosk-01, nobody)', ['gate-kiosk-01']],
  ['power = on and (cpus > 20 or network ~ db)', ['erp-db-01']],
  ['power = off or cluster = hbr-prod', ['erp-db-01', 'gate-kiosk-01']],
  ['template = false not erp', ['gate-kiosk-01']],
  ['name = "erp-db-01" or name = "say ""yes"""', ['erp-db-01']],
  ['folder in ERP', ['erp-db-01']],
  ['folder in "erp/databases/"', ['erp-db-01']],
  ['folder in ERP/Data', []],
  ['not folder in (ERP, Yard)', ['gate-kiosk-01']],
  ['cpus != 16', ['gate-kiosk-01']],
  ['cpus in (2, 4)', ['gate-kiosk-01']],
])('filter %j finds %j', (filter, expected) => {
  expect(names(filter)).toEqual(expected)
})

test.each([
  ['colour = red', 1, '`colour`'],
  ['cpus >', 7, 'the end'],
  ['(cpus > 2', 10, 'the end'],
  ["name = 'open", 8, 'a quote that is never closed'],
  ['cpus > 2 )', 10, '`)`'],
  ['cpus > many', 8, '`many`'],
  ['power = on and memory >= lots', 26, '`lots`'],
  ['template = perhaps', 12, '`perhaps`'],
  ['address in (10.20.0.0/16, yard)', 27, '`yard`'],
])('filter %j is refused at column %i', (filter, column, seen) => {
  expect(() => parseFilter(filter)).toThrow(expect.objectContaining({ column, seen }))
})

test('any text is either a filter or a FilterError, never anything else', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 60 }), (text) => {
      try {
        return typeof compileFilter(parseFilter(text))(erpDb) === 'boolean'
      } catch (error) {
        return error instanceof FilterError
      }
    }),
  )
})
