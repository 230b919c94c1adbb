/** Facts while rows of several tabs still add to them. */
export type Draft<T> = { -readonly [K in keyof T]: T[K] }

/** Sets a field unless the cell was empty: a field that is not said is absent, never undefined. */
export function put<T, K extends keyof T>(draft: T, field: K, value: T[K] | undefined): void {
  if (value !== undefined) draft[field] = value
}

/** As {@link put}, but what an earlier row said stays. */
export function fill<T, K extends keyof T>(draft: T, field: K, value: T[K] | undefined): void {
  if (draft[field] === undefined && value !== undefined) draft[field] = value
}
