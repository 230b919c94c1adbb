import { type AddressKey, formatAddress, isIpv4 } from '../../lib/ip.ts'

/** Bytes of one address in a chunk: IPv6, or IPv4 mapped into it. */
export const addressBytes = 16

/** A key as 16 big-endian bytes, as the store compares them. */
export function bytesOfKey(key: AddressKey): Uint8Array {
  const bytes = new Uint8Array(addressBytes)
  for (let at = 0; at < addressBytes; at++) {
    bytes[at] = (digitOf(key.charCodeAt(at * 2)) << 4) | digitOf(key.charCodeAt(at * 2 + 1))
  }
  return bytes
}

/** Value of a lower-case hexadecimal digit given as code: `0`-`9` are 48-57, `a`-`f` 97-102. */
function digitOf(code: number): number {
  return code < 58 ? code - 48 : code - 87
}

const hexPairs = Array.from({ length: 256 }, (_, value) => value.toString(16).padStart(2, '0'))

/** 16 big-endian bytes as key. */
export function keyOfBytes(bytes: Uint8Array, from = 0): AddressKey {
  let key = ''
  for (let at = from; at < from + addressBytes; at++) key += hexPairs[bytes[at] ?? 0] ?? ''
  return key
}

/** Sorted distinct addresses, packed one after the other; the number of an address is its rank. */
export interface AddressList {
  readonly size: number
  keyAt(index: number): AddressKey
  /** The address as people write it; remembered once asked for. */
  textAt(index: number): string
  /** Rank of the first address that is not below `key`. */
  lowerBound(key: AddressKey): number
  /** Rank of `key`, or -1. */
  indexOf(key: AddressKey): number
}

/** Difference of two packed addresses by their bytes from `skip` on: negative, zero or positive. */
function compareBytes(bytes: Uint8Array, from: number, other: Uint8Array, skip: number): number {
  for (let at = skip; at < addressBytes; at++) {
    const difference = (bytes[from + at] ?? 0) - (other[at] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}

/** Packs sorted keys. */
export function encodeAddresses(sorted: readonly AddressKey[]): Uint8Array {
  const bytes = new Uint8Array(sorted.length * addressBytes)
  for (const [index, key] of sorted.entries()) bytes.set(bytesOfKey(key), index * addressBytes)
  return bytes
}

/** Reads packed addresses without unpacking them. */
export function openAddresses(bytes: Uint8Array): AddressList {
  const size = bytes.length / addressBytes
  const keyAt = (index: number): AddressKey => keyOfBytes(bytes, index * addressBytes)
  const texts: string[] = []
  // In a list of IPv4 alone all addresses begin with the same twelve bytes: only the rest is compared.
  const onlyIpv4 = size > 0 && isIpv4(keyAt(0)) && isIpv4(keyAt(size - 1))
  const skipFor = (key: AddressKey): number => (onlyIpv4 && isIpv4(key) ? addressBytes - 4 : 0)
  const lowerBound = (key: AddressKey): number => {
    const wanted = bytesOfKey(key)
    const skip = skipFor(key)
    let low = 0
    let high = size
    while (low < high) {
      const middle = (low + high) >> 1
      if (compareBytes(bytes, middle * addressBytes, wanted, skip) < 0) low = middle + 1
      else high = middle
    }
    return low
  }
  return {
    size,
    keyAt,
    lowerBound,
    textAt(index) {
      texts[index] ??= formatAddress(keyAt(index))
      return texts[index]
    },
    indexOf(key) {
      const at = lowerBound(key)
      return at < size && keyAt(at) === key ? at : -1
    },
  }
}
