import type { XmlElement } from '../../../formats/xml/index.ts'

/**
 * A number of 53 bits for everything that an element says; 0 for one that is not there. The names of the elements count,
 * the prefixes that a server makes up do not.
 */
export function hashOf(element: XmlElement | undefined): number {
  if (element === undefined) return 0
  const state = { high: 0x9e3779b9, low: 0x85ebca6b }
  addElement(state, element)
  return (state.high & 0x1fffff) * 0x1_0000_0000 + (state.low >>> 0) || 1
}

interface State {
  high: number
  low: number
}

function addElement(state: State, { local, attributes, children, text }: XmlElement): void {
  addText(state, local)
  for (const attribute of attributes) {
    if (attribute.local === 'type') addText(state, attribute.value.slice(attribute.value.indexOf(':') + 1))
  }
  for (const child of children) addElement(state, child)
  if (children.length === 0) addText(state, text)
  addCode(state, 0x10001)
}

function addText(state: State, text: string): void {
  for (let at = 0; at < text.length; at++) addCode(state, text.charCodeAt(at))
  addCode(state, 0x10000)
}

function addCode(state: State, code: number): void {
  state.low = Math.imul(state.low ^ code, 0x01000193)
  state.high = Math.imul(state.high ^ code ^ (state.low >>> 15), 0x5bd1e995)
}
