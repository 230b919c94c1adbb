import { knownFamilies, knownKinds, knownModules, threeWords } from './schema.ts'

/** What the first line of an object says: its kind, its name, and whether the kind is known. */
export interface Header {
  readonly kind: string
  readonly name: string
  readonly known: boolean
}

/** `ltm data-group internal /Common/offices` to kind and name; a name with its partition ends the kind. */
export function headerOf(words: readonly string[]): Header {
  const [module = '', second = ''] = words
  const two = `${module} ${second}`
  // Conditions of `gtm topology` are its name.
  if (two === 'gtm topology') return { kind: two, name: words.slice(2).join(' '), known: true }
  const last = words[words.length - 1] ?? ''
  const at =
    words.length > 2 && last.startsWith('/')
      ? words.length - 1
      : words.length > 2 && threeWords.has(two)
        ? 3
        : 2
  const kind = at === 2 ? two : words.slice(0, at).join(' ')
  return {
    kind,
    name: words[at] ?? '',
    known: knownModules.has(module) || knownFamilies.has(two) || knownKinds.has(kind),
  }
}
