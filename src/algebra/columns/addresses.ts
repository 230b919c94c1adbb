import type { AddressKey } from '../../lib/ip.ts'

/** Bytes of one address in a chunk: IPv6, or IPv4 mapped into it. */
export const addressBytes = 16

/** A key as 16 big-endian bytes, as the store compares them. */
export function bytesOfKey(key: AddressKey): Uint8Array {
  const bytes = new Uint8Array(addressBytes)
  for (let at = 0; at < addressBytes; at++) bytes[at] = Number.parseInt(key.slice(at * 2, at * 2 + 2), 16)
  return bytes
}

/** 16 big-endian bytes as key. */
export function keyOfBytes(bytes: Uint8Array, from = 0): AddressKey {
  let key = ''
  for (let at = from; at < from + addressBytes; at++) key += (bytes[at] ?? 0).toString(16).padStart(2, '0')
  return key
}

/** Sorted distinct addresses, packed one after the other; the number of an address is its rank. */
export interface AddressList {
  readonly size: number
  keyAt(index: number): AddressKey
  /** Rank of the first address that is not below `key`. */
  lowerBound(key: AddressKey): number
  /** Rank of `key`, or -1. */
  indexOf(key: AddressKey): number
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
  const lowerBound = (key: AddressKey): number => {
    let low = 0
    let high = size
    while (low < high) {
      const middle = (low + high) >> 1
      if (keyAt(middle) < key) low = middle + 1
      else high = middle
    }
    return low
  }
  return {
    size,
    keyAt,
    lowerBound,
    indexOf(key) {
      const at = lowerBound(key)
      return at < size && keyAt(at) === key ? at : -1
    },
  }
}
