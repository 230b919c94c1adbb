/** Parts of the address bar that say what of the history is shown. */
export const askedKeys = [
  'set',
  'from',
  'to',
  'change',
  'kind',
  'field',
  'find',
  'since',
  'until',
  'after',
] as const

/** What is asked of the history; an empty text asks nothing. */
export type Asked = Readonly<Record<(typeof askedKeys)[number], string>>

/** What the address bar asks. */
export function askedOf(search: URLSearchParams): Asked {
  const asked: Record<string, string> = {}
  for (const key of askedKeys) asked[key] = search.get(key) ?? ''
  return asked as Asked
}

/** The question for the changes; undefined while only the readings themselves are asked for. */
export function queryOf(asked: Asked): Readonly<Record<string, string>> | undefined {
  const keys = askedKeys.filter((key) => asked[key] !== '')
  const names = ['set', 'from', 'to', 'change', 'kind', 'field', 'find']
  if (!keys.some((key) => names.includes(key))) return undefined
  return Object.fromEntries(keys.map((key) => [key, asked[key]]))
}

/** The command line that shows the same. */
export function commandOf(asked: Asked): string {
  const options = askedKeys
    .filter((key) => key !== 'after' && asked[key] !== '')
    .map((key) => `--${key} ${inShell(asked[key])}`)
  return ['causeway history', ...options].join(' ')
}

function inShell(text: string): string {
  return /^[\w.:/-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`
}
