import { childOf, childrenOf, childText, type XmlElement } from '../../../formats/xml/index.ts'

/**
 * The privileges that a `NoPermission` names, joined by commas; empty when it names none. Servers before 7.0.3.2 name
 * one, newer ones name all of them by object.
 */
export function privilegesOf(fault: XmlElement): string {
  const found = new Set<string>()
  const first = childText(fault, 'privilegeId')
  if (first !== undefined && first !== '') found.add(first)
  for (const missing of childrenOf(fault, 'missingPrivileges')) {
    for (const { text } of childrenOf(missing, 'privilegeIds')) if (text !== '') found.add(text)
  }
  return [...found].sort().join(', ')
}

/** The fault within a `LocalizedMethodFault`, as a `missingSet` carries it. */
export function innerFault(carrier: XmlElement): XmlElement | undefined {
  const fault = childOf(carrier, 'fault')
  return fault && childOf(fault, 'fault')
}
