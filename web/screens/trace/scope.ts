/** Kinds of a scope, as the address bar and the command line have them. */
export const scopeKinds = ['wave', 'application', 'subnet', 'vm'] as const

/** One kind of scope. */
export type ScopeKind = (typeof scopeKinds)[number]

/** A scope: nothing is the whole estate. */
export type Scope = { readonly kind: ScopeKind; readonly name: string } | { readonly kind: 'estate' }

/** The scope of the address bar. */
export function scopeOf(search: URLSearchParams): Scope {
  for (const kind of scopeKinds) {
    const name = search.get(kind)
    if (name !== null && name !== '') return { kind, name }
  }
  return { kind: 'estate' }
}

/** Options of `causeway trace` for a scope. */
export function scopeOptions(scope: Scope): string {
  if (scope.kind === 'estate') return '--all'
  const name = /^[\w./:-]+$/.test(scope.name) ? scope.name : `'${scope.name.replaceAll("'", '')}'`
  return scope.kind === 'vm' ? name : `--${scope.kind} ${name}`
}
