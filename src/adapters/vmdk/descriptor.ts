import { refused } from './refuse.ts'
import type { DescribedExtent, DiskDescriptor } from './schema.ts'

/** Types whose bytes all lie in the one file. Everything else names other files, and those are never followed. */
const readable = new Set(['streamoptimized', 'monolithicsparse'])
const extentLine =
  /^(RW|RDONLY|RD|NOACCESS)[ \t]{1,8}(\d{1,16})[ \t]{1,8}([A-Z]{1,32})(?:[ \t]{1,8}"([^"]{0,1024})")?/

/**
 * Reads the text descriptor of a disk: key=value lines, letter case ignored, CRLF allowed, cut at the first NUL.
 * Unknown lines are left out.
 */
export function parseDescriptor(text: string): DiskDescriptor {
  const values = new Map<string, string>()
  const extents: DescribedExtent[] = []
  const database: Record<string, string> = {}
  for (const raw of text.split('\0', 1)[0]?.split(/\r?\n/, 10_000) ?? []) {
    const line = raw.trim()
    if (line === '' || line.startsWith('#')) continue
    const extent = extentLine.exec(line)
    if (extent !== null) {
      extents.push({
        access: extent[1] ?? '',
        sectors: Number(extent[2]),
        type: extent[3] ?? '',
        file: extent[4],
      })
      continue
    }
    const equals = line.indexOf('=')
    if (equals === -1) continue
    const key = line.slice(0, equals).trim().toLowerCase()
    const value = line
      .slice(equals + 1)
      .trim()
      .replace(/^"|"$/g, '')
    if (key.startsWith('ddb.')) database[key.slice(4)] = value
    else values.set(key, value)
  }
  return {
    createType: values.get('createtype') ?? '',
    contentId: values.get('cid') ?? '',
    parentContentId: (values.get('parentcid') ?? 'ffffffff').toLowerCase(),
    parentHint: values.get('parentfilenamehint'),
    extents,
    database,
  }
}

/** Refuses a descriptor that leads to another file: other types, parents, absolute names, more than one extent. */
export function checkDescriptor(
  descriptor: DiskDescriptor,
  capacitySectors: number,
  at: number,
  file: string,
): void {
  const refuse = (seen: string, expected: string) => refused({ file, offset: at, seen, expected })
  if (!readable.has(descriptor.createType.toLowerCase())) {
    throw refuse(
      `the type ${quote(descriptor.createType)}`,
      'streamOptimized or monolithicSparse, whose bytes are all in this file',
    )
  }
  if (descriptor.parentHint !== undefined || !/^f{8}$/.test(descriptor.parentContentId)) {
    throw refuse(
      `the parent ${quote(descriptor.parentHint ?? descriptor.parentContentId)}`,
      'a disk without parent; parents are never followed',
    )
  }
  if (descriptor.extents.length !== 1) {
    throw refuse(`${descriptor.extents.length} extents`, 'one extent, in this file')
  }
  for (const extent of descriptor.extents) {
    if (extent.type !== 'SPARSE' || extent.access === 'NOACCESS') {
      throw refuse(`an extent ${extent.access} ${extent.type}`, 'an extent RW SPARSE')
    }
    const name = extent.file ?? ''
    if (name.includes('/') || name.includes('\\') || name === '..') {
      throw refuse(`an extent in the file ${quote(name)}`, 'a plain name; other files are never opened')
    }
    if (extent.sectors !== capacitySectors) {
      throw refuse(`an extent of ${extent.sectors} sectors`, `the ${capacitySectors} sectors of the header`)
    }
  }
}

/** The text of a descriptor for a disk in one file. */
export function writeDescriptor(
  createType: string,
  capacitySectors: number,
  file: string,
  contentId: string,
): string {
  const cylinders = Math.min(65_535, Math.max(1, Math.floor(capacitySectors / (255 * 63))))
  return [
    '# Disk DescriptorFile',
    'version=1',
    `CID=${contentId}`,
    'parentCID=ffffffff',
    `createType="${createType}"`,
    '',
    '# Extent description',
    `RW ${capacitySectors} SPARSE "${file}"`,
    '',
    '# The Disk Data Base',
    '#DDB',
    '',
    'ddb.virtualHWVersion = "19"',
    `ddb.geometry.cylinders = "${cylinders}"`,
    'ddb.geometry.heads = "255"',
    'ddb.geometry.sectors = "63"',
    'ddb.adapterType = "lsilogic"',
    '',
  ].join('\n')
}

function quote(value: string): string {
  return JSON.stringify(value.slice(0, 200))
}
