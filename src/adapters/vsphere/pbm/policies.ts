import { childOf, childrenOf, childText, type XmlElement } from '../../../formats/xml/index.ts'
import type { NotSeen } from '../../../model/not-seen.ts'
import { Problem } from '../../../model/problems/index.ts'
import type { PolicyRecord, Reference } from '../schema.ts'
import type { Session } from '../session/session.ts'
import { element } from '../soap/envelope.ts'
import { SoapFault } from '../soap/fault.ts'
import type { Policies } from '../source.ts'
import type { Transport } from '../transport/http.ts'
import { PbmRefused, pbmCall } from './client.ts'

const service: Reference = { type: 'PbmServiceInstance', value: 'ServiceInstance' }
const profilesAtOnce = 50

/**
 * Storage policies, what they ask of a datastore, and which machines and disks rest on which. What cannot be read is a
 * note, never the end of the read. A single host has none.
 */
export async function readPolicies(session: Session, transport: Transport): Promise<Policies> {
  if (session.content.about.apiType === 'HostAgent') return { policies: [], notes: [] }
  try {
    const manager = await managerOf(session, transport)
    const ids = await pbmCall(session, transport, 'PbmQueryProfile', manager, [
      element('resourceType', [element('resourceType', 'STORAGE')]),
      element('profileCategory', 'REQUIREMENT'),
    ])
    const unique = ids.flatMap((one) => childText(one, 'uniqueId') ?? [])
    const profiles: XmlElement[] = []
    for (let at = 0; at < unique.length; at += profilesAtOnce) {
      const some = unique.slice(at, at + profilesAtOnce)
      profiles.push(
        ...(await pbmCall(
          session,
          transport,
          'PbmRetrieveContent',
          manager,
          some.map(idElement('profileIds')),
        )),
      )
    }
    return await withUsers(session, transport, manager, profiles.flatMap(policyOf))
  } catch (error) {
    return {
      policies: [],
      notes: [{ what: 'storage policies', ...reasonOf(error), so: 'which disk has which is not known' }],
    }
  }
}

async function managerOf(session: Session, transport: Transport): Promise<Reference> {
  const [content] = await pbmCall(session, transport, 'PbmRetrieveServiceContent', service)
  const found = content && childOf(content, 'profileManager')
  const type = found?.attributes.find((attribute) => attribute.name === 'type')?.value
  if (found === undefined || type === undefined) throw new PbmRefused('it has no manager of storage policies')
  return { type, value: found.text }
}

function idElement(name: string) {
  return (id: string) => element(name, [element('uniqueId', id)])
}

/** Asks of each policy what rests on it: far fewer questions than asking each disk for its policy. */
async function withUsers(
  session: Session,
  transport: Transport,
  manager: Reference,
  policies: readonly PolicyRecord[],
): Promise<Policies> {
  const found: PolicyRecord[] = []
  for (const policy of policies) {
    try {
      const args = [idElement('profile')(policy.id)]
      const users = await pbmCall(session, transport, 'PbmQueryAssociatedEntity', manager, args)
      const of = (type: string): string[] =>
        users
          .flatMap((one) => (childText(one, 'objectType') === type ? (childText(one, 'key') ?? []) : []))
          .sort()
      found.push({ ...policy, machines: of('virtualMachine'), disks: of('virtualDiskId') })
    } catch (error) {
      const notes = [
        {
          what: 'storage policies',
          ...reasonOf(error),
          so: 'they are listed, and which disk has which is not known',
        },
      ]
      return { policies, notes }
    }
  }
  return { policies: found, notes: [] }
}

function reasonOf(error: unknown): Pick<NotSeen, 'why' | 'privileges'> {
  if (error instanceof SoapFault) {
    const privilege = error.detail['privilegeId'] ?? ''
    if (error.fault === 'NoPermission')
      return {
        why: 'this user is not permitted to see them',
        privileges: [privilege === '' ? 'StorageProfile.View' : privilege],
      }
    return { why: `the vCenter answered ${error.method} with ${error.fault}` }
  }
  if (error instanceof PbmRefused || error instanceof Problem) return { why: error.message }
  throw error
}

function policyOf(profile: XmlElement): PolicyRecord[] {
  const id = childOf(profile, 'profileId')
  const uniqueId = id && childText(id, 'uniqueId')
  const name = childText(profile, 'name')
  if (uniqueId === undefined || name === undefined) return []
  // Resource profiles describe what storage offers; only requirements are given to machines.
  if ((childText(profile, 'profileCategory') ?? 'REQUIREMENT') !== 'REQUIREMENT') return []
  const description = childText(profile, 'description') ?? ''
  const rules = rulesOf(profile)
  return [{ id: uniqueId, name, ...(description === '' ? {} : { description }), rules }]
}

function rulesOf(profile: XmlElement): string[] {
  const constraints = childOf(profile, 'constraints')
  const subs = constraints === undefined ? [] : childrenOf(constraints, 'subProfiles')
  return subs
    .flatMap((sub) => childrenOf(sub, 'capability'))
    .flatMap((capability) => {
      const id = childOf(capability, 'id')
      const name = [id && childText(id, 'namespace'), id && childText(id, 'id')].filter(Boolean).join('.')
      return childrenOf(capability, 'constraint')
        .flatMap((constraint) => childrenOf(constraint, 'propertyInstance'))
        .map(
          (property) =>
            `${name}${childText(property, 'operator') === 'NOT' ? ' is not ' : ' = '}${valueOf(property)}`,
        )
    })
}

/** One value, a set of them, or a range. */
function valueOf(property: XmlElement): string {
  const value = childOf(property, 'value')
  if (value === undefined) return ''
  if (value.children.length === 0) return value.text
  const [min, max] = [childText(value, 'min'), childText(value, 'max')]
  if (min !== undefined || max !== undefined) return `${min ?? ''}…${max ?? ''}`
  return childrenOf(value, 'values')
    .map((one) => one.text)
    .join(', ')
}
