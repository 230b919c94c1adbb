import { attributeOf, childrenOf, type XmlElement } from '../../formats/xml/index.ts'
import { contentKind, sectionsOf } from './sections.ts'

/**
 * Values of properties for `${key}` capacities: by their short key and as the standard names them,
 * `class.key.instance`. A value that belongs to the chosen configuration goes before the default.
 */
export function propertiesOf(
  root: XmlElement,
  configuration: string | undefined,
): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  const visit = (element: XmlElement): void => {
    for (const section of sectionsOf(element, 'ProductSection')) {
      const before = attributeOf(section, 'class') ?? ''
      const after = attributeOf(section, 'instance') ?? ''
      for (const property of childrenOf(section, 'Property')) {
        const key = attributeOf(property, 'key')
        const value = valueOf(property, configuration)
        if (key === undefined || value === undefined) continue
        const whole = [before, key, after].filter((part) => part !== '').join('.')
        for (const name of [whole, key]) if (!found.has(name)) found.set(name, value)
      }
    }
    for (const child of element.children) if (contentKind(child) !== undefined) visit(child)
  }
  visit(root)
  return found
}

function valueOf(property: XmlElement, configuration: string | undefined): string | undefined {
  const values = childrenOf(property, 'Value')
  const given = (wanted: string | undefined) => {
    const one = values.find((value) => attributeOf(value, 'configuration') === wanted)
    return one === undefined ? undefined : attributeOf(one, 'value')
  }
  const own = configuration === undefined ? undefined : given(configuration)
  return own ?? attributeOf(property, 'value') ?? attributeOf(property, 'defaultValue') ?? given(undefined)
}
