import type { XmlAttribute, XmlElement } from './element.ts'
import type { XmlHandler } from './handler.ts'
import { defaultXmlLimits, type XmlLimits } from './limits.ts'
import { XmlParser } from './parser.ts'

interface Growing {
  readonly name: string
  readonly local: string
  readonly attributes: readonly XmlAttribute[]
  children: XmlElement[]
  text: string
}

// Shared by all elements without children; it is never pushed to.
const childless: XmlElement[] = []

/**
 * Collects elements whole while the document streams by: each outermost element whose local name is in `wanted` is given to
 * `found` as soon as it closes, and everything around it is forgotten; `root` is the whole document.
 *
 * ```ts
 * const parser = new XmlParser(collectElements(new Set(['disk']), (disk) => disks.push(disk)))
 * ```
 */
export function collectElements(
  wanted: ReadonlySet<string> | 'root',
  found: (element: XmlElement) => void,
): XmlHandler {
  const path: Growing[] = []
  let current: Growing | undefined
  const add = (parent: Growing, element: XmlElement): void => {
    if (parent.children === childless) parent.children = [element]
    else parent.children.push(element)
  }
  return {
    open(name, attributes, local) {
      if (current === undefined && wanted !== 'root' && !wanted.has(local)) return
      if (current !== undefined) path.push(current)
      current = { name, local, attributes, children: childless, text: '' }
    },
    text(value) {
      if (current !== undefined) current.text = current.text === '' ? value : current.text + value
    },
    leaf({ name, local, attributes }, text) {
      if (current !== undefined) {
        add(current, { name, local, attributes, children: childless, text: text.toString() })
      } else if (wanted !== 'root' && wanted.has(local))
        found({ name, local, attributes, children: childless, text: text.toString() })
    },
    close() {
      if (current === undefined) return
      const element = current
      if (element.children !== childless && element.text.trim() === '') element.text = ''
      const parent = path.pop()
      current = parent
      if (parent === undefined) found(element)
      else add(parent, element)
    },
  }
}

/**
 * A small document as a tree. Throws FormatError with the offset when it is not well-formed, has a DOCTYPE or is
 * larger than `limits` allow.
 *
 * ```ts
 * parseXmlDocument('<a x="1"><b>two</b></a>').children[0]?.text // 'two'
 * ```
 */
export function parseXmlDocument(text: string, limits: XmlLimits = defaultXmlLimits): XmlElement {
  const roots: XmlElement[] = []
  const parser = new XmlParser(
    collectElements('root', (element) => roots.push(element)),
    limits,
  )
  parser.write(text)
  parser.end()
  const root = roots[0]
  if (root === undefined) throw new TypeError('an XML document that ended well has a root')
  return root
}
