/** Cells of RVTools as text, numbers and dates, with the traps of a dozen years of exports. Pure. */

const truths: ReadonlyMap<string, boolean> = new Map([
  ...['true', 'yes', '1', 'wahr', 'ja', 'vrai', 'oui', 'verdadero', 'si', 'vero', 'on', 'enabled'].map(
    (word): [string, boolean] => [word, true],
  ),
  ...['false', 'no', '0', 'falsch', 'nein', 'faux', 'non', 'falso', 'off', 'disabled'].map(
    (word): [string, boolean] => [word, false],
  ),
])

/** `True`, `yes`, `1`, and what localised spreadsheets make of them; undefined for anything else. */
export function parseTruth(text: string): boolean | undefined {
  return truths.get(text.trim().toLowerCase())
}

/**
 * A number in any locale: `1,234`, `1.234,5`, `1 234`, `1'234`, `12 %`, `1.2E+3`. One separator followed by three
 * digits groups thousands when the column holds `whole` numbers, else it is a decimal point. Undefined = no number.
 */
export function parseNumber(text: string, whole: boolean): number | undefined {
  let body = text.replace(/[\s\u00a0\u202f'’]/g, '').replace(/%$/, '')
  if (!/^[+-]?[\d.,]{1,40}(?:[eE][+-]?\d{1,3})?$/.test(body)) return undefined
  const dots = body.split('.').length - 1
  const commas = body.split(',').length - 1
  const [last, other] = body.lastIndexOf('.') > body.lastIndexOf(',') ? ['.', ','] : [',', '.']
  const count = last === '.' ? dots : commas
  const groups =
    count > 1 ||
    (count === 1 &&
      whole &&
      (dots === 0 || commas === 0) &&
      /[.,]\d{3}$/.test(body) &&
      !/^[+-]?0[.,]/.test(body))
  body = body.replaceAll(other, '')
  body = groups ? body.replaceAll(last, '') : body.replace(last, '.')
  const value = Number(body)
  return Number.isFinite(value) && Math.abs(value) <= Number.MAX_SAFE_INTEGER ? value : undefined
}

/**
 * A date and time as ISO 8601. RVTools writes the clock of the machine it ran on without its zone; it is given as if
 * that were UTC. With AM or PM the month comes first; else `04.08.2026` and `04/08/2026` begin with the day unless
 * that cannot be.
 */
export function parseDate(value: Date | number | string, from1904 = false): string | undefined {
  if (value instanceof Date) return iso(value.getTime())
  if (typeof value === 'number') {
    // Serial days: 1900-01-01 to 9999-12-31; smaller and larger numbers are no dates.
    if (!(value > 0 && value < 2_958_466)) return undefined
    return iso(Math.round((value + (from1904 ? 1462 : 0) - 25_569) * 86_400) * 1000)
  }
  const text = value.trim()
  const match =
    /^(\d{1,4})([./-])(\d{1,2})\2(\d{1,4})(?:[T ,]\s*(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)?\s*([AaPp])?\.?[Mm]?\.?)?(?:Z|[+-]\d\d:?\d\d)?$/.exec(
      text,
    )
  if (!match)
    return /^\d{5}([.,]\d+)?$/.test(text) ? parseDate(Number(text.replace(',', '.')), from1904) : undefined
  const [, first = '', , second = '', third = '', hours = '0', minutes = '0', seconds = '0', half] = match
  const zone = /([+-])(\d\d):?(\d\d)$/.exec(text)
  const yearFirst = first.length === 4
  const monthFirst = half !== undefined || Number(second) > 12
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
