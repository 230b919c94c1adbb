import { expect, test } from 'vitest'
import { recording, textFile, toldReading } from '../../../../tests/evidence-recordings.ts'
import { surestOf } from '../../../../tests/recall/samples.ts'
import { azureMigrateReader } from './index.ts'
import { slotOf } from './slot.ts'

const told = (name: string): object => {
  const file = recording(import.meta.dirname, name)
  expect(surestOf(file)?.kind).toBe('azure-migrate')
  return toldReading(azureMigrateReader, file)
}

test('the export of the portal: slots, sources by the address that other rows give, what stays on its machine', () => {
  expect(told('portal.csv')).toMatchInlineSnapshot(`
    {
      "flows": [
        "192.0.2.21 192.0.2.11 1433 tcp 0 1 2026-10-28T12:00:00Z 2026-10-28T18:00:00Z",
        "192.0.2.21 192.0.2.11 1433 tcp 0 1 2026-10-28T18:00:00Z 2026-10-29T00:00:00Z",
        "192.0.2.77 198.51.100.30 63614 tcp 0 1 2026-10-28T12:00:00Z 2026-10-28T18:00:00Z",
        "192.0.2.21 192.0.2.11 1433 tcp 0 1 2026-11-02T00:00:00Z 2026-11-02T06:00:00Z",
        "2001:db8::21 2001:db8::11 5432 tcp 0 1 2026-11-02T00:00:00Z 2026-11-02T06:00:00Z",
        "192.0.2.22 192.0.2.53 53 tcp 0 1",
      ],
      "masked": 1,
      "references": [],
      "understood": "7 of 10",
      "unknown": [
        "1 row that names no other machine (line 8)",
        "1 row: destination is no address (line 9)",
        "1 row: port is no number (line 10)",
        "1 row: source has a name only, and the file does not say one address of it; export it with Source IP (line 6)",
        "1 time that is not understood (line 11)",
      ],
    }
  `)
})

test('the export of the PowerShell module has no times', () => {
  expect(told('powershell.csv')).toMatchInlineSnapshot(`
    {
      "flows": [
        "192.0.2.21 192.0.2.11 5432 tcp 0 1",
        "192.0.2.21 203.0.113.9 443 tcp 0 1",
      ],
      "masked": 0,
      "references": [],
      "understood": "2 of 2",
      "unknown": [],
    }
  `)
})

test('an older export without the address of the source: taken from rows that name it, when it is one', () => {
  expect(told('without-source.csv')).toMatchInlineSnapshot(`
    {
      "flows": [
        "192.0.2.21 192.0.2.11 5432 tcp 0 1 2026-03-04T06:00:00Z 2026-03-04T12:00:00Z",
        "192.0.2.11 192.0.2.31 9443 tcp 0 1 2026-03-04T06:00:00Z 2026-03-04T12:00:00Z",
        "192.0.2.11 192.0.2.32 9443 tcp 0 1 2026-03-04T06:00:00Z 2026-03-04T12:00:00Z",
      ],
      "masked": 0,
      "references": [],
      "understood": "3 of 5",
      "unknown": [
        "3 date whose day and month may be either, read as month first (line 3)",
        "2 row: source has a name only, and the file does not say one address of it; export it with Source IP (line 2)",
      ],
    }
  `)
})

test('a table by day: connections are counted, a day above twelve shows the order of all', () => {
  expect(told('by-day.csv')).toMatchInlineSnapshot(`
    {
      "flows": [
        "192.0.2.21 192.0.2.11 5432 tcp 0 17 2026-07-01T00:00:00Z 2026-07-01T00:00:00Z",
        "192.0.2.21 192.0.2.11 5432 tcp 0 3 2026-07-16T00:00:00Z 2026-07-16T00:00:00Z",
        "192.0.2.21 198.51.100.30 443 tcp 0 1 2026-07-18T00:00:00Z 2026-07-18T00:00:00Z",
      ],
      "masked": 0,
      "references": [],
      "understood": "3 of 3",
      "unknown": [],
    }
  `)
})

test('forms of a slot', () => {
  const first = (text: string): string | undefined => slotOf(text, 'month-first')?.first
  expect(slotOf('7/28/2026 18:00-00:00', 'month-first')).toEqual({
    first: '2026-07-28T18:00:00Z',
    last: '2026-07-29T00:00:00Z',
  })
  expect(slotOf('28.7.2026', 'day-first')?.first).toBe('2026-07-28T00:00:00Z')
  expect(first('7/28/2026 6:00:00 PM')).toBe('2026-07-28T18:00:00Z')
  expect(first('7/28/2026 12:00 AM')).toBe('2026-07-28T00:00:00Z')
  expect(first('2026-07-28 06:00')).toBe('2026-07-28T06:00:00Z')
  expect(['28/7/2026', '2/30/2026', '7/28/2026 noon', '16-Foo-2026', '7/28/2026 25:00'].map(first)).toEqual(
    Array.from({ length: 5 }),
  )
})

test('flows of networks are not taken for dependencies', () => {
  const heads = [
    'Source IP,Destination IP,Destination port,Protocol',
    'Source server name,Destination server name',
  ]
  for (const head of heads) expect(azureMigrateReader.recognises(textFile('a.csv', `${head}\n`))).toBe(0)
})
