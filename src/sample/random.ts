/** A stream of numbers in [0, 1) that depends on the seed alone. */
export type Random = () => number

/** The mulberry32 generator: 32 bits of state, good enough to shape a sample, the same on every machine. */
export function randomOf(seed: number): Random {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** FNV-1a over the UTF-16 codes: turns a name into a seed. */
export function seedOf(text: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return hash >>> 0
}

/** `count` hex digits that depend on the text alone. */
export function hexOf(text: string, count: number): string {
  const random = randomOf(seedOf(text))
  let digits = ''
  while (digits.length < count)
    digits += Math.floor(random() * 65_536)
      .toString(16)
      .padStart(4, '0')
  return digits.slice(0, count)
}

/** A UUID that depends on the text alone; vCenter's instance UUIDs begin with 50, SMBIOS UUIDs with 42. */
export function uuidOf(text: string, prefix: '50' | '42' | '60' = '60'): string {
  const digits = prefix + hexOf(text, 30)
  return [8, 12, 16, 20, 32]
    .map((end, at) => digits.slice(at === 0 ? 0 : [8, 12, 16, 20][at - 1], end))
    .join('-')
}

/** A whole number from `low` to `high`, both included. */
export function between(random: Random, low: number, high: number): number {
  return low + Math.floor(random() * (high - low + 1))
}

/** One of the choices. Throws RangeError when there is none. */
export function pick<Choice>(random: Random, choices: readonly Choice[]): Choice {
  const choice = choices[Math.floor(random() * choices.length)]
  if (choice === undefined) throw new RangeError('nothing to pick from')
  return choice
}
