import { attributeOf, childrenOf, type XmlElement } from '../../formats/xml/index.ts'
import { readItem, type ReadHardware } from './item.ts'
import type { OvfFinding, OvfSystem } from './schema.ts'
import { configOf, sectionsOf, textOf, wholeNumber } from './sections.ts'

/** Sections of a system that carry nothing for us. */
const quiet = new Set(['Info', 'Name', 'EulaSection', 'AnnotationSection', 'Category', 'Label'])
const known = new Set(['VirtualHardwareSection', 'OperatingSystemSection', 'ProductSection'])

/** Reads one VirtualSystem; hardware that we do not know becomes a device or a finding, never an error. */
export function readSystem(
  element: XmlElement,
  configuration: string | undefined,
  findings: OvfFinding[],
): OvfSystem {
  const id = attributeOf(element, 'id') ?? ''
  const name = textOf(element, 'Name') ?? id
  const where = `VirtualSystem ${name}`
  const hardware: ReadHardware = { controllers: [], drives: [], nics: [], devices: [] }
  const sections = sectionsOf(element, 'VirtualHardwareSection')
  const items = sections.flatMap((section) =>
    section.children.filter((child) => ['Item', 'StorageItem', 'EthernetPortItem'].includes(child.local)),
  )
  for (const item of items) {
    const only = attributeOf(item, 'configuration')?.split(/\s+/)
    if (only === undefined || (configuration !== undefined && only.includes(configuration))) {
      readItem(item, hardware, where, findings)
    }
  }
  for (const child of element.children) {
    if (!quiet.has(child.local) && !known.has(child.local) && child.local !== 'Section') {
      findings.push({ where, what: `${child.local} is not read` })
    }
  }
  const os = sectionsOf(element, 'OperatingSystemSection')[0]
  const first = sections[0]
  const systemType =
    first === undefined ? undefined : textOf(childrenOf(first, 'System')[0] ?? first, 'VirtualSystemType')
  const hardwareVersion = /vmx-(\d{1,3})/.exec(
    systemType
      ?.split(/[\s,]+/)
      .filter((part) => part.startsWith('vmx-'))
      .at(-1) ?? '',
  )
  if (systemType !== undefined && hardwareVersion === null) {
    findings.push({
      where,
      what: `the hardware family ${JSON.stringify(systemType.slice(0, 60))} is not VMware's`,
    })
  }
  const { controllers, drives, nics, devices, ...sizes } = hardware
  const configs = sections.map((section) => ({
    config: configOf(section, 'Config'),
    extra: configOf(section, 'ExtraConfig'),
  }))
  return {
    id,
    name,
    ...optional('osType', os === undefined ? undefined : attributeOf(os, 'osType')),
    ...optional('osNumber', os === undefined ? undefined : wholeNumber(attributeOf(os, 'id'))),
    ...optional('osDescription', os === undefined ? undefined : textOf(os, 'Description')),
    ...optional('annotation', annotationOf(element)),
    ...optional('product', productOf(element)),
    ...optional('hardwareVersion', hardwareVersion === null ? undefined : Number(hardwareVersion[1])),
    ...sizes,
    controllers,
    drives,
    nics,
    devices,
    config: Object.assign({}, ...configs.map((one) => one.config)),
    extraConfig: Object.assign({}, ...configs.map((one) => one.extra)),
    propertyKeys: sectionsOf(element, 'ProductSection').flatMap((section) =>
      childrenOf(section, 'Property').flatMap((property) => attributeOf(property, 'key') ?? []),
    ),
  }
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
