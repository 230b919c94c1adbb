import { dateOrder, numberForm, parseDate, parseNumber } from './values.ts'

/** How the values of one column are written, where a value alone does not tell. */
interface ColumnForm {
  /** Which of two small numbers is the month. */
  readonly order?: 'day' | 'month'
  /** The sign before the fraction. */
  readonly decimal?: '.' | ','
  /** `0.49` is 49 %. */
  readonly fraction?: boolean
}

/** What the values of a column speak for. */
interface Votes {
  dayFirst: number
  monthFirst: number
  /** AM or PM beside a date that reads both ways: a hint, no proof. */
  halfDay: number
  doubtfulDates: number
  exampleDate: string
  decimalPoint: number
  decimalComma: number
  doubtfulNumbers: number
  exampleNumber: string
  /** The column holds whole numbers: a fraction in it is only believed when the column itself has others. */
  whole: boolean
  /** Percentages between 0 and 1, and above 1. */
  small: number
  large: number
  /** Words of other languages for yes and no. */
  words: Set<string>
}

/**
 * Dates, numbers and percentages of an export. The first pass reads with what is usual and counts what the values of
 * each column speak for; {@link settle} says what the whole column means, and whether that was assumed.
 */
export interface Formats {
  date(column: string, text: string, from1904: boolean): string | undefined
  number(column: string, text: string, whole: boolean): number | undefined
  percent(column: string, value: number): number
  /** A word for yes or no that is not English. */
  word(column: string, text: string): void
  settle(): { readonly next: Formats | undefined; readonly sentences: readonly string[] }
}

/** Formats with nothing known, or as an earlier pass found them. */
export function newFormats(known: ReadonlyMap<string, ColumnForm> = new Map()): Formats {
  const votes = new Map<string, Votes>()
  const of = (column: string): Votes => {
    const found = votes.get(column)
    if (found) return found
    const made = noVotes()
    votes.set(column, made)
    return made
  }
  return {
    date(column, text, from1904) {
      const order = dateOrder(text)
      if (order !== undefined) count(of(column), order, text)
      return parseDate(text, from1904, known.get(column)?.order)
    },
    number(column, text, whole) {
      const form = numberForm(text)
      if (form === 'point') of(column).decimalPoint += 1
      else if (form === 'comma') of(column).decimalComma += 1
      else if (form === 'doubtful') {
        const said = of(column)
        said.doubtfulNumbers += 1
        said.whole ||= whole
        if (said.exampleNumber === '') said.exampleNumber = text.slice(0, 40)
      }
      return parseNumber(text, whole, known.get(column)?.decimal)
    },
    percent(column, value) {
      if (value > 1) of(column).large += 1
      else if (value > 0 && value < 1) of(column).small += 1
      return known.get(column)?.fraction === true ? Math.round(value * 10_000) / 100 : value
    },
    word(column, text) {
      const { words } = of(column)
      if (words.size < 6) words.add(text.toLowerCase().slice(0, 20))
    },
    settle: () => settle(votes, known),
  }
}

function noVotes(): Votes {
  return {
    dayFirst: 0,
    monthFirst: 0,
    halfDay: 0,
    doubtfulDates: 0,
    exampleDate: '',
    decimalPoint: 0,
    decimalComma: 0,
    doubtfulNumbers: 0,
    exampleNumber: '',
    whole: false,
    small: 0,
    large: 0,
    words: new Set(),
  }
}

function count(votes: Votes, order: NonNullable<ReturnType<typeof dateOrder>>, text: string): void {
  if (order.order === 'day') votes.dayFirst += 1
  else if (order.order === 'month') votes.monthFirst += 1
  else {
    votes.doubtfulDates += 1
    if (order.halfDay) votes.halfDay += 1
    if (votes.exampleDate === '') votes.exampleDate = text.slice(0, 40)
  }
}

function settle(
  votes: ReadonlyMap<string, Votes>,
  known: ReadonlyMap<string, ColumnForm>,
): ReturnType<Formats['settle']> {
  const all = total(votes)
  const forms = new Map<string, ColumnForm>()
  const sentences: string[] = []
  let changed = false
  for (const [column, said] of votes) {
    const before = known.get(column) ?? {}
    const form: { -readonly [K in keyof ColumnForm]: ColumnForm[K] } = {}
    if (said.doubtfulDates > 0) {
      const { order, because } = orderOf(said, all)
      form.order = order
      const assumed = before.order ?? (said.halfDay > 0 ? 'month' : 'day')
      if (order !== assumed || (before.order === undefined && mixedHalf(said))) changed = true
      sentences.push(
        `${column}: ${counted(said.doubtfulDates, 'date')} such as ${said.exampleDate} can be read two ways; read ${order} first, ${because}`,
      )
    }
    if (said.doubtfulNumbers > 0) {
      const { decimal, because } = decimalOf(said, all)
      if (decimal !== undefined) form.decimal = decimal
      if (decimal !== before.decimal) changed = true
      sentences.push(
        `${column}: ${counted(said.doubtfulNumbers, 'number')} such as ${said.exampleNumber} can be read two ways; ${meaning(decimal, said.whole)}, ${because}`,
      )
    }
    if (said.small > 0 && said.large === 0) {
      form.fraction = true
      if (before.fraction !== true) changed = true
      sentences.push(`${column}: every value lies between 0 and 1; read as a fraction of 100 %`)
    }
    if (said.words.size > 0) sentences.push(`${column}: ${[...said.words].join(', ')} read as yes and no`)
    forms.set(column, form)
  }
  return { next: changed ? newFormats(forms) : undefined, sentences }
}

/** Some of the doubtful dates carry AM or PM and some do not: both kinds were read in different orders. */
function mixedHalf(said: Votes): boolean {
  return said.halfDay > 0 && said.halfDay < said.doubtfulDates
}

function total(votes: ReadonlyMap<string, Votes>): Votes {
  const sum = noVotes()
  for (const said of votes.values()) {
    sum.dayFirst += said.dayFirst
    sum.monthFirst += said.monthFirst
    sum.decimalPoint += said.decimalPoint
    sum.decimalComma += said.decimalComma
  }
  return sum
}

function orderOf(said: Votes, all: Votes): { order: 'day' | 'month'; because: string } {
  for (const [votes, where] of [
    [said, 'of the column'],
    [all, 'of the export'],
  ] as const) {
    const { dayFirst, monthFirst } = votes
    if (dayFirst === monthFirst) continue
    const order = dayFirst > monthFirst ? 'day' : 'month'
    const [more, less] = [Math.max(dayFirst, monthFirst), Math.min(dayFirst, monthFirst)]
    const others = less > 0 ? `, although ${less} cannot` : ''
    return { order, because: `as ${counted(more, 'other')} ${where} must be${others}` }
  }
  if (said.halfDay > 0) return { order: 'month', because: 'as they say AM or PM; no value proves it' }
  return { order: 'day', because: 'which no value of the export proves' }
}

function decimalOf(said: Votes, all: Votes): { decimal: '.' | ',' | undefined; because: string } {
  const sources = [[said, 'of the column'] as const, [all, 'of the export'] as const]
  for (const [votes, where] of said.whole ? sources.slice(0, 1) : sources) {
    const { decimalPoint, decimalComma } = votes
    if (decimalPoint === decimalComma) continue
    const many = Math.max(decimalPoint, decimalComma)
    const decimal = decimalPoint > decimalComma ? '.' : ','
    return { decimal, because: `as in ${counted(many, 'other')} ${where}` }
  }
  return {
    decimal: undefined,
    because: said.whole ? 'as the column holds whole numbers' : 'which no value of the export proves',
  }
}

function meaning(decimal: '.' | ',' | undefined, whole: boolean): string {
  if (decimal === undefined) return whole ? 'the sign groups thousands' : 'the sign begins the fraction'
  return decimal === '.' ? 'the point begins the fraction' : 'the comma begins the fraction'
}

function counted(many: number, what: string): string {
  return `${many} ${what}${many === 1 ? '' : 's'}`
}
