import type { Stewardship } from './vm.ts'
import words from './stewardship-words.json' with { type: 'json' }

/** Names of the fields of {@link Stewardship}. */
export type StewardshipField = keyof Stewardship

const fields: readonly StewardshipField[] = [
  'owner',
  'team',
  'email',
  'application',
  'function',
  'criticality',
  'environment',
  'complianceScopes',
  'maintenanceWindow',
]
const fieldByLabel = new Map(
  fields.flatMap((field) => words.fields[field].map((label): [string, StewardshipField] => [label, field])),
)

/**
 * The field that a column, custom attribute or tag category speaks of: `Service Owner` → `owner`; undefined for a
 * label that means something else. Case, spaces, accents and signs do not count.
 */
export function stewardshipField(label: string): StewardshipField | undefined {
  return fieldByLabel.get(plain(label).replaceAll(' ', ''))
}

/**
 * Facts from one value: `tier 1` → `{ criticality: 1 }`. Undefined = empty, or a word that the field does not know.
 */
export function stewardshipFacts(field: StewardshipField, value: string): Stewardship | undefined {
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
