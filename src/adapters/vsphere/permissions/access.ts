import { childOf, childrenOf, childText, type XmlElement } from '../../../formats/xml/index.ts'
import type { AccessList, Permission, Role } from '../../../model/access.ts'
import type { NotSeen } from '../../../model/not-seen.ts'
import { Problem } from '../../../model/problems/index.ts'
import type { Reference } from '../schema/kinds.ts'
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
  readonly notes: readonly NotSeen[]
}

const notKnown = 'who may do what is not known from this read'
const notPermitted = 'this user is not permitted to see them'
const noRoles: NotSeen = { what: 'roles', why: 'there are none here' }

/** Reads which roles and, where they are asked for, which privileges there are. Throws SoapFault and Problems. */
export async function readLists(
  session: Session,
  paths: readonly ('roleList' | 'privilegeList')[] = ['roleList', 'privilegeList'],
): Promise<AuthorizationLists> {
  const on = session.content.authorizationManager
  if (on === undefined) return { roles: [], privileges: undefined, notes: [noRoles] }
  const [answer] = await propertiesOf(session, [on], paths)
  const listed = answer?.values.get('privilegeList')
  const known = new Set(listed?.children.map((one) => childText(one, 'privId') ?? '') ?? [])
  known.delete('')
  return {
    roles: (answer?.values.get('roleList')?.children ?? []).map(roleOf),
    privileges: known.size === 0 ? undefined : known,
    notes: [...(answer?.lacks ?? [])].map(([path, privilege]) => ({
      what: wordFor[path] ?? path,
      why: notPermitted,
      privileges: [privilege],
      so: notKnown,
    })),
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

/** Reads the roles, and who was given them where. What cannot be read is a note, never the end of a read. */
export async function readAccess(session: Session): Promise<AccessList> {
  const notes: NotSeen[] = []
  const attempt = async <T>(what: string, empty: T, read: () => Promise<T>): Promise<T> => {
    try {
      return await read()
    } catch (error) {
      if (!(error instanceof SoapFault) && !(error instanceof Problem)) throw error
      notes.push({ what, ...whyNot(error), so: notKnown })
      return empty
    }
  }
  const on = session.content.authorizationManager
  const lists = await attempt('roles', undefined, () => readLists(session, ['roleList']))
  notes.push(...(lists?.notes ?? []))
  const numbered = lists?.roles ?? []
  const roles = numbered.map(({ name, system, privileges }) => ({ name, system, privileges }))
  if (on === undefined) return { roles, permissions: [], notes }
  const names = new Map(numbered.map(({ id, name }) => [id, name]))
  const permissions = await attempt('permissions', [], () => permissionsOf(session, on, names))
  return { roles, permissions, notes }
}

function whyNot(error: SoapFault | Problem): Pick<NotSeen, 'why' | 'privileges'> {
  if (error instanceof Problem || error.fault !== 'NoPermission') return { why: error.message }
  const missing = error.detail['privilegeId'] ?? ''
  return { why: notPermitted, ...(missing === '' ? {} : { privileges: [missing] }) }
}

function permissionsOf(
  session: Session,
  on: Reference,
  names: ReadonlyMap<number, string>,
): Promise<readonly Permission[]> {
  return session.renewing(() =>
    session.gather({ method: 'RetrieveAllPermissions', on, reads: true }, () => {
      const permissions: Permission[] = []
      return {
        wanted: new Set(['returnval']),
        take: (one: XmlElement) => void permissions.push(permissionOf(one, names)),
        result: () => permissions,
      }
    }),
  )
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
