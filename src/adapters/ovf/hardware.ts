import { attributeOf, childrenOf, type XmlElement } from '../../formats/xml/index.ts'
import type { OvfFinding } from './schema.ts'
import { sectionsOf, textOf } from './sections.ts'

const itemNames = new Set(['Item', 'StorageItem', 'EthernetPortItem'])

/** The one hardware section that counts, and the items of it that make the machine. */
export interface ChosenHardware {
  readonly section: XmlElement | undefined
  readonly items: readonly XmlElement[]
  /** As written, for example `vmx-08 vmx-10`. */
  readonly systemType: string | undefined
}

/**
 * Hardware sections of one system are alternatives: the first that is VMware's counts, else the first. Of its items
 * those of the chosen configuration count, and those without one unless the configuration has the same item itself.
 * Items that only bound a range (`ovf:bound`) are no hardware.
 */
export function chooseHardware(
  system: XmlElement,
  configuration: string | undefined,
  where: string,
  findings: OvfFinding[],
): ChosenHardware {
  const sections = sectionsOf(system, 'VirtualHardwareSection')
  const section = sections.find((one) => /vmx-\d/i.test(typeOf(one) ?? '')) ?? sections[0]
  if (sections.length > 1) {
    const chosen = JSON.stringify((section === undefined ? undefined : typeOf(section)) ?? 'the first')
    findings.push({ where, what: `${sections.length} hardware sections, of which ${chosen} is read` })
  }
  if (section === undefined) return { section, items: [], systemType: undefined }
  const offered = section.children.filter(
    (child) => itemNames.has(child.local) && !/^(?:min|max|normal)$/.test(attributeOf(child, 'bound') ?? ''),
  )
  const own = new Set<string>()
  const ofConfiguration = (item: XmlElement): boolean | undefined => {
    const named = attributeOf(item, 'configuration')
    if (named === undefined || named.trim() === '') return undefined
    return configuration !== undefined && named.trim().split(/\s+/).includes(configuration)
  }
  for (const item of offered) if (ofConfiguration(item) === true) own.add(keyOf(item))
  const items = offered.filter((item) => ofConfiguration(item) ?? !own.has(keyOf(item)))
  const left = offered.filter((item) => ofConfiguration(item) === false).length
  if (left > 0) {
    const chosen = configuration === undefined ? 'none' : JSON.stringify(configuration.slice(0, 80))
    findings.push({ where, what: `configuration ${chosen} is read; ${left} items of others are not` })
  }
  return { section, items, systemType: typeOf(section) }
}

function keyOf(item: XmlElement): string {
  const instance = textOf(item, 'InstanceID', 'InstanceId')
  // Items without a number are never taken for each other.
  return instance === undefined
    ? JSON.stringify(item.children.map((child) => child.text))
    : `${textOf(item, 'ResourceType') ?? ''} ${instance}`
}

function typeOf(section: XmlElement): string | undefined {
  return textOf(childrenOf(section, 'System')[0] ?? section, 'VirtualSystemType')
}
