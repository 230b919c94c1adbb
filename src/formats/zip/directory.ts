import { FormatError } from '../../lib/format-error.ts'
import type { ByteSource } from './source.ts'

/** What an archive may cost. Ratios count from one mebibyte of output: small repetitive files are harmless. */
export interface ZipLimits {
  readonly entries: number
  readonly entryBytes: number
  readonly totalBytes: number
  readonly ratio: number
}

/** A real RVTools sheet inflates 12 times; a bomb hundreds of times. */
export const defaultZipLimits: ZipLimits = {
  entries: 10_000,
  entryBytes: 2 ** 30,
  totalBytes: 2 ** 32,
  ratio: 100,
}

/** One file of the archive, as the central directory declares it. Sizes and offsets in bytes. */
export interface ZipEntry {
  readonly name: string
  readonly method: number
  readonly crc32: number
  readonly storedBytes: number
  readonly sizeBytes: number
  readonly headerOffsetBytes: number
}

const endBytes = 22
const longestComment = 0xffff
const largestDirectory = 32 * 2 ** 20
const ratioFrom = 2 ** 20

/**
 * Reads the central directory and refuses what no honest archive does: sizes and ratios beyond the limits, names that
 * lead out of the folder, two files of one name, files that share their bytes. Throws FormatError.
 */
export async function readDirectory(source: ByteSource, limits: ZipLimits): Promise<ZipEntry[]> {
  const steps = directorySteps(source.sizeBytes, limits)
  let step = steps.next()
  while (!step.done) step = steps.next(await source.read(step.value.offsetBytes, step.value.lengthBytes))
  return step.value
}

/** The same for an archive in memory, at once. Throws FormatError. */
export function readDirectorySync(bytes: Uint8Array, limits: ZipLimits): ZipEntry[] {
  const steps = directorySteps(bytes.length, limits)
  let step = steps.next()
  while (!step.done) {
    const { offsetBytes, lengthBytes } = step.value
    if (offsetBytes < 0 || lengthBytes < 0 || offsetBytes + lengthBytes > bytes.length)
      throw refused('a directory beyond the end', 'a whole archive (is the file cut off?)', offsetBytes)
    step = steps.next(bytes.subarray(offsetBytes, offsetBytes + lengthBytes))
  }
  return step.value
}

/** Bytes that the reading of the directory asks for. */
interface Wanted {
  readonly offsetBytes: number
  readonly lengthBytes: number
}

type Steps<Result> = Generator<Wanted, Result, Uint8Array>

function* directorySteps(sizeBytes: number, limits: ZipLimits): Steps<ZipEntry[]> {
  const { count, offsetBytes, directoryBytes } = yield* findDirectory(sizeBytes)
  if (count > limits.entries) throw refused(`${count} entries`, `at most ${limits.entries}`)
  if (directoryBytes > largestDirectory) {
    throw refused(`a directory of ${directoryBytes} bytes`, `at most ${largestDirectory}`)
  }
  const bytes = Buffer.from(yield { offsetBytes, lengthBytes: directoryBytes })
  const entries: ZipEntry[] = []
  let at = 0
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== 0x0201_4b50) {
      throw refused(`no entry ${index + 1} of ${count}`, 'a central directory entry', offsetBytes + at)
    }
    const nameBytes = bytes.readUInt16LE(at + 28)
    const extraBytes = bytes.readUInt16LE(at + 30)
    const next = at + 46 + nameBytes + extraBytes + bytes.readUInt16LE(at + 32)
    if (next > bytes.length) throw refused('an entry beyond the directory', 'a whole entry', offsetBytes + at)
    entries.push(entryAt(bytes, at, nameBytes, extraBytes))
    at = next
  }
  checkEntries(entries, limits, offsetBytes)
  return entries
}

function entryAt(bytes: Buffer, at: number, nameBytes: number, extraBytes: number): ZipEntry {
  const name = bytes.toString('utf8', at + 46, at + 46 + nameBytes)
  if ((bytes.readUInt16LE(at + 8) & 0x2041) !== 0) {
    throw refused('an encrypted entry', 'an archive without a password', undefined, name)
  }
  const extra = bytes.subarray(at + 46 + nameBytes, at + 46 + nameBytes + extraBytes)
  const wide = wideValues(extra, [
    bytes.readUInt32LE(at + 24),
    bytes.readUInt32LE(at + 20),
    bytes.readUInt32LE(at + 42),
  ])
  return {
    name,
    method: bytes.readUInt16LE(at + 10),
    crc32: bytes.readUInt32LE(at + 16),
    sizeBytes: wide[0] ?? 0,
    storedBytes: wide[1] ?? 0,
    headerOffsetBytes: wide[2] ?? 0,
  }
}

/** Values of 0xffffffff stand, in this order, as 64-bit numbers in the extra field 1 (ZIP64). */
function wideValues(extra: Buffer, values: readonly number[]): number[] {
  let at = 0
  while (at + 4 <= extra.length && extra.readUInt16LE(at) !== 1) at += 4 + extra.readUInt16LE(at + 2)
  let field = at + 4
  const end = at + 4 <= extra.length ? Math.min(extra.length, field + extra.readUInt16LE(at + 2)) : 0
  return values.map((value) => {
    if (value !== 0xffff_ffff || field + 8 > end) return value
    const wide = Number(extra.readBigUInt64LE(field))
    field += 8
    return wide
  })
}

interface Directory {
  readonly count: number
  readonly offsetBytes: number
  readonly directoryBytes: number
}

function* findDirectory(sizeBytes: number): Steps<Directory> {
  const tailBytes = Math.min(sizeBytes, endBytes + longestComment)
  const tailOffset = sizeBytes - tailBytes
  const tail = Buffer.from(yield { offsetBytes: tailOffset, lengthBytes: tailBytes })
  for (let at = tail.length - endBytes; at >= 0; at -= 1) {
    if (tail.readUInt32LE(at) !== 0x0605_4b50 || at + endBytes + tail.readUInt16LE(at + 20) > tail.length)
      continue
    const end = {
      count: tail.readUInt16LE(at + 10),
      directoryBytes: tail.readUInt32LE(at + 12),
      offsetBytes: tail.readUInt32LE(at + 16),
    }
    const wide = end.count === 0xffff || end.directoryBytes === 0xffff_ffff || end.offsetBytes === 0xffff_ffff
    return wide ? ((yield* wideDirectory(tailOffset + at)) ?? end) : end
  }
  throw refused(
    describeStart(yield { offsetBytes: 0, lengthBytes: Math.min(8, sizeBytes) }),
    'a ZIP archive with its directory at the end',
  )
}

function* wideDirectory(endOffset: number): Steps<Directory | undefined> {
  if (endOffset < 20) return undefined
  const locator = Buffer.from(yield { offsetBytes: endOffset - 20, lengthBytes: 20 })
  if (locator.readUInt32LE(0) !== 0x0706_4b50) return undefined
  const record = Buffer.from(yield { offsetBytes: Number(locator.readBigUInt64LE(8)), lengthBytes: 56 })
  if (record.readUInt32LE(0) !== 0x0606_4b50)
    throw refused('a ZIP64 locator that points elsewhere', 'a ZIP64 end record')
  return {
    count: Number(record.readBigUInt64LE(32)),
    directoryBytes: Number(record.readBigUInt64LE(40)),
    offsetBytes: Number(record.readBigUInt64LE(48)),
  }
}

function describeStart(start: Uint8Array): string {
  const hex = Buffer.from(start).toString('hex')
  if (hex === 'd0cf11e0a1b11ae1') return 'an OLE compound file (an old .xls or a workbook with a password)'
  if (hex.startsWith('504b0304')) return 'a ZIP archive without an end'
  return start.length === 0 ? 'an empty file' : `a file that starts with ${hex}`
}

function checkEntries(entries: readonly ZipEntry[], limits: ZipLimits, directoryOffset: number): void {
  const names = new Set<string>()
  let totalBytes = 0
  for (const { name, sizeBytes, storedBytes } of entries) {
    if (leadsOut(name))
      throw refused('a name that leads out of the archive', 'a plain relative name', undefined, name)
    if (names.has(name)) throw refused('two entries of one name', 'unique names', undefined, name)
    names.add(name)
    if (sizeBytes > limits.entryBytes) {
      throw refused(`${sizeBytes} bytes`, `at most ${limits.entryBytes} per entry`, undefined, name)
    }
    if (sizeBytes > ratioFrom && sizeBytes > storedBytes * limits.ratio) {
      const ratio = Math.round(sizeBytes / Math.max(1, storedBytes))
      throw refused(
        `a compression ratio of ${ratio}`,
        `at most ${limits.ratio} (a zip bomb?)`,
        undefined,
        name,
      )
    }
    totalBytes += sizeBytes
  }
  if (totalBytes > limits.totalBytes)
    throw refused(`${totalBytes} bytes in all`, `at most ${limits.totalBytes}`)
  const byOffset = entries.toSorted((left, right) => left.headerOffsetBytes - right.headerOffsetBytes)
  byOffset.forEach((entry, index) => {
    const limit = byOffset[index + 1]?.headerOffsetBytes ?? directoryOffset
    if (entry.headerOffsetBytes + 30 + entry.storedBytes > limit) {
      throw refused(
        'an entry that overlaps the next',
        'entries with bytes of their own',
        entry.headerOffsetBytes,
        entry.name,
      )
    }
  })
}

function leadsOut(name: string): boolean {
  return /^(?:[\\/]|[A-Za-z]:)|\u0000|(?:^|[\\/])\.\.(?:[\\/]|$)/.test(name)
}

function refused(seen: string, expected: string, offset?: number, part?: string): FormatError {
  const where = {
    ...(offset === undefined ? {} : { offset }),
    ...(part === undefined ? {} : { part: JSON.stringify(part) }),
  }
  return new FormatError('zip', { seen, expected, where })
}
