import { childOf, childrenOf, childText, type XmlElement } from '../../../formats/xml/index.ts'
import type { Paths } from '../collect/retrieve.ts'
import { baseTypes } from '../collect/view.ts'
import { type ManagedType, propertiesByType, type Reference } from '../schema.ts'
import type { Session } from '../session/session.ts'
import { element, type Fragment, referenceElement } from '../soap/envelope.ts'
import { SoapFault } from '../soap/fault.ts'
import { hashOf } from './hash.ts'
import { isWatched } from './restless.ts'

/** What a vCenter tells of one object. */
export interface Told {
  readonly kind: 'enter' | 'modify' | 'leave'
  readonly object: Reference
  readonly values: readonly { readonly path: string; readonly hash: number }[]
}

/** One answer of a wait. */
export interface Answer {
  readonly version: string
  /** There is more of the same moment: ask on at once. */
  readonly truncated: boolean
  readonly told: readonly Told[]
}

/** A vCenter gives about so many updates in an answer. */
const mostUpdates = 100

/** The paths that are followed of each type. */
function watchedPaths(paths: Paths): Map<ManagedType, readonly string[]> {
  const types = Object.keys(propertiesByType) as ManagedType[]
  return new Map(types.map((type) => [type, paths.of(type).filter((path) => isWatched(type, path))]))
}

/**
 * Makes a property collector of its own with one filter over everything below the root folder; it lives as long as the
 * session. Paths that the server does not know are left out.
 */
export async function makeFilter(session: Session, paths: Paths): Promise<Reference> {
  const { viewManager, propertyCollector, rootFolder, customFieldsManager } = session.content
  for (;;) {
    const collector = await made(session, 'CreatePropertyCollector', 'PropertyCollector', propertyCollector)
    const view = await made(session, 'CreateContainerView', 'ContainerView', viewManager, [
      referenceElement('container', rootFolder),
      ...baseTypes.map((type) => element('type', type)),
      element('recursive', true),
    ])
    try {
      const others = customFieldsManager === undefined ? [] : [customFieldsManager]
      await made(session, 'CreateFilter', 'PropertyFilter', collector, [
        specification(paths, view, others),
        element('partialUpdates', false),
      ])
      return collector
    } catch (error) {
      if (!(error instanceof SoapFault) || error.fault !== 'InvalidProperty') throw error
      if (!drop(paths, error.detail['name'] ?? '')) throw error
    }
  }
}

/** Waits for what is new since `version`; undefined when nothing was in that time. Throws SoapFault. */
export function waitForUpdates(
  session: Session,
  collector: Reference,
  version: string,
  waitSeconds: number,
): Promise<Answer | undefined> {
  const options = element('options', [
    element('maxWaitSeconds', waitSeconds),
    element('maxObjectUpdates', mostUpdates),
  ])
  const args = [element('version', version), options]
  const call = { method: 'WaitForUpdatesEx', on: collector, args, reads: true } as const
  return session.gather(call, () => {
    const told: Told[] = []
    let [next, truncated]: [string | undefined, boolean] = [undefined, false]
    return {
      wanted: new Set(['version', 'truncated', 'objectSet']),
      take(found: XmlElement) {
        if (found.local === 'version') next = found.text
        else if (found.local === 'truncated') truncated = found.text === 'true' || found.text === '1'
        else told.push(...toldBy(found))
      },
      result: () => (next === undefined ? undefined : { version: next, truncated, told }),
    }
  })
}

function toldBy(update: XmlElement): Told[] {
  const [kind, obj] = [childText(update, 'kind'), childOf(update, 'obj')]
  const type = obj?.attributes.find((attribute) => attribute.name === 'type')?.value
  if (obj === undefined || type === undefined) return []
  const values = childrenOf(update, 'changeSet').map((change) => ({
    path: childText(change, 'name') ?? '',
    hash: hashOf(childOf(change, 'val')),
  }))
  const what = kind === 'leave' || kind === 'enter' ? kind : 'modify'
  return [{ kind: what, object: { type, value: obj.text }, values }]
}

async function made(
  session: Session,
  method: string,
  type: string,
  on: Reference,
  args: readonly Fragment[] = [],
): Promise<Reference> {
  const value = await session.gather({ method, on, args, reads: true }, () => {
    let found = ''
    return {
      wanted: new Set(['returnval']),
      take: ({ text }: XmlElement) => void (found = text),
      result: () => found,
    }
  })
  return { type, value }
}

function specification(paths: Paths, view: Reference, others: readonly Reference[]): Fragment {
  const properties = [...watchedPaths(paths)].map(([type, watched]) =>
    element('propSet', [element('type', type), ...watched.map((path) => element('pathSet', path))]),
  )
  const step = element(
    'selectSet',
    [
      element('name', 'view'),
      element('type', 'ContainerView'),
      element('path', 'view'),
      element('skip', false),
    ],
    { 'xsi:type': 'TraversalSpec' },
  )
  const objects = element('objectSet', [referenceElement('obj', view), element('skip', true), step])
  const alone = others.map((one) => element('objectSet', [referenceElement('obj', one)]))
  return element('spec', [...properties, objects, ...alone])
}

/** Leaves the path out wherever it is asked for; false when it is asked for nowhere. */
function drop(paths: Paths, name: string): boolean {
  let dropped = false
  for (const [type, watched] of watchedPaths(paths)) {
    for (const path of watched) {
      if (name === '' || (path !== name && !path.startsWith(`${name}.`))) continue
      paths.drop(type, path)
      dropped = true
    }
  }
  return dropped
}
