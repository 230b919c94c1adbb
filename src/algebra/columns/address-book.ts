import type { AddressKey } from '../../lib/ip.ts'
import { encodeAddresses, openAddresses } from './addresses.ts'
import { bytesColumn, decodeColumns, encodeColumns, wordColumn } from './codec.ts'
import { collectStrings, openStrings } from './strings.ts'

/** Which VM has an address. */
export interface AddressEntry {
  readonly key: AddressKey
  readonly id: string
  readonly name: string
}

/** Answers which VMs have an address, from columns. */
export interface AddressBook {
  readonly rows: number
  /** Address of a row; rows are sorted by it. */
  keyAt(row: number): AddressKey
  at(key: AddressKey): readonly { readonly id: string; readonly name: string }[]
}

/** Packs entries, sorted by address. */
export function packAddressBook(entries: Iterable<AddressEntry>): Uint8Array {
  const sorted = [...entries].sort((a, b) =>
    a.key < b.key ? -1 : a.key > b.key ? 1 : a.name < b.name ? -1 : 1,
  )
  const strings = collectStrings()
  const id = new Uint32Array(sorted.length)
  const name = new Uint32Array(sorted.length)
  for (const [row, entry] of sorted.entries()) {
    id[row] = strings.add(entry.id)
    name[row] = strings.add(entry.name)
  }
  return encodeColumns({
    addresses: encodeAddresses(sorted.map(({ key }) => key)),
    id,
    name,
    ...strings.encode(),
  })
}

/** Opens what {@link packAddressBook} packed; throws a RangeError when the bytes are no such block. */
export function openAddressBook(data: Uint8Array): AddressBook {
  const columns = decodeColumns(data)
  const addresses = openAddresses(bytesColumn(columns, 'addresses'))
  const strings = openStrings(bytesColumn(columns, 'stringBytes'), wordColumn(columns, 'stringStarts'))
  const id = wordColumn(columns, 'id')
  const name = wordColumn(columns, 'name')
  return {
    rows: addresses.size,
    keyAt: addresses.keyAt,
    at(key) {
      const found: { id: string; name: string }[] = []
      for (let row = addresses.lowerBound(key); row < addresses.size && addresses.keyAt(row) === key; row++) {
        found.push({ id: strings.at(id[row] ?? 0) ?? '', name: strings.at(name[row] ?? 0) ?? '' })
      }
      return found
    },
  }
}

/** A book without an entry. */
export const emptyAddressBook: AddressBook = { rows: 0, keyAt: () => '', at: () => [] }
