/** Text, numbers and dates as people and spreadsheets write them into cells. Pure. */
import words from './truth-words.json' with { type: 'json' }

// What spreadsheets of a language make of True and False, and what people write instead.
const truths: ReadonlyMap<string, boolean> = new Map([
  ...words.yes.map((word): [string, boolean] => [word, true]),
  ...words.no.map((word): [string, boolean] => [word, false]),
])

/** `True`, `yes`, `1`, and what localised spreadsheets make of them; undefined for anything else. */
export function parseTruth(text: string): boolean | undefined {
  return truths.get(text.trim().toLowerCase())
}

const english = new Set(['true', 'false', 'yes', 'no', '0', '1'])

/** A word for yes or no that English exports do not have. */
export function isLocalTruth(text: string): boolean {
  return !english.has(text.trim().toLowerCase())
}

/**
 * A number in any locale: `1,234`, `1.234,5`, `1 234`, `1'234`, `12 %`, `1.2E+3`. One sign followed by three digits
 * reads both ways: as `decimal` says, else it groups thousands when the column holds `whole` numbers, else it begins
 * the fraction. Undefined = no number.
 */
export function parseNumber(text: string, whole: boolean, decimal?: '.' | ','): number | undefined {
  const body = bareNumber(text)
  if (body === undefined) return undefined
  const form = formOf(body)
  let plain = body
  if (form === 'point') plain = body.replaceAll(',', '')
  else if (form === 'comma') plain = body.replaceAll('.', '').replace(',', '.')
  else if (form === 'doubtful') {
    const sign = body.includes('.') ? '.' : ','
    const groups = decimal === undefined ? whole : decimal !== sign
    plain = body.replace(sign, groups ? '' : '.')
  }
  const value = Number(plain)
  return Number.isFinite(value) && Math.abs(value) <= Number.MAX_SAFE_INTEGER ? value : undefined
}

/** Which sign begins the fraction of a number; undefined when it has none, `doubtful` when it may also group thousands. */
export function numberForm(text: string): 'point' | 'comma' | 'doubtful' | undefined {
  if (!text.includes('.') && !text.includes(',')) return undefined
  const body = bareNumber(text)
  return body === undefined ? undefined : formOf(body)
}

function bareNumber(text: string): string | undefined {
  const body = text.replace(/[\s\u00a0\u202f'’]/g, '').replace(/%$/, '')
  return /^[+-]?[\d.,]{1,40}(?:[eE][+-]?\d{1,3})?$/.test(body) ? body : undefined
}

function formOf(body: string): ReturnType<typeof numberForm> {
  const dots = body.split('.').length - 1
  const commas = body.split(',').length - 1
  if (dots + commas === 0) return undefined
  if (dots > 0 && commas > 0) return body.lastIndexOf('.') > body.lastIndexOf(',') ? 'point' : 'comma'
  if (dots > 1) return 'comma'
  if (commas > 1) return 'point'
  if (/^[+-]?[1-9]\d{0,2}[.,]\d{3}$/.test(body)) return 'doubtful'
  return dots === 1 ? 'point' : 'comma'
}

const dateForm =
  /^(\d{1,4})([./-])(\d{1,2})\2(\d{1,4})(?:[T ,]\s*(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)?\s*([AaPp])?\.?[Mm]?\.?)?(?:Z|[+-]\d\d:?\d\d)?$/

/**
 * Which of day and month a date must begin with; `order` is undefined when it reads both ways. Undefined = no date, or
 * one that reads in one way only. Points stand in dates that begin with the day, everywhere.
 */
export function dateOrder(
  text: string,
): { readonly order: 'day' | 'month' | undefined; readonly halfDay: boolean } | undefined {
  const match = dateForm.exec(text.trim())
  if (!match) return undefined
  const [, first = '', sign, second = ''] = match
  if (first.length > 2) return undefined
  const halfDay = match[8] !== undefined
  if (Number(first) > 12) return { order: 'day', halfDay }
  if (Number(second) > 12) return { order: 'month', halfDay }
  if (sign === '.') return { order: 'day', halfDay }
  return first === second ? undefined : { order: undefined, halfDay }
}

/**
 * A date and time as ISO 8601. RVTools writes the clock of the machine it ran on without its zone; it is given as if
 * that were UTC. A date that reads both ways begins with what `order` says, else with the month when it says AM or
 * PM, else with the day.
 */
export function parseDate(
  value: Date | number | string,
  from1904 = false,
  order?: 'day' | 'month',
): string | undefined {
  if (value instanceof Date) return iso(value.getTime())
  if (typeof value === 'number') {
    // Serial days: 1900-01-01 to 9999-12-31; smaller and larger numbers are no dates.
    if (!(value > 0 && value < 2_958_466)) return undefined
    return iso(Math.round((value + (from1904 ? 1462 : 0) - 25_569) * 86_400) * 1000)
  }
  const text = value.trim()
  const match = dateForm.exec(text)
  if (!match)
    return /^\d{5}([.,]\d+)?$/.test(text) ? parseDate(Number(text.replace(',', '.')), from1904) : undefined
  const [, first = '', , second = '', third = '', hours = '0', minutes = '0', seconds = '0', half] = match
  const zone = /([+-])(\d\d):?(\d\d)$/.exec(text)
  const yearFirst = first.length === 4
  const said = dateOrder(text)
  const monthFirst = (said?.order ?? order ?? (half === undefined ? 'day' : 'month')) === 'month'
  const [year, month, day] = yearFirst
    ? [first, second, third]
    : monthFirst
      ? [third, first, second]
      : [third, second, first]
  let hour = Number(hours)
  if (half !== undefined) hour = (hour % 12) + (half.toLowerCase() === 'p' ? 12 : 0)
  const fullYear = year.length === 2 ? 2000 + Number(year) : Number(year)
  const time = Date.UTC(fullYear, Number(month) - 1, Number(day), hour, Number(minutes), Number(seconds))
  const date = new Date(time)
  if (date.getUTCMonth() !== Number(month) - 1 || date.getUTCDate() !== Number(day)) return undefined
  const offset = zone && yearFirst ? (zone[1] === '-' ? -1 : 1) * (Number(zone[2]) * 60 + Number(zone[3])) : 0
  return iso(time - offset * 60_000)
}

function iso(time: number): string | undefined {
  if (!Number.isFinite(time) || Math.abs(time) > 8.64e15) return undefined
  return new Date(time).toISOString().replace('.000Z', 'Z')
}

// What nearly every cell holds; excludes placeholders of one repeated digit.
const usualUuid = /^(?!(.)\1{7}-)[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** A UUID in lower case with dashes, from any of VMware's spellings; undefined for placeholders and anything else. */
export function parseUuid(text: string): string | undefined {
  if (usualUuid.test(text)) return text
  const digits = text.replace(/[\s{}-]/g, '').toLowerCase()
  if (!/^[0-9a-f]{32}$/.test(digits) || /^(.)\1*$/.test(digits)) return undefined
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

/** A MAC address in lower case with colons; undefined for anything else. */
export function parseMac(text: string): string | undefined {
  const digits = text.replace(/[\s:.-]/g, '').toLowerCase()
  return /^[0-9a-f]{12}$/.test(digits) && digits !== '000000000000'
    ? digits.replace(/(..)(?=.)/g, '$1:')
    : undefined
}

/** Items of a list in one cell: commas, semicolons, line breaks. */
export function parseList(text: string): readonly string[] {
  return [
    ...new Set(
      text
        .split(/[,;\n\r|]+/)
        .map((item) => item.trim())
        .filter((item) => item !== ''),
    ),
  ]
}
