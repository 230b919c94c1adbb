import { type FilterField, fieldNamed, filterFields } from './fields.ts'
import { expectedAt, type Expected } from './expect.ts'
import { quoted } from './quote.ts'
import type { SeenValues } from './seen.ts'

/** One way to go on. */
export interface Offer {
  readonly text: string
  readonly kind: 'field' | 'operator' | 'value' | 'word'
  readonly help?: string
}

/** Ways to go on at a place of a filter, and what of it each one replaces: from `from` up to, not including, `to`. */
interface Completion {
  readonly from: number
  readonly to: number
  readonly offers: readonly Offer[]
}

const mostOffers = 12

const operators: Readonly<Record<FilterField['type'], readonly string[]>> = {
  text: ['=', '!=', '~', '!~', 'in'],
  path: ['in', '=', '!=', '~', '!~'],
  number: ['=', '!=', '>', '>=', '<', '<=', 'in'],
  mib: ['>=', '<=', '>', '<', '=', '!='],
  address: ['in', '=', '!=', '~'],
  boolean: ['=', '!='],
}

const meanings: Readonly<Record<string, string>> = {
  '=': 'is',
  '!=': 'is not',
  '~': 'contains; * is a wildcard',
  '!~': 'does not contain',
  '>': 'more than',
  '>=': 'at least',
  '<': 'less than',
  '<=': 'at most',
  in: 'one of (a, b); inside a CIDR or a path',
}

/** How a filter can go on at `at`: fields, operators, values that the estate has, and the words between. Pure. */
export function completeFilter(where: string, at: number, seen: SeenValues): Completion {
  const expected = expectedAt(where, at)
  const all = offersFor(expected, seen)
  const begun = expected.begun.toLowerCase()
  const starts = all.filter(({ text }) => bare(text).startsWith(begun) && bare(text) !== begun)
  const holds =
    expected.kind === 'value' && begun !== '' ? all.filter(({ text }) => bare(text).indexOf(begun) > 0) : []
  return { from: expected.from, to: at, offers: [...starts, ...holds].slice(0, mostOffers) }
}

/** The whole filter with one offer taken, and where the cursor then stands. */
export function takeOffer(
  where: string,
  { from, to }: Pick<Completion, 'from' | 'to'>,
  { text, kind }: Offer,
): { readonly where: string; readonly at: number } {
  const rest = where.slice(to)
  const gap = kind === 'value' && /^\s*[,)]/.test(rest) ? '' : ' '
  const before = `${where.slice(0, from)}${text}${gap}`
  return { where: before + rest.trimStart(), at: before.length }
}

function offersFor(expected: Expected, seen: SeenValues): readonly Offer[] {
  const field = expected.field === undefined ? undefined : fieldNamed(expected.field)
  switch (expected.kind) {
    case 'term':
      return [...fields(), ...words('not', 'has')]
    case 'field':
      return fields()
    case 'operator':
      return field
        ? operators[field.type].map((text) => ({ text, kind: 'operator', help: meanings[text] ?? '' }))
        : words('and', 'or')
    case 'value':
      return field ? seen(field).map((value) => ({ text: quoted(value), kind: 'value' })) : []
    case 'join':
      return [
        ...words('and', 'or', ...(expected.depth > 0 ? [')'] : [])),
        ...(expected.begun === '' ? [] : fields()),
      ]
    case 'list':
      return words(',', ')')
    case 'nothing':
      return []
  }
}

function fields(): readonly Offer[] {
  return filterFields.map(({ name, help }) => ({ text: name, kind: 'field', help }))
}

function words(...all: readonly string[]): readonly Offer[] {
  return all.map((text) => ({ text, kind: 'word' }))
}

function bare(text: string): string {
  return text.replace(/^["']/, '').toLowerCase()
}
