import { attributeOf, childrenOf, type XmlElement } from '../../formats/xml/index.ts'
import { linkDrives } from './drives.ts'
import { chooseHardware } from './hardware.ts'
import { macOf, readItem, type ReadHardware } from './item.ts'
import type { OvfDisk, OvfFinding, OvfNic, OvfSystem } from './schema.ts'
import { configOf, sectionsOf, textOf, wholeNumber } from './sections.ts'
import { virtualBoxWords } from './virtualbox.ts'

/** Sections of a system that carry nothing for us. */
const quiet = new Set(['Info', 'Name', 'EulaSection', 'AnnotationSection', 'Category', 'Label'])
const known = new Set(['VirtualHardwareSection', 'OperatingSystemSection', 'ProductSection', 'Description'])

/** Reads one VirtualSystem; hardware that we do not know becomes a device or a finding, never an error. */
export function readSystem(
  element: XmlElement,
  configuration: string | undefined,
  disks: readonly OvfDisk[],
  findings: OvfFinding[],
): OvfSystem {
  const id = attributeOf(element, 'id') ?? ''
  const name = textOf(element, 'Name') ?? id
  const where = `VirtualSystem ${name}`
  const hardware: ReadHardware = { controllers: [], drives: [], nics: [], devices: [] }
  const { section, items, systemType } = chooseHardware(element, configuration, where, findings)
  for (const item of items) readItem(item, hardware, where, findings)
  const words = virtualBoxWords(element)
  for (const child of element.children) {
    const read = known.has(child.local) || (child.local === 'Machine' && words !== undefined)
    if (!read && !quiet.has(child.local) && child.local !== 'Section') {
      findings.push({ where, what: `${child.local} is not read` })
    }
  }
  const os = sectionsOf(element, 'OperatingSystemSection')[0]
  const versions = [...(systemType ?? '').matchAll(/vmx-(\d{1,3})/gi)].map(([, number]) => Number(number))
  if (systemType !== undefined && versions.length === 0) {
    findings.push({
      where,
      what: `the hardware family ${JSON.stringify(systemType.slice(0, 60))} is not VMware's`,
    })
  }
  const { controllers, drives, nics, devices, ...sizes } = hardware
  if (words?.tpm === true) devices.push({ type: 1, label: 'Virtual TPM', model: 'vtpm', required: true })
  return {
    id,
    name,
    // A star marks a guest that the exporter did not know; the id behind it is vSphere's.
    ...optional('osType', os === undefined ? undefined : attributeOf(os, 'osType')?.replace(/^\*/, '')),
    ...optional('osNumber', os === undefined ? undefined : wholeNumber(attributeOf(os, 'id'))),
    ...optional('osDescription', os === undefined ? undefined : textOf(os, 'Description')),
    ...optional('annotation', annotationOf(element)),
    ...optional('product', productOf(element)),
    ...optional('hardwareVersion', versions.length === 0 ? undefined : Math.max(...versions)),
    ...optional('firmware', words?.firmware),
    ...sizes,
    controllers,
    drives: linkDrives(drives, disks, where, findings),
    nics: words === undefined ? nics : withMacs(nics, words.macs),
    devices,
    config: section === undefined ? {} : configOf(section, 'Config'),
    extraConfig: section === undefined ? {} : configOf(section, 'ExtraConfig'),
    propertyKeys: sectionsOf(element, 'ProductSection').flatMap((section) =>
      childrenOf(section, 'Property').flatMap((property) => attributeOf(property, 'key') ?? []),
    ),
  }
}

/** VirtualBox says the addresses of the cards only in its own words; as many as there are cards, or none is taken. */
function withMacs(nics: readonly OvfNic[], macs: readonly string[]): readonly OvfNic[] {
  if (macs.length !== nics.length) return nics
  return nics.map((nic, at) => {
    const mac = nic.mac ?? macOf(macs[at])
    return mac === undefined ? nic : { ...nic, mac }
  })
}

function annotationOf(element: XmlElement): string | undefined {
  const section = sectionsOf(element, 'AnnotationSection')[0]
  return section === undefined ? undefined : textOf(section, 'Annotation')
}

function productOf(element: XmlElement): string | undefined {
  const section = sectionsOf(element, 'ProductSection')[0]
  if (section === undefined) return undefined
  const words = [textOf(section, 'Vendor'), textOf(section, 'Product'), textOf(section, 'Version')]
  const text = words.filter((word) => word !== undefined).join(' ')
  return text === '' ? undefined : text
}

/** `{ [key]: value }`, or nothing when the value is undefined. */
export function optional<Key extends string, Value>(
  key: Key,
  value: Value | undefined,
): { readonly [K in Key]?: Value } {
  if (value === undefined) return {}
  const found: { [K in Key]?: Value } = {}
  found[key] = value
  return found
}
