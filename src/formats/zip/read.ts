import { pipeline, Readable } from 'node:stream'
import { crc32, createInflateRaw, inflateRawSync } from 'node:zlib'
import { FormatError } from '../../lib/format-error.ts'
import { defaultZipLimits, readDirectory, type ZipEntry, type ZipLimits } from './directory.ts'
import type { ByteSource } from './source.ts'

export type { ZipEntry, ZipLimits } from './directory.ts'
export { memorySource, openSource, type ByteSource } from './source.ts'

/** An archive whose directory has been read and found harmless. */
export interface Zip {
  readonly source: ByteSource
  readonly entries: ReadonlyMap<string, ZipEntry>
}

const chunkBytes = 256 * 1024
/** A part of this size is inflated where it is read: a stream takes longer to set up than the work takes. */
const smallStoredBytes = 64 * 1024
/** What a local header may hold beside the name, in most archives. */
const usualExtraBytes = 128

/** Reads the directory of an archive; the bytes of entries are read on demand. Throws FormatError. */
export async function readZip(source: ByteSource, limits: Partial<ZipLimits> = {}): Promise<Zip> {
  const entries = await readDirectory(source, { ...defaultZipLimits, ...limits })
  return { source, entries: new Map(entries.map((entry) => [entry.name, entry])) }
}

/**
 * The inflated bytes of one entry in chunks of at most 256 KiB. More or fewer bytes than declared, another
 * checksum, or another method than stored and deflated is a FormatError that names the entry.
 */
export async function* entryChunks(
  zip: Zip,
  entry: ZipEntry,
  signal?: AbortSignal,
): AsyncGenerator<Uint8Array> {
  let seenBytes = 0
  let checksum = 0
  for await (const chunk of inflated(zip, entry)) {
    signal?.throwIfAborted()
    seenBytes += chunk.length
    if (seenBytes > entry.sizeBytes)
      throw broken(entry, `more than ${entry.sizeBytes} bytes`, 'the declared size')
    checksum = crc32(chunk, checksum)
    yield chunk
  }
  if (seenBytes < entry.sizeBytes)
    throw broken(entry, `${seenBytes} bytes`, `the declared ${entry.sizeBytes}`)
  if (checksum !== entry.crc32)
    throw broken(entry, `checksum ${hex(checksum)}`, `the declared ${hex(entry.crc32)}`)
}

/** The whole entry in memory; refuses more than `limitBytes` before reading. */
export async function entryBytes(zip: Zip, entry: ZipEntry, limitBytes: number): Promise<Uint8Array> {
  if (entry.sizeBytes > limitBytes) throw broken(entry, `${entry.sizeBytes} bytes`, `at most ${limitBytes}`)
  const chunks: Uint8Array[] = []
  for await (const chunk of entryChunks(zip, entry)) chunks.push(chunk)
  return Buffer.concat(chunks)
}

async function* inflated(zip: Zip, entry: ZipEntry): AsyncGenerator<Uint8Array> {
  if (entry.method === 0) {
    yield* stored(zip.source, entry)
    return
  }
  if (entry.method !== 8)
    throw broken(entry, `compression method ${entry.method}`, '0 (stored) or 8 (deflated)')
  if (entry.storedBytes <= smallStoredBytes && entry.sizeBytes <= chunkBytes) {
    for await (const bytes of stored(zip.source, entry)) yield inflatedAtOnce(entry, bytes)
    return
  }
  const inflate = createInflateRaw({ chunkSize: chunkBytes })
  pipeline(Readable.from(stored(zip.source, entry)), inflate, () => {})
  try {
    for await (const chunk of inflate) yield Buffer.from(chunk)
  } catch (error) {
    if (error instanceof FormatError) throw error
    throw broken(entry, 'bytes that do not inflate', 'a deflated stream', error)
  }
}

function inflatedAtOnce(entry: ZipEntry, bytes: Uint8Array): Uint8Array {
  try {
    // One byte more than declared tells a longer one from a whole one.
    return inflateRawSync(bytes, {
      chunkSize: Math.max(64, entry.sizeBytes + 1),
      maxOutputLength: entry.sizeBytes + 1,
    })
  } catch (error) {
    if (error instanceof RangeError)
      throw broken(entry, `more than ${entry.sizeBytes} bytes`, 'the declared size', error)
    throw broken(entry, 'bytes that do not inflate', 'a deflated stream', error)
  }
}

async function* stored(source: ByteSource, entry: ZipEntry): AsyncGenerator<Uint8Array> {
  const at = entry.headerOffsetBytes
  const small = entry.storedBytes <= smallStoredBytes
  const guess = 30 + Buffer.byteLength(entry.name) + usualExtraBytes + entry.storedBytes
  const first = small ? Math.max(30, Math.min(guess, source.sizeBytes - at)) : 30
  const header = Buffer.from(await source.read(at, first))
  if (header.readUInt32LE(0) !== 0x0403_4b50)
    throw broken(entry, 'no local header', 'one where the directory points')
  const begin = 30 + header.readUInt16LE(26) + header.readUInt16LE(28)
  const start = at + begin
  if (entry.storedBytes > 0 && begin + entry.storedBytes <= header.length) {
    yield header.subarray(begin, begin + entry.storedBytes)
    return
  }
  for (let done = 0; done < entry.storedBytes; done += chunkBytes) {
    yield await source.read(start + done, Math.min(chunkBytes, entry.storedBytes - done))
  }
}

function broken(entry: ZipEntry, seen: string, expected: string, cause?: unknown): FormatError {
  const where = { part: JSON.stringify(entry.name), offset: entry.headerOffsetBytes }
  return new FormatError('zip', { seen, expected, where }, cause === undefined ? undefined : { cause })
}

function hex(checksum: number): string {
  return checksum.toString(16).padStart(8, '0')
}
