/** One attribute, with its name as written and without the prefix. */
export interface XmlAttribute {
  readonly name: string
  readonly local: string
  readonly value: string
}

/**
 * An element kept whole. `local` is the name without prefix. `text` is the character data directly inside it; white
 * space between child elements is left out.
 */
export interface XmlElement {
  readonly name: string
  readonly local: string
  readonly attributes: readonly XmlAttribute[]
  readonly children: readonly XmlElement[]
  readonly text: string
}

/** A name without its prefix: `ovf:Disk` is `Disk`. */
export function localName(name: string): string {
  const colon = name.indexOf(':')
  return colon === -1 ? name : name.slice(colon + 1)
}

/** The value of the attribute with this local name, whatever its prefix. */
export function attributeOf(element: XmlElement, local: string): string | undefined {
  for (const attribute of element.attributes) if (attribute.local === local) return attribute.value
  return undefined
}

/** The first child element with this local name. */
export function childOf(element: XmlElement, local: string): XmlElement | undefined {
  for (const child of element.children) if (child.local === local) return child
  return undefined
}

/** All child elements with this local name, in document order. */
export function childrenOf(element: XmlElement, local: string): XmlElement[] {
  return element.children.filter((child) => child.local === local)
}

/** The text of the first child element with this local name. */
export function childText(element: XmlElement, local: string): string | undefined {
  return childOf(element, local)?.text
}
