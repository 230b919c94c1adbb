import { Problem } from '../../../model/problems/index.ts'
import { isManagedType } from '../schema.ts'
import type { Reference } from '../schema/kinds.ts'
import { list, reference } from '../schema/kinds.ts'
import { stringPool } from '../schema/strings.ts'
import type { Session } from '../session/session.ts'
import { element, referenceElement } from '../soap/envelope.ts'
import { SoapFault } from '../soap/fault.ts'

/** Base types of the inventory; a view of them holds every derived one (clusters, port groups, vApps …) too. */
export const baseTypes: readonly string[] = [
  'Datacenter',
  'Folder',
  'ComputeResource',
  'ResourcePool',
  'HostSystem',
  'VirtualMachine',
  'Datastore',
  'Network',
  'DistributedVirtualSwitch',
]

/** Every object below the root folder, sorted by type and id. */
export async function inventoryOf(session: Session): Promise<readonly Reference[]> {
  const { viewManager, rootFolder, propertyCollector } = session.content
  return session.inWords(() =>
    again(session, async () => {
      const created = await session.call({
        method: 'CreateContainerView',
        on: viewManager,
        args: [
          referenceElement('container', rootFolder),
          ...baseTypes.map((type) => element('type', type)),
          element('recursive', true),
        ],
        reads: true,
      })
      const view: Reference = { type: 'ContainerView', value: created[0]?.text ?? '' }
      try {
        const objects = await session.gather(
          {
            method: 'RetrievePropertiesEx',
            on: propertyCollector,
            args: [
              element('specSet', [
                element('propSet', [element('type', 'ContainerView'), element('pathSet', 'view')]),
                element('objectSet', [referenceElement('obj', view)]),
              ]),
              element('options'),
            ],
            reads: true,
          },
          viewGatherer,
        )
        const once = new Map(objects.map((object) => [order(object), object]))
        return [...once].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, object]) => object)
      } finally {
        await session.call({ method: 'DestroyView', on: view, reads: false }).catch((error: unknown) => {
          // It ends with the session anyway; only a vCenter that cannot be reached is worth a word, and the read says it.
          if (!(error instanceof Error)) throw error
        })
      }
    }),
  )
}

/** A view is gone with its session: when that happens between its making and its reading, it is made anew. */
async function again<T>(session: Session, work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await session.renewing(work)
    } catch (error) {
      const lost = error instanceof Problem && error.cause instanceof SoapFault ? error.cause : error
      const gone = lost instanceof SoapFault && lost.fault === 'ManagedObjectNotFound'
      if (!gone || attempt >= mostViews) throw error
    }
  }
}

const mostViews = 4

const references = list(reference)

function viewGatherer() {
  const found: Reference[] = []
  const keep = stringPool()
  return {
    wanted: new Set(['val']),
    take(value: Parameters<typeof references.decode>[0]) {
      for (const item of references.decode(value, keep) ?? []) found.push(item)
    },
    result: () => found,
  }
}

function order({ type, value }: Reference): string {
  return `${isManagedType(type) ? 0 : 1}${type}:${value}`
}
