/** Leaves out what a source does not say: a field is absent, never undefined. */
export function known<T extends object>(fields: T): Known<T> {
  const kept: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(fields)) if (value !== undefined) kept[name] = value
  // Only fields without a value were left out, which is what the type says.
  return kept as Known<T>
}

type OptionalNames<T> = { [N in keyof T]: undefined extends T[N] ? N : never }[keyof T]

/** The same fields, those that may be undefined being optional instead. */
export type Known<T> = { readonly [N in Exclude<keyof T, OptionalNames<T>>]: T[N] } & {
  readonly [N in OptionalNames<T>]?: Exclude<T[N], undefined>
}

/** Bytes as whole MiB, rounded up. */
export function mebibytes(bytes: number | undefined): number | undefined {
  return bytes === undefined ? undefined : Math.ceil(bytes / 1_048_576)
}

/** One of the words, or nothing. */
export function oneOf<const W extends string>(words: readonly W[], word: string | undefined): W | undefined {
  return words.find((candidate) => candidate === word)
}
