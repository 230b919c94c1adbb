import { childOf, childrenOf, childText, type XmlElement } from '../../../formats/xml/index.ts'
import { type Reference, wireType } from '../schema/kinds.ts'
import type { Session } from '../session/session.ts'
import { element, referenceElement } from '../soap/envelope.ts'
import { innerFault, privilegesOf } from '../soap/refusal.ts'

/** Properties of one object as they stand in the answer. */
export interface RawProperties {
  readonly object: Reference
  readonly values: ReadonlyMap<string, XmlElement>
  /** What may not be seen: property to the privilege that is missing, or the fault that was named. */
  readonly lacks: ReadonlyMap<string, string>
}

/** Reads properties of objects of one type that are no part of the inventory's table; at most 100 objects. */
export async function propertiesOf(
  session: Session,
  objects: readonly Reference[],
  paths: readonly string[],
): Promise<readonly RawProperties[]> {
  const [first] = objects
  if (first === undefined) return []
  const specification = element('specSet', [
    element('propSet', [element('type', first.type), ...paths.map((path) => element('pathSet', path))]),
    ...objects.map((object) => element('objectSet', [referenceElement('obj', object)])),
  ])
  const call = {
    method: 'RetrievePropertiesEx',
    on: session.content.propertyCollector,
    args: [specification, element('options')],
    reads: true,
  }
  return session.renewing(() =>
    session.gather(call, () => {
      const found: RawProperties[] = []
      return {
        wanted: new Set(['objects']),
        take: (answer: XmlElement) => void found.push(rawOf(answer, first.type)),
        result: () => found,
      }
    }),
  )
}

function rawOf(answer: XmlElement, type: string): RawProperties {
  const values = new Map<string, XmlElement>()
  for (const set of childrenOf(answer, 'propSet')) {
    const value = childOf(set, 'val')
    if (value !== undefined) values.set(childText(set, 'name') ?? '', value)
  }
  const lacks = new Map<string, string>()
  for (const missing of childrenOf(answer, 'missingSet')) {
    const fault = innerFault(missing)
    const why = fault === undefined ? '' : privilegesOf(fault) || (wireType(fault) ?? '')
    lacks.set(childText(missing, 'path') ?? '', why === '' ? 'a privilege that it does not name' : why)
  }
  return { object: { type, value: childText(answer, 'obj') ?? '' }, values, lacks }
}
