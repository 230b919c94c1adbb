import { childOf, childrenOf, childText, type XmlElement } from '../../../formats/xml/index.ts'
import type { AccessList, Permission, Role } from '../../../model/access.ts'
import type { Session } from '../session/session.ts'
import { SoapFault } from '../soap/fault.ts'
import { propertiesOf } from './properties.ts'

/** A role with the number that permissions and objects name it by. */
export interface NumberedRole extends Role {
  readonly id: number
}

/** The authorization manager's own lists; empty where they may not be seen. */
export interface AuthorizationLists {
  readonly roles: readonly NumberedRole[]
  /** Every privilege this server knows; undefined when it does not say. */
  readonly privileges: ReadonlySet<string> | undefined
  readonly notes: readonly string[]
}

/** Reads which roles and which privileges there are. Needs no privilege but to be logged in. */
export async function readLists(session: Session): Promise<AuthorizationLists> {
  const on = session.content.authorizationManager
  if (on === undefined) return { roles: [], privileges: undefined, notes: ['roles: this server has none'] }
  const [answer] = await session.inWords(() => propertiesOf(session, [on], ['roleList', 'privilegeList']))
  const listed = answer?.values.get('privilegeList')
  const known = new Set(listed?.children.map((one) => childText(one, 'privId') ?? '') ?? [])
  known.delete('')
  return {
    roles: (answer?.values.get('roleList')?.children ?? []).map(roleOf),
    privileges: known.size === 0 ? undefined : known,
    notes: [...(answer?.lacks ?? [])].map(([path, why]) => `${wordFor[path] ?? path}: missing ${why}`),
  }
}

const wordFor: Readonly<Record<string, string>> = { roleList: 'roles', privilegeList: 'names of privileges' }

function roleOf(role: XmlElement): NumberedRole {
  return {
    id: Number(childText(role, 'roleId')),
    name: childText(role, 'name') ?? '',
    system: childText(role, 'system') === 'true',
    privileges: childrenOf(role, 'privilege').map(({ text }) => text),
  }
}

/** Reads the roles, and who was given them where. What may not be seen is a note, never the end of a read. */
export async function readAccess(session: Session): Promise<AccessList> {
  const on = session.content.authorizationManager
  const { roles, notes } = await readLists(session)
  const plain = roles.map(({ name, system, privileges }) => ({ name, system, privileges }))
  if (on === undefined) return { roles: plain, permissions: [], notes }
  const names = new Map(roles.map(({ id, name }) => [id, name]))
  try {
    const found = await session.renewing(() =>
      session.gather({ method: 'RetrieveAllPermissions', on, reads: true }, () => {
        const permissions: Permission[] = []
        return {
          wanted: new Set(['returnval']),
          take: (one: XmlElement) => void permissions.push(permissionOf(one, names)),
          result: () => permissions,
        }
      }),
    )
    return { roles: plain, permissions: found, notes }
  } catch (error) {
    if (!(error instanceof SoapFault)) throw error
    const missing = error.detail['privilegeId'] ?? ''
    const why = error.fault === 'NoPermission' && missing !== '' ? `missing ${missing}` : error.fault
    return { roles: plain, permissions: [], notes: [...notes, `permissions: ${why}`] }
  }
}

function permissionOf(one: XmlElement, names: ReadonlyMap<number, string>): Permission {
  const entity = childOf(one, 'entity')
  const type = entity?.attributes.find(({ name }) => name === 'type')?.value
  const role = Number(childText(one, 'roleId'))
  return {
    principal: childText(one, 'principal') ?? '',
    group: childText(one, 'group') === 'true',
    role: names.get(role) ?? `role ${role}`,
    ...(entity === undefined || type === undefined ? {} : { on: { type, id: entity.text } }),
    propagate: childText(one, 'propagate') === 'true',
  }
}
