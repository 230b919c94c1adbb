import type { Stewardship } from './vm.ts'
import words from './stewardship-words.json' with { type: 'json' }

/** Names of the fields of {@link Stewardship}. */
export type StewardshipField = keyof Stewardship

/** All of them, in the order of people before rules. */
export const stewardshipFields: readonly StewardshipField[] = [
  'owner',
  'team',
  'email',
  'application',
  'function',
  'criticality',
  'environment',
  'complianceScopes',
  'maintenanceWindow',
  'slaClass',
  'rpoMinutes',
  'rtoMinutes',
  'standbyByDesign',
]
const fieldByLabel = new Map(
  stewardshipFields.flatMap((field) =>
    words.fields[field].map((label): [string, StewardshipField] => [label, field]),
  ),
)

/**
 * The field that a column, custom attribute or tag category speaks of: `Service Owner` → `owner`; undefined for a
 * label that means something else. Case, spaces, accents and signs do not count.
 */
export function stewardshipField(label: string): StewardshipField | undefined {
  return fieldByLabel.get(plain(label).replaceAll(' ', ''))
}

/**
 * Facts from one value: `tier 1` → `{ criticality: 1 }`. The label may say the unit of a duration (`RPO (hours)`).
 * Undefined = empty, or a word that the field does not know.
 */
export function stewardshipFacts(
  field: StewardshipField,
  value: string,
  label = '',
): Stewardship | undefined {
  const text = value.trim()
  if (text === '') return undefined
  switch (field) {
    case 'criticality': {
      const level = levels.find((one) => says(words.criticality[one], text))
      return level === undefined ? undefined : { criticality: levelNumbers[level] }
    }
    case 'environment': {
      const environment = environments.find((one) => says(words.environment[one], text))
      return environment === undefined ? undefined : { environment }
    }
    case 'complianceScopes': {
      const scopes = text.split(/[,;|]/).map((scope) => scope.trim())
      return { complianceScopes: [...new Set(scopes.filter((scope) => scope !== ''))] }
    }
    case 'slaClass':
      return { slaClass: text, ...objectivesIn(text) }
    case 'rpoMinutes':
    case 'rtoMinutes': {
      const minutes = minutesOf(text, unitIn(label))
      return minutes === undefined ? undefined : { [field]: minutes }
    }
    case 'standbyByDesign': {
      const said = plain(text)
      if (words.standby.yes.includes(said)) return { standbyByDesign: true }
      return words.standby.no.includes(said) ? { standbyByDesign: false } : undefined
    }
    default:
      return { [field]: text }
  }
}

const levels = ['1', '2', '3', '4'] as const
const levelNumbers = { '1': 1, '2': 2, '3': 3, '4': 4 } as const
const environments = ['production', 'staging', 'test', 'development', 'disaster-recovery'] as const

/** The whole value is a known word, or its first part is: `Tier 2 - Gold`, `1 (critical)`. */
function says(known: readonly string[], text: string): boolean {
  const [first = ''] = text.split(/ [-–—(/]|[(/:,;]/, 1)
  return known.includes(plain(text)) || known.includes(plain(first))
}

const unitMinutes: readonly (readonly [RegExp, number])[] = [
  [/^(?:s|secs?|seconds?|sekunden?)$/, 1 / 60],
  [/^(?:m|mins?|minutes?|minuten?)$/, 1],
  [/^(?:h|hrs?|hours?|stunden?|std)$/, 60],
  [/^(?:d|days?|tage?|tagen)$/, 1440],
  [/^(?:w|weeks?|wochen?)$/, 10_080],
]

function unitOf(word: string): number | undefined {
  return unitMinutes.find(([form]) => form.test(word))?.[1]
}

/** The unit that a column's header names: `RPO (hours)`, `rto_min`. */
function unitIn(label: string): number | undefined {
  return plain(label.replace(/([a-z])([A-Z])/g, '$1 $2'))
    .split(' ')
    .map(unitOf)
    .find((unit) => unit !== undefined)
}

/** `15 min`, `4h`, `1.5 hours`, `02:30`, `0`, and a bare number when the header says its unit. */
function minutesOf(text: string, unit: number | undefined): number | undefined {
  const clock = /^(\d{1,3}):(\d{2})(?::\d{2})?$/.exec(text)
  if (clock) return Number(clock[1]) * 60 + Number(clock[2])
  const said = /^(?:<=?|max\.?)?\s*(\d{1,6}(?:[.,]\d{1,3})?)\s*([\p{L}]{0,12})\.?$/u.exec(text.toLowerCase())
  if (!said) return undefined
  const amount = Number((said[1] ?? '').replace(',', '.'))
  const named = said[2] === '' ? (amount === 0 ? 1 : unit) : unitOf(said[2] ?? '')
  return named === undefined ? undefined : Math.round(amount * named)
}

/** What a class says of itself: `Gold (RPO 15 min, RTO 4 h)`. */
function objectivesIn(text: string): Pick<Stewardship, 'rpoMinutes' | 'rtoMinutes'> {
  const said = (name: string) => {
    const match = new RegExp(`\\b${name}\\b\\s{0,3}[:=]?\\s{0,3}([\\d.,]{1,8}\\s?[a-z]{1,8})`, 'i').exec(
      text.slice(0, 300),
    )
    return match ? minutesOf(match[1] ?? '', undefined) : undefined
  }
  const [rpoMinutes, rtoMinutes] = [said('rpo'), said('rto')]
  return {
    ...(rpoMinutes === undefined ? {} : { rpoMinutes }),
    ...(rtoMinutes === undefined ? {} : { rtoMinutes }),
  }
}

/** Lower case, without accents, words apart by one space. */
function plain(text: string): string {
  return text
    .slice(0, 200)
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
}
