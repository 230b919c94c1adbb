/** First parts of names that say what a machine is, not what it belongs to. */
const generic = new Set([
  'srv',
  'server',
  'vm',
  'win',
  'lnx',
  'linux',
  'prod',
  'prd',
  'dev',
  'test',
  'tst',
  'qa',
  'uat',
  'stg',
  'app',
  'web',
  'db',
  'sql',
  'ora',
  'dc',
  'dns',
  'file',
  'print',
  'mail',
  'proxy',
  'jump',
  'log',
  'mon',
  'backup',
  'tmp',
  'new',
  'old',
])

/** The part of a name that may be an application: `erp` of `erp-db-01`. Undefined = the name says nothing. */
export function stemOf(name: string): string | undefined {
  const [first, second] = name.toLowerCase().split(/[^a-z0-9]+/, 2)
  if (!first || second === undefined) return undefined
  const letters = first.replace(/(?<!\d)\d+$/, '')
  return letters.length < 3 || generic.has(letters) ? undefined : letters
}
