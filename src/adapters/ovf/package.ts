import { lstat, readdir, readFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { checkName, openFile, tarMembers } from '../../formats/tar/index.ts'
import { type ByteReader, readBytes } from '../../lib/byte-reader.ts'
import { FormatError } from '../../lib/format-error.ts'
import { type Problem, problem } from '../../model/problems/index.ts'
import { parseDescriptorXml } from './descriptor.ts'
import { xmlText } from './encoding.ts'
import { readSignature, type SignatureReading } from './certificate.ts'
import { isElsewhere, withNamesBeside } from './file-names.ts'
import { type ManifestEntry, parseManifest } from './manifest.ts'
import type { OvfDescriptor, OvfFile } from './schema.ts'

/** Where a file of a package is: a stretch of a file on disk. */
export interface PackageMember {
  readonly path: string
  readonly name: string
  readonly offsetBytes: number
  readonly sizeBytes: number
}

/** An OVA, or an OVF descriptor with the files beside it. */
export interface OvfPackage {
  readonly kind: 'ova' | 'ovf'
  /** File name of what was opened. */
  readonly name: string
  readonly descriptorName: string
  readonly descriptorBytes: Uint8Array
  readonly descriptor: OvfDescriptor
  /** Files of the package that are there, by name. */
  readonly members: ReadonlyMap<string, PackageMember>
  /** What the manifest says; undefined = the package has none. */
  readonly manifest: ReadonlyMap<string, ManifestEntry> | undefined
  /** Who signed the manifest and whether the signature holds; undefined = nobody did. */
  readonly signature: SignatureReading | undefined
}

/** Bytes of a descriptor or a manifest that are read at most. */
const maxTextBytes = 16 * 1024 * 1024

const mostBeforeEnvelope = 64 * 1024

/** What a file is, by its first bytes. `text-vmdk` names other files and is refused when it is opened. */
export type PackageKind = 'ova' | 'ovf' | 'vmdk' | 'text-vmdk' | 'other'

/** Looks at the first bytes of a file; the name counts for nothing. */
export async function kindOfFile(path: string): Promise<PackageKind> {
  const reader = await openFile(path)
  try {
    const first = await readBytes(reader, 0, Math.min(mostBeforeEnvelope, reader.sizeBytes))
    const text = new TextDecoder('latin1').decode(first.subarray(0, 4096))
    if (text.startsWith('KDMV')) return 'vmdk'
    if (/^\s*#\s?Disk ?Descriptor ?File/i.test(text)) return 'text-vmdk'
    // A licence may stand before the envelope, as a comment.
    const words = xmlText(first).text
    if (/^\s*</.test(words) && /<(?:[\w.-]{1,40}:)?Envelope[\s>]/.test(words)) return 'ovf'
    if (text.slice(257, 262) === 'ustar') return (await holdsDescriptor(reader)) ? 'ova' : 'other'
    return 'other'
  } catch (error) {
    if (error instanceof FormatError) return 'other'
    throw error
  } finally {
    await reader.close()
  }
}

async function holdsDescriptor(reader: ByteReader): Promise<boolean> {
  for await (const member of tarMembers(reader)) if (isDescriptor(member.name)) return true
  return false
}

/** Opens an OVA or an OVF descriptor. Nothing is unpacked; members keep their place. Throws `package-refused`. */
export async function openPackage(path: string): Promise<OvfPackage> {
  const kind = await kindOfFile(path)
  try {
    return kind === 'ova' ? await openArchive(path) : await openFolder(path)
  } catch (error) {
    if (error instanceof FormatError) throw asRefusal(path, error)
    throw error
  }
}

async function openArchive(path: string): Promise<OvfPackage> {
  const reader = await openFile(path)
  try {
    const members = new Map<string, PackageMember>()
    for await (const member of tarMembers(reader)) members.set(member.name, { path, ...member })
    const descriptors = [...members.keys()].filter(isDescriptor)
    const descriptorName = descriptors[0]
    if (descriptorName === undefined || descriptors.length > 1) {
      throw refusedPackage(reader.name, `${descriptors.length} descriptors`, 'one .ovf')
    }
    const text = async (name: string) => readText(reader, members.get(name))
    const descriptorBytes = await text(descriptorName)
    const manifestName = besideOf(descriptorName, [...members.keys()], 'mf')
    const manifestBytes = manifestName === undefined ? undefined : await text(manifestName)
    const certificateName = besideOf(descriptorName, [...members.keys()], 'cert')
    return {
      kind: 'ova',
      name: reader.name,
      descriptorName,
      descriptorBytes,
      descriptor: withNamesBeside(descriptorOf(descriptorBytes, descriptorName), [...members.keys()], false),
      members,
      manifest: manifestBytes && parseManifest(decode(manifestBytes), manifestName ?? ''),
      signature:
        manifestBytes && certificateName !== undefined
          ? readSignature(decode(await text(certificateName)), manifestBytes, new Date())
          : undefined,
    }
  } finally {
    await reader.close()
  }
}

async function openFolder(path: string): Promise<OvfPackage> {
  const folder = dirname(path)
  const descriptorName = basename(path)
  const descriptorBytes = await readSmall(path)
  const names = await readdir(folder)
  const descriptor = withNamesBeside(descriptorOf(descriptorBytes, descriptorName), names, true)
  const manifestName = besideOf(descriptorName, names, 'mf')
  const manifestBytes = manifestName === undefined ? undefined : await readSmall(join(folder, manifestName))
  const manifest = manifestBytes && parseManifest(decode(manifestBytes), manifestName ?? '')
  const certificateName = besideOf(descriptorName, names, 'cert')
  const signature =
    manifestBytes && certificateName !== undefined
      ? readSignature(decode(await readSmall(join(folder, certificateName))), manifestBytes, new Date())
      : undefined
  const members = new Map<string, PackageMember>()
  const parts = descriptor.files.flatMap((file) => partsBeside(file, names))
  const hrefs = descriptor.files.map((file) => file.href).filter((href) => !isElsewhere(href))
  const wanted = [descriptorName, ...hrefs, ...parts, ...(manifest?.keys() ?? [])]
  for (const name of new Set(wanted)) {
    const member = await besideDescriptor(folder, name, descriptorName)
    if (member !== undefined) members.set(name, member)
  }
  const name = descriptorName
  return { kind: 'ovf', name, descriptorName, descriptorBytes, descriptor, members, manifest, signature }
}

/** A file beside the descriptor: a plain name, a plain file, never a link. undefined = not there. */
async function besideDescriptor(
  folder: string,
  name: string,
  descriptor: string,
): Promise<PackageMember | undefined> {
  checkName(descriptor, name)
  if (name.includes('/'))
    throw refusedPackage(descriptor, `the file name ${JSON.stringify(name)}`, 'a name without folders')
  const path = join(folder, name)
  const status = await lstat(path).catch(() => undefined)
  if (status === undefined) return undefined
  if (!status.isFile())
    throw refusedPackage(descriptor, `${JSON.stringify(name)}, which is no plain file`, 'a plain file')
  return { path, name, offsetBytes: 0, sizeBytes: status.size }
}

/** Names of the parts `disk.vmdk.000000000` … of a file that is cut into such. */
export function partsBeside(file: OvfFile, names: Iterable<string>): readonly string[] {
  if (file.chunkBytes === undefined) return []
  const parts: string[] = []
  for (const name of names) {
    if (name.startsWith(`${file.href}.`) && /^\d{9}$/.test(name.slice(file.href.length + 1))) parts.push(name)
  }
  return parts.sort()
}

/** The manifest or certificate that belongs to a descriptor: same name with another end, else the only one. */
function besideOf(descriptorName: string, names: readonly string[], end: 'mf' | 'cert'): string | undefined {
  const wanted = descriptorName.replace(/(?:\.[^.]*)?$/, `.${end}`)
  if (names.includes(wanted)) return wanted
  const all = names.filter((name) => name.toLowerCase().endsWith(`.${end}`))
  return all.length === 1 ? all[0] : undefined
}

async function readText(reader: ByteReader, member: PackageMember | undefined): Promise<Uint8Array> {
  if (member === undefined || member.sizeBytes > maxTextBytes) {
    throw refusedPackage(
      reader.name,
      `a descriptor of ${member?.sizeBytes ?? 0} bytes`,
      `at most ${maxTextBytes} bytes`,
    )
  }
  return readBytes(reader, member.offsetBytes, member.sizeBytes)
}

async function readSmall(path: string): Promise<Uint8Array> {
  const status = await lstat(path)
  if (!status.isFile() || status.size > maxTextBytes) {
    throw refusedPackage(
      basename(path),
      `${status.size} bytes or no plain file`,
      `a file of at most ${maxTextBytes} bytes`,
    )
  }
  return new Uint8Array(await readFile(path))
}

/** The sentence for a package that cannot be read. */
export function refusedPackage(file: string, seen: string, expected: string, cause?: unknown): Problem {
  return problem('package-refused', { file, seen, expected }, cause)
}

function asRefusal(path: string, error: FormatError): Problem {
  const { offset, line } = error.where
  const place = offset === undefined ? (line === undefined ? '' : ` in line ${line}`) : ` at offset ${offset}`
  return refusedPackage(basename(path), `${error.seen}${place}`, error.expected, error)
}

/** What macOS puts beside a file (`._pump.ovf`) is none. */
function isDescriptor(name: string): boolean {
  return /\.ovf$/i.test(name) && !/(?:^|\/)\._/.test(name)
}

function descriptorOf(bytes: Uint8Array, name: string): OvfDescriptor {
  const { text, encoding, guessed } = xmlText(bytes)
  const descriptor = parseDescriptorXml(text, name)
  const what = `its text is not in ${encoding}: it is read as windows-1252, names may be wrong`
  return guessed ? { ...descriptor, findings: [{ where: name, what }, ...descriptor.findings] } : descriptor
}

function decode(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes)
}
