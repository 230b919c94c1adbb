/** A number from 0 to 2^32 that depends on its arguments alone (murmur3's finish). */
export function hash(...numbers: readonly number[]): number {
  let mixed = 0x9e3779b9
  for (const number of numbers) {
    mixed ^= number | 0
    mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b)
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
    mixed ^= mixed >>> 16
  }
  return mixed >>> 0
}

/** The same from 0 up to, not including, 1. */
export function fraction(...numbers: readonly number[]): number {
  return hash(...numbers) / 0x1_0000_0000
}

/** Numbers from 0 up to, not including, 1, the same for the same seed. */
export function draws(seed: number): () => number {
  let count = 0
  return () => fraction(seed, ++count)
}

/** A UUID that depends on its arguments alone. */
export function uuid(...numbers: readonly number[]): string {
  const digits = [1, 2, 3, 4]
    .map((part) =>
      hash(part, ...numbers)
        .toString(16)
        .padStart(8, '0'),
    )
    .join('')
  return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-4${digits.slice(13, 16)}-8${digits.slice(17, 20)}-${digits.slice(20)}`
}
