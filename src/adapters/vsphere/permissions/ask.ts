import { childOf, childrenOf, childText, type XmlElement } from '../../../formats/xml/index.ts'
import type { Reference } from '../schema/kinds.ts'
import type { Session } from '../session/session.ts'
import type { SoapCall } from '../soap/client.ts'
import { element, referenceElement } from '../soap/envelope.ts'
import { SoapFault } from '../soap/fault.ts'
import { isAtLeast } from '../soap/version.ts'
import type { NumberedRole } from './access.ts'
import { propertiesOf } from './properties.ts'

/** What is held of the privileges asked for, by the id of the object; an object without an answer is not there. */
export type HeldByObject = ReadonlyMap<string, ReadonlySet<string>>

/** One way to ask a server what the user may do. Throws SoapFault. */
export interface Way {
  /** As the report names it. */
  readonly name: string
  ask(objects: readonly Reference[], privileges: readonly string[]): Promise<HeldByObject>
}

/**
 * The ways there are, best first: by session (knows every group of the user), by user name (since 6.5), and by the
 * role that each object says the session has there, which every version can do.
 */
export function waysOf(session: Session, user: string, roles: readonly NumberedRole[]): readonly Way[] {
  const { authorizationManager: on, about } = session.content
  const ways: Way[] = []
  if (on !== undefined) {
    ways.push(bySession(session, on))
    if (isAtLeast(about.apiVersion, '6.5')) ways.push(byName(session, on, user))
  }
  if (roles.length > 0) ways.push(byRole(session, new Map(roles.map((role) => [role.id, role.privileges]))))
  return ways
}

function bySession(session: Session, on: Reference): Way {
  return {
    name: 'HasPrivilegeOnEntities',
    ask(objects, privileges) {
      // Built anew for each attempt: a session that was renewed has another key.
      const call = (): SoapCall => {
        const { key } = session
        if (key === undefined) throw new SoapFault('HasPrivilegeOnEntities', 'NotSupported', '')
        const args = [
          ...objects.map((object) => referenceElement('entity', object)),
          element('sessionId', key),
          ...privileges.map((id) => element('privId', id)),
        ]
        return { method: 'HasPrivilegeOnEntities', on, args, reads: true }
      }
      return answers(session, call, (one) =>
        childrenOf(one, 'privAvailability')
          .filter((privilege) => childText(privilege, 'isGranted') === 'true')
          .map((privilege) => childText(privilege, 'privId') ?? ''),
      )
    },
  }
}

function byName(session: Session, on: Reference, user: string): Way {
  return {
    name: 'FetchUserPrivilegeOnEntities',
    ask(objects) {
      const args = [
        ...objects.map((object) => referenceElement('entities', object)),
        element('userName', user),
      ]
      const call = { method: 'FetchUserPrivilegeOnEntities', on, args, reads: true }
      return answers(
        session,
        () => call,
        (one) => childrenOf(one, 'privileges').map(({ text }) => text),
      )
    },
  }
}

function byRole(session: Session, roles: ReadonlyMap<number, readonly string[]>): Way {
  return {
    name: 'effectiveRole',
    async ask(objects) {
      const held = new Map<string, ReadonlySet<string>>()
      for (const type of new Set(objects.map((object) => object.type))) {
        const same = objects.filter((object) => object.type === type)
        for (const { object, values } of await propertiesOf(session, same, ['effectiveRole'])) {
          const own = values.get('effectiveRole')?.children ?? []
          held.set(object.value, new Set(own.flatMap(({ text }) => roles.get(Number(text)) ?? [])))
        }
      }
      return held
    },
  }
}

async function answers(
  session: Session,
  call: () => SoapCall,
  heldIn: (answer: XmlElement) => readonly string[],
): Promise<HeldByObject> {
  return session.renewing(() =>
    session.gather(call(), () => {
      const held = new Map<string, ReadonlySet<string>>()
      return {
        wanted: new Set(['returnval']),
        take(one: XmlElement) {
          const entity = childOf(one, 'entity')
          if (entity !== undefined) held.set(entity.text, new Set(heldIn(one)))
        },
        result: () => held,
      }
    }),
  )
}
