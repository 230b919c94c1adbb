import { attributeOf, childrenOf, childText, type XmlElement } from '../../formats/xml/index.ts'

/**
 * The sections of this kind directly below an element. OVF 1 and 2 name the element (`DiskSection`); OVF 0.9 writes
 * `Section xsi:type="ovf:DiskSection_Type"`.
 */
export function sectionsOf(element: XmlElement, kind: string): XmlElement[] {
  return element.children.filter(
    (child) => child.local === kind || (child.local === 'Section' && typeIs(child, `${kind}_Type`)),
  )
}

/** Whether a child is a VM (`VirtualSystem`) or a group of them, in either dialect. */
export function contentKind(element: XmlElement): 'system' | 'collection' | undefined {
  if (element.local === 'VirtualSystem') return 'system'
  if (element.local === 'VirtualSystemCollection') return 'collection'
  if (element.local !== 'Content') return undefined
  if (typeIs(element, 'VirtualSystemCollection_Type')) return 'collection'
  return typeIs(element, 'VirtualSystem_Type') ? 'system' : undefined
}

/** `vmw:Config` or `vmw:ExtraConfig` children as key → value. */
export function configOf(element: XmlElement, local: 'Config' | 'ExtraConfig'): Record<string, string> {
  const found: Record<string, string> = {}
  for (const child of childrenOf(element, local)) {
    const key = attributeOf(child, 'key')
    const value = attributeOf(child, 'value')
    if (key !== undefined && value !== undefined) found[key] = value
  }
  return found
}

/** Trimmed text of the first child with one of these names; empty is undefined. */
export function textOf(element: XmlElement, ...locals: readonly string[]): string | undefined {
  for (const local of locals) {
    const text = childText(element, local)?.trim()
    if (text !== undefined && text !== '') return text
  }
  return undefined
}

/** A whole number; anything else is undefined. */
export function wholeNumber(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,15}$/.test(text.trim()) ? Number(text) : undefined
}

function typeIs(element: XmlElement, type: string): boolean {
  const value = attributeOf(element, 'type') ?? ''
  return value === type || value.endsWith(`:${type}`)
}
