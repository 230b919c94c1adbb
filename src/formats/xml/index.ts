/** XML, read as a stream or as a small tree; no document types, no entities of its own, limits on everything. */
export { attributeOf, childOf, childrenOf, childText, localName } from './element.ts'
export type { XmlElement } from './element.ts'
export { escapeXml } from './entities.ts'
export { defaultXmlLimits } from './limits.ts'
export type { XmlLimits } from './limits.ts'
export { XmlParser } from './parser.ts'
export { placedChild, type PlacedElement, readPlacedXml } from './placed.ts'
export { collectElements, parseXmlDocument } from './tree.ts'
