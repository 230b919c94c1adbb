import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, daysBetween, isDay, mondayAfter, weekdayOf } from './calendar-days.ts'
import { openWindows } from './calendar-windows.ts'
import { dayIn, instantOf, isTimeZone, offsetMinutes, zonedText } from './calendar-zone.ts'

const berlin = 'Europe/Berlin'

test('the Monday after a day is never the day itself', () => {
  expect(['2026-11-01', '2026-11-02', '2026-11-08', '2026-12-31'].map(mondayAfter)).toEqual([
    '2026-11-02',
    '2026-11-09',
    '2026-11-09',
    '2027-01-04',
  ])
})

test('days that do not exist are refused', () => {
  expect(['2026-02-28', '2026-02-29', '2028-02-29', '2026-13-01', '26-1-1', ''].map(isDay)).toEqual([
    true,
    false,
    true,
    false,
    false,
    false,
  ])
})

test('when the clocks go forward, 02:30 is skipped and taken an hour later', () => {
  const skipped = instantOf(berlin, '2027-03-28', 150)
  expect([skipped.kind, zonedText(berlin, skipped.at)]).toEqual(['skipped', '2027-03-28T03:30:00+02:00'])
  expect(zonedText(berlin, instantOf(berlin, '2027-03-28', 119).at)).toBe('2027-03-28T01:59:00+01:00')
})

test('when the clocks go back, 02:30 comes twice and the first is meant', () => {
  const repeated = instantOf(berlin, '2026-10-25', 150)
  expect([repeated.kind, zonedText(berlin, repeated.at)]).toEqual(['repeated', '2026-10-25T02:30:00+02:00'])
  expect(zonedText(berlin, repeated.at + 3_600_000)).toBe('2026-10-25T02:30:00+01:00')
})

test('zones west of Greenwich, of half an hour, and without summer time', () => {
  const texts = ['America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe', 'UTC', 'America/Phoenix'].map(
    (zone) => zonedText(zone, instantOf(zone, '2026-12-24', 20 * 60).at),
  )
  expect(texts).toEqual([
    '2026-12-24T20:00:00-05:00',
    '2026-12-24T20:00:00+05:30',
    '2026-12-24T20:00:00+11:00',
    '2026-12-24T20:00:00+00:00',
    '2026-12-24T20:00:00-07:00',
  ])
})

test('New York skips 02:30 on 14 March 2027 and repeats 01:30 on 7 November 2027; Lord Howe moves by half an hour', () => {
  expect(zonedText('America/New_York', instantOf('America/New_York', '2027-03-14', 150).at)).toBe(
    '2027-03-14T03:30:00-04:00',
  )
  expect(zonedText('America/New_York', instantOf('America/New_York', '2027-11-07', 90).at)).toBe(
    '2027-11-07T01:30:00-04:00',
  )
  const lordHowe = instantOf('Australia/Lord_Howe', '2026-10-04', 135)
  expect([lordHowe.kind, zonedText('Australia/Lord_Howe', lordHowe.at)]).toEqual([
    'skipped',
    '2026-10-04T02:45:00+11:00',
  ])
})

test('a window over a clock change stays open for its elapsed time', () => {
  const night = [{ day: 'saturday' as const, fromMinute: 22 * 60, minutes: 480 }]
  const spring = [...openWindows(night, [], berlin, '2027-03-27', 1)]
  const autumn = [...openWindows(night, [], berlin, '2026-10-24', 1)]
  const shown = [...spring, ...autumn].map(({ start, end }) => [
    zonedText(berlin, start),
    zonedText(berlin, end),
    (end - start) / 60_000,
  ])
  expect(shown).toEqual([
    ['2027-03-27T22:00:00+01:00', '2027-03-28T07:00:00+02:00', 480],
    ['2026-10-24T22:00:00+02:00', '2026-10-25T05:00:00+01:00', 480],
  ])
})

test('a window that opens at a skipped or repeated time says so', () => {
  const early = [{ day: 'sunday' as const, fromMinute: 150, minutes: 60 }]
  const changes = ['2027-03-28', '2026-10-25', '2026-11-01'].map(
    (day) => [...openWindows(early, [], berlin, day, 1)][0]?.clockChange,
  )
  expect(changes).toEqual(['skipped', 'repeated', undefined])
})

test('a freeze takes away every window that touches it, to the end of its last day', () => {
  const weekly = [
    { day: 'saturday' as const, fromMinute: 20 * 60, minutes: 600 },
    { day: 'tuesday' as const, fromMinute: 18 * 60, minutes: 360 },
  ]
  const freezes = [{ from: '2026-12-13', to: '2027-01-05' }]
  const days = [...openWindows(weekly, freezes, berlin, '2026-12-07', 35)].map(({ start }) =>
    dayIn(berlin, start),
  )
  // The Saturday night of the 12th reaches into the frozen 13th.
  expect(days).toEqual(['2026-12-08', '2027-01-09'])
})

test('unknown time zones are told apart', () => {
  expect(['Europe/Berlin', 'UTC', 'Europe/Hamburg', '', '../etc'].map(isTimeZone)).toEqual([
    true,
    true,
    false,
    false,
    false,
  ])
})

test('property: an instant turned into local time and back is the same, in every zone and year', () => {
  const zones = fc.constantFrom(
    berlin,
    'America/New_York',
    'Asia/Kolkata',
    'Australia/Lord_Howe',
    'Pacific/Apia',
    'UTC',
  )
  const minutes = fc.integer({ min: Date.UTC(2015) / 60_000, max: Date.UTC(2045) / 60_000 })
  fc.assert(
    fc.property(zones, minutes, (zone, at) => {
      const text = zonedText(zone, at * 60_000)
      expect(Date.parse(text)).toBe(at * 60_000)
      const back = instantOf(
        zone,
        text.slice(0, 10),
        Number(text.slice(11, 13)) * 60 + Number(text.slice(14, 16)),
      )
      expect(back.kind === 'repeated' || back.at === at * 60_000).toBe(true)
      expect(Math.abs(offsetMinutes(zone, at * 60_000) % 15)).toBe(0)
    }),
    { numRuns: 200 },
  )
})

test('property: days add up', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 20_000 }), fc.integer({ min: -5000, max: 5000 }), (from, step) => {
      const day = addDays('2000-01-01', from)
      expect(daysBetween(day, addDays(day, step))).toBe(step)
      expect(weekdayOf(addDays(day, 7 * step))).toBe(weekdayOf(day))
    }),
  )
})
