import { attributeOf, childrenOf, parseXmlDocument, type XmlElement } from '../../formats/xml/index.ts'
import { FormatError } from '../../lib/format-error.ts'
import type { OvfDescriptor, OvfDisk, OvfFile, OvfFinding, OvfSystem } from './schema.ts'
import { orphansOf } from './drives.ts'
import { propertiesOf } from './properties.ts'
import { contentKind, sectionsOf, textOf, wholeNumber } from './sections.ts'
import { readSystem } from './system.ts'
import { quantityBytes } from './units.ts'

const limits = {
  maxDepth: 32,
  maxElements: 200_000,
  maxAttributes: 64,
  maxMarkupChars: 64 * 1024,
  maxTextChars: 1024 * 1024,
}

/** Sections that carry nothing we need; no finding for them. */
const quiet = new Set([
  'Info',
  'Name',
  'AnnotationSection',
  'EulaSection',
  'Strings',
  'References',
  'Category',
  'Label',
])
const known = new Set([
  'DiskSection',
  'NetworkSection',
  'DeploymentOptionSection',
  'StartupSection',
  'ProductSection',
  'VirtualHardwareSection',
  'OperatingSystemSection',
])

/**
 * Reads a descriptor of OVF 0.9, 1.x or 2.x. What is not understood becomes a finding; only a document that is not an
 * OVF envelope, or is not well-formed, throws FormatError.
 */
export function parseDescriptorXml(text: string, file: string): OvfDescriptor {
  const root = parseXmlDocument(text, limits)
  if (root.local !== 'Envelope') {
    throw new FormatError(file, {
      seen: `the root element ${root.name}`,
      expected: 'Envelope, as every OVF has',
    })
  }
  const findings: OvfFinding[] = []
  const configuration = defaultConfiguration(root)
  const properties = propertiesOf(root, configuration)
  const disks = sectionsOf(root, 'DiskSection').flatMap((section) =>
    childrenOf(section, 'Disk').map((disk) => readDisk(disk, properties, findings)),
  )
  const systems: OvfSystem[] = []
  readContents(root, systems, disks, findings, configuration)
  findings.push(...orphansOf(disks, systems))
  return {
    files: sectionsOf(root, 'References').flatMap((section) => childrenOf(section, 'File').map(readFile)),
    disks,
    networks: [
      ...new Set(
        sectionsOf(root, 'NetworkSection').flatMap((section) =>
          childrenOf(section, 'Network').map((network) => attributeOf(network, 'name') ?? ''),
        ),
      ),
    ].filter((name) => name !== ''),
    systems,
    findings,
  }
}

function readContents(
  parent: XmlElement,
  systems: OvfSystem[],
  disks: readonly OvfDisk[],
  findings: OvfFinding[],
  configuration: string | undefined,
): void {
  const order = startOrder(parent)
  const where = attributeOf(parent, 'id') ?? parent.local
  for (const child of parent.children) {
    const kind = contentKind(child)
    if (kind === 'collection') readContents(child, systems, disks, findings, configuration)
    else if (kind === 'system') {
      const system = readSystem(child, configuration, disks, findings)
      const place = order.get(system.id)
      systems.push(place === undefined ? system : { ...system, startOrder: place })
    } else if (!quiet.has(child.local) && !known.has(child.local) && child.local !== 'Section') {
      findings.push({ where, what: `${child.local} is not read` })
    }
  }
}

function readFile(element: XmlElement): OvfFile {
  const sizeBytes = wholeNumber(attributeOf(element, 'size'))
  const compression = attributeOf(element, 'compression')
  const chunkBytes = wholeNumber(attributeOf(element, 'chunkSize'))
  return {
    id: attributeOf(element, 'id') ?? '',
    href: attributeOf(element, 'href') ?? '',
    ...(sizeBytes === undefined ? {} : { sizeBytes }),
    ...(compression === undefined || compression === 'identity' || compression === '' ? {} : { compression }),
    ...(chunkBytes === undefined ? {} : { chunkBytes }),
  }
}

function readDisk(
  element: XmlElement,
  properties: ReadonlyMap<string, string>,
  findings: OvfFinding[],
): OvfDisk {
  const id = attributeOf(element, 'diskId') ?? ''
  const written = attributeOf(element, 'capacity')
  const property = /^\$\{([^{}]{1,200})\}$/.exec(written ?? '')
  const capacity = property === null ? written : properties.get(property[1] ?? '')
  const units = attributeOf(element, 'capacityAllocationUnits')
  // oVirt counts whole GiB and has another name for it.
  const capacityBytes =
    quantityBytes(capacity, units) ?? quantityBytes(attributeOf(element, 'size'), 'GigaBytes')
  if (capacityBytes === undefined) {
    const said = JSON.stringify(`${written ?? ''} ${units ?? ''}`.slice(0, 80))
    findings.push({ where: `Disk ${id}`, what: `the capacity ${said} is not understood` })
  }
  const fileRef = attributeOf(element, 'fileRef')
  const format = attributeOf(element, 'format')?.split('#').at(-1)
  const populatedBytes = wholeNumber(attributeOf(element, 'populatedSize'))
  const parentRef = attributeOf(element, 'parentRef')
  return {
    id,
    ...(fileRef === undefined || fileRef === '' ? {} : { fileRef }),
    ...(capacityBytes === undefined ? {} : { capacityBytes }),
    ...(format === undefined ? {} : { format }),
    ...(populatedBytes === undefined ? {} : { populatedBytes }),
    ...(parentRef === undefined || parentRef === '' ? {} : { parentRef }),
  }
}

/** The deployment configuration that counts when nobody chooses: the one marked default, else the first. */
function defaultConfiguration(root: XmlElement): string | undefined {
  const all = sectionsOf(root, 'DeploymentOptionSection').flatMap((section) =>
    childrenOf(section, 'Configuration'),
  )
  const marked = all.find((one) => /^(true|1)$/.test(attributeOf(one, 'default') ?? '')) ?? all[0]
  return marked === undefined ? undefined : attributeOf(marked, 'id')
}

function startOrder(collection: XmlElement): ReadonlyMap<string, number> {
  const found = new Map<string, number>()
  for (const section of sectionsOf(collection, 'StartupSection')) {
    for (const item of childrenOf(section, 'Item')) {
      const id = attributeOf(item, 'id') ?? textOf(item, 'id')
      const order = wholeNumber(attributeOf(item, 'order'))
      if (id !== undefined && order !== undefined) found.set(id, order)
    }
  }
  return found
}
