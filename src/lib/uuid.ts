/** A UUID as `56 4d 0c … 12` of a .vmx or with dashes: lower case with dashes; undefined = it is none. */
export function uuidOf(value: string | undefined): string | undefined {
  const digits = value?.toLowerCase().replace(/[^0-9a-f]/g, '') ?? ''
  if (digits.length !== 32) return undefined
  const cuts = [0, 8, 12, 16, 20, 32]
  return cuts
    .slice(1)
    .map((to, at) => digits.slice(cuts[at], to))
    .join('-')
}
