import { type ByteReader, readBytes } from '../../lib/byte-reader.ts'
import { FormatError } from '../../lib/format-error.ts'
import { parsePaxRecords, parseTarHeader, tarRecordBytes } from './header.ts'

/** One plain file of an archive and where its bytes are. */
export interface TarMember {
  /** A relative path that never leaves the archive. */
  readonly name: string
  readonly offsetBytes: number
  readonly sizeBytes: number
}

/** What an archive may ask of us before it is refused. */
export interface TarLimits {
  readonly maxMembers: number
  /** Bytes of one extended header or long name. */
  readonly maxHeaderBytes: number
}

/** Far above any real OVA. */
export const defaultTarLimits: TarLimits = { maxMembers: 10_000, maxHeaderBytes: 64 * 1024 }

/**
 * The members of a tar archive in their order, read from headers only: contents stay where they are. Refuses, with the
 * offset, whatever could lead out of the archive or hide something: absolute names, `..`, links, devices, two members
 * of one name, more members than `limits` allow, a member that ends behind the file.
 */
export async function* tarMembers(
  archive: ByteReader,
  limits: TarLimits = defaultTarLimits,
): AsyncGenerator<TarMember> {
  const seen = new Set<string>()
  let at = 0
  let pax: ReadonlyMap<string, string> = new Map()
  let longName: string | undefined
  let records = 0
  while (at + tarRecordBytes <= archive.sizeBytes) {
    const header = parseTarHeader(await readBytes(archive, at, tarRecordBytes), at, archive.name)
    if (header === undefined) return
    records += 1
    if (records > limits.maxMembers * 3) throw tooMany(archive, limits, at)
    const contents = at + tarRecordBytes
    const sizeBytes = memberSize(pax, header.sizeBytes, at, archive.name)
    if (contents + sizeBytes > archive.sizeBytes) {
      throw new FormatError(archive.name, {
        seen: `the end of the file after ${archive.sizeBytes} bytes`,
        expected: `a member of ${sizeBytes} bytes from offset ${contents} on (is the file cut off?)`,
        where: { offset: archive.sizeBytes },
      })
    }
    if (header.type === 'x' || header.type === 'g' || header.type === 'L') {
      if (sizeBytes > limits.maxHeaderBytes) throw tooLong(archive, limits, sizeBytes, at)
      const bytes = await readBytes(archive, contents, sizeBytes)
      if (header.type === 'x') pax = parsePaxRecords(bytes, contents, archive.name)
      else if (header.type === 'L') longName = new TextDecoder().decode(bytes).replace(/(?<!\0)\0+$/, '')
    } else {
      const name = pax.get('path') ?? longName ?? header.name
      pax = new Map()
      longName = undefined
      if (header.type === '0' || header.type === '7') {
        checkName(archive.name, name, at)
        if (seen.has(name))
          throw refused(archive, at, `a second member ${JSON.stringify(name)}`, 'each name once')
        seen.add(name)
        if (seen.size > limits.maxMembers) throw tooMany(archive, limits, at)
        yield { name, offsetBytes: contents, sizeBytes }
      } else if (header.type !== '5') {
        throw refused(archive, at, `${kindOf(header.type)} ${JSON.stringify(name)}`, 'plain files only')
      }
    }
    at = contents + Math.ceil(sizeBytes / tarRecordBytes) * tarRecordBytes
  }
}

/** Refuses a member name that could lead out of the folder of the archive. */
export function checkName(archive: string, name: string, offsetBytes?: number): void {
  const parts = name.split('/')
  const bad =
    name === '' ||
    name.length > 1024 ||
    name.startsWith('/') ||
    name.includes('\\') ||
    name.includes('\0') ||
    /^[A-Za-z]:/.test(name) ||
    parts.includes('..')
  if (!bad) return
  throw new FormatError(archive, {
    seen: `the member name ${JSON.stringify(name.slice(0, 200))}`,
    expected: 'a relative name inside the archive',
    ...(offsetBytes === undefined ? {} : { where: { offset: offsetBytes } }),
  })
}

function memberSize(
  pax: ReadonlyMap<string, string>,
  headerBytes: number,
  at: number,
  archive: string,
): number {
  const said = pax.get('size')
  if (said === undefined) return headerBytes
  const value = /^\d{1,16}$/.test(said) ? Number(said) : Number.NaN
  if (Number.isSafeInteger(value)) return value
  throw new FormatError(archive, {
    seen: `the size ${JSON.stringify(said.slice(0, 40))} in a pax header`,
    expected: 'a number of bytes',
    where: { offset: at },
  })
}

function kindOf(type: string): string {
  if (type === '1' || type === '2') return 'a link'
  if (type === '3' || type === '4') return 'a device'
  if (type === '6') return 'a pipe'
  return `a member of type ${JSON.stringify(type)}`
}

function refused(archive: ByteReader, offset: number, seen: string, expected: string): FormatError {
  return new FormatError(archive.name, { seen, expected, where: { offset } })
}

function tooMany(archive: ByteReader, limits: TarLimits, offset: number): FormatError {
  return refused(archive, offset, `more than ${limits.maxMembers} members`, `at most ${limits.maxMembers}`)
}

function tooLong(archive: ByteReader, limits: TarLimits, bytes: number, offset: number): FormatError {
  return refused(archive, offset, `an extended header of ${bytes} bytes`, `at most ${limits.maxHeaderBytes}`)
}
