import { kinds, table, word } from './bytes.ts'

/** Names by which hosts of the estate may stand in a text, lower case. */
export interface HostNames {
  readonly hostNames: ReadonlySet<string>
  readonly domains: ReadonlySet<string>
  /** Hardware addresses of its cards, lower case with colons. */
  readonly hardwareAddresses?: ReadonlySet<string>
}

/** Small letters of letters; digits, the underscore, dots and dashes as they are; 0 for what ends a name. */
export const folded = table((code) => {
  if (((kinds[code] ?? 0) & word) > 0) return code >= 65 && code <= 90 ? code | 32 : code
  return code === 46 || code === 45 ? code : 0
})

const lengths = 64

/**
 * Host names, found by the bytes of a word: its length and first letter sort out most words of a text, a hash table
 * finds the name, and no string is made.
 */
export interface Dictionary extends HostNames {
  /** Whether a name of that length begins with that letter. */
  readonly shapes: Uint8Array
  /** The same for the last labels of domains. */
  readonly lastLabels: Uint8Array
  /** Places in `names` plus one, by hash; 0 = free. */
  readonly slots: Int32Array
  readonly names: readonly string[]
}

const known = new WeakMap<HostNames, Dictionary>()

/** The dictionary of some names; made once for each set. */
export function dictionaryOf(given: HostNames): Dictionary {
  const before = known.get(given)
  if (before) return before
  const names = [...given.hostNames]
  let size = 16
  while (size < names.length * 3) size *= 2
  const slots = new Int32Array(size)
  const shapes = new Uint8Array(lengths * 128)
  const lastLabels = new Uint8Array(lengths * 128)
  for (const [index, name] of names.entries()) {
    shapes[shapeOf(name.length, name.charCodeAt(0))] = 1
    let slot = hashOfText(name) & (size - 1)
    while (slots[slot] !== 0) slot = (slot + 1) & (size - 1)
    slots[slot] = index + 1
  }
  for (const domain of given.domains) {
    const label = domain.slice(domain.lastIndexOf('.') + 1)
    lastLabels[shapeOf(label.length, label.charCodeAt(0))] = 1
  }
  const made = { ...given, shapes, lastLabels, slots, names }
  known.set(given, made)
  return made
}

/** Length and first letter as one number. */
export function shapeOf(length: number, first: number): number {
  return (length < lengths ? length : lengths - 1) * 128 + (first & 127)
}

/** The name that stands between two places, in any case of letters. */
export function nameAt(
  { slots, names }: Dictionary,
  bytes: Uint8Array,
  from: number,
  to: number,
): string | undefined {
  let hash = 0
  for (let at = from; at < to; at++) hash = Math.imul(hash ^ (folded[bytes[at] ?? 0] ?? 0), 0x01_00_01_93)
  for (let slot = mixed(hash) & (slots.length - 1); ; slot = (slot + 1) & (slots.length - 1)) {
    const index = slots[slot] ?? 0
    if (index === 0) return undefined
    const name = names[index - 1] ?? ''
    if (name.length === to - from && isSame(name, bytes, from)) return name
  }
}

function isSame(name: string, bytes: Uint8Array, from: number): boolean {
  for (let at = 0; at < name.length; at++) {
    if (name.charCodeAt(at) !== folded[bytes[from + at] ?? 0]) return false
  }
  return true
}

function hashOfText(text: string): number {
  let hash = 0
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01_00_01_93)
  return mixed(hash)
}

function mixed(hash: number): number {
  return hash ^ (hash >>> 15)
}
