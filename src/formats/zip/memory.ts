import { crc32, inflateRawSync } from 'node:zlib'
import { FormatError } from '../../lib/format-error.ts'
import { defaultZipLimits, readDirectorySync, type ZipEntry, type ZipLimits } from './directory.ts'

/** A small archive in memory, for readers that may not wait. */
export interface MemoryZip {
  readonly bytes: Uint8Array
  readonly entries: ReadonlyMap<string, ZipEntry>
}

/** Reads the directory of an archive in memory and refuses what no honest archive does. Throws FormatError. */
export function openMemoryZip(bytes: Uint8Array, limits: Partial<ZipLimits> = {}): MemoryZip {
  const entries = readDirectorySync(bytes, { ...defaultZipLimits, ...limits })
  return { bytes, entries: new Map(entries.map((entry) => [entry.name, entry])) }
}

/** The whole entry; never inflates more than it declares. Throws FormatError. */
export function memoryEntry({ bytes }: MemoryZip, entry: ZipEntry): Uint8Array {
  const at = entry.headerOffsetBytes
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  if (at + 30 > view.length || view.readUInt32LE(at) !== 0x0403_4b50)
    throw broken(entry, 'no local header', 'one where the directory points')
  const start = at + 30 + view.readUInt16LE(at + 26) + view.readUInt16LE(at + 28)
  const stored = view.subarray(start, start + entry.storedBytes)
  const data = entry.method === 0 ? stored : inflated(stored, entry)
  if (data.length !== entry.sizeBytes)
    throw broken(entry, `${data.length} bytes`, `the declared ${entry.sizeBytes}`)
  if (crc32(data) !== entry.crc32) throw broken(entry, 'another checksum', 'the declared one')
  return data
}

function inflated(stored: Uint8Array, entry: ZipEntry): Uint8Array {
  if (entry.method !== 8)
    throw broken(entry, `compression method ${entry.method}`, '0 (stored) or 8 (deflated)')
  try {
    return inflateRawSync(stored, { maxOutputLength: Math.max(1, entry.sizeBytes) })
  } catch (error) {
    throw broken(entry, 'bytes that do not inflate to the declared size', 'a deflated stream', error)
  }
}

function broken(entry: ZipEntry, seen: string, expected: string, cause?: unknown): FormatError {
  const where = { part: JSON.stringify(entry.name), offset: entry.headerOffsetBytes }
  return new FormatError('zip', { seen, expected, where }, cause === undefined ? undefined : { cause })
}
