/** Leaves out what is undefined: an absent field means that the source does not say. */
export function defined<T extends object>(value: { [K in keyof T]: T[K] | undefined }): T
export function defined(value: object): object {
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined))
}
