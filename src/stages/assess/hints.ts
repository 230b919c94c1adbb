import type { DispositionKind } from '../../model/assessment.ts'
import type { Vm } from '../../model/vm.ts'
import catalogue from './application-catalogue.json' with { type: 'json' }

/** What a line of the application catalogue proposes for a VM, and the words it found. */
export interface Hint {
  readonly rule: string
  readonly disposition: DispositionKind
  readonly reason: string
  readonly found: string
}

const kinds: readonly DispositionKind[] = [
  'retire',
  'retain',
  'rehost',
  'replatform',
  'refactor',
  'repurchase',
]

/** First line of the catalogue whose words stand, as whole words, in one of its fields. */
export function hintOf(vm: Vm): Hint | undefined {
  for (const rule of catalogue) {
    for (const field of rule.fields) {
      const text = textOf(vm, field)
      if (!text) continue
      const word = rule.words.find((one) => containsWords(text, one))
      const disposition = kinds.find((kind) => kind === rule.disposition)
      if (word && disposition) {
        return { rule: rule.id, disposition, reason: rule.reason, found: `"${word}" in ${field}` }
      }
    }
  }
  return undefined
}

/** Text of a field in lower case, at most 4,000 characters: notes come from outside. */
function textOf(vm: Vm, field: string): string {
  switch (field) {
    case 'annotation':
      return (vm.annotation ?? '').slice(0, 4000).toLowerCase()
    case 'application':
      return (vm.application ?? '').toLowerCase()
    case 'function':
      return (vm.function ?? '').toLowerCase()
    case 'folder':
      return (vm.folder ?? '').toLowerCase()
    case 'attributes':
      return Object.entries(vm.attributes ?? {})
        .map(([key, value]) => `${key} ${value}`)
        .join('\n')
        .slice(0, 4000)
        .toLowerCase()
    case 'tags':
      return (vm.tags ?? [])
        .map((tag) => `${tag.category} ${tag.name}`)
        .join('\n')
        .toLowerCase()
    default:
      return ''
  }
}

/** Whether `words` stands in `text` with no letter or digit right beside it. */
export function containsWords(text: string, words: string): boolean {
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1)) {
    if (!isWordCharacter(text[at - 1]) && !isWordCharacter(text[at + words.length])) return true
  }
  return false
}

function isWordCharacter(character: string | undefined): boolean {
  return character !== undefined && /[\p{L}\p{N}]/u.test(character)
}
