import { childOf, type XmlElement } from '../../../formats/xml/index.ts'
import { problem } from '../../../model/problems/index.ts'
import type { Reference } from '../schema/kinds.ts'
import type { Session } from '../session/session.ts'
import { SoapFault } from '../soap/fault.ts'

const serviceInstance: Reference = { type: 'ServiceInstance', value: 'ServiceInstance' }

/** The managers that performance needs. */
export interface PerformanceManagers {
  readonly performance: Reference
  /** Settings of the vCenter; an ESXi host or a narrow role may hide it. */
  readonly settings?: Reference
}

/** Where the managers are. Throws `performance-none-there` when a server keeps no performance at all. */
export async function managersOf(session: Session, host: string): Promise<PerformanceManagers> {
  const answer = await session.call({
    method: 'RetrieveServiceContent',
    on: serviceInstance,
    reads: true,
  })
  const performance = referenceIn(answer[0], 'perfManager')
  if (performance === undefined) throw problem('performance-none-there', { host })
  const settings = referenceIn(answer[0], 'setting')
  return { performance, ...(settings === undefined ? {} : { settings }) }
}

/** Seconds since 1970 by the server's own clock, which its samples follow. */
export async function serverTime(session: Session): Promise<number> {
  const answer = await session.call({ method: 'CurrentTime', on: serviceInstance, reads: true })
  const seconds = Math.floor(Date.parse(answer[0]?.text ?? '') / 1000)
  if (Number.isFinite(seconds)) return seconds
  throw session.stranger(`the time ${JSON.stringify(answer[0]?.text ?? '')}`, 'an ISO 8601 time')
}

/** What a question gave, or the fault that the server answered. */
export async function orFault<T>(session: Session, work: () => Promise<T>): Promise<T | SoapFault> {
  try {
    return await session.renewing(work)
  } catch (error) {
    if (error instanceof SoapFault) return error
    throw error
  }
}

/** The privilege that is missing, or the fault's name with its text. */
export function whyNot({ fault, text, detail }: SoapFault): string {
  if (fault === 'NoPermission')
    return `this user is not permitted to see it${detail['privilegeId'] ? `; missing: ${detail['privilegeId']}` : ''}`
  if (fault === 'ManagedObjectNotFound') return 'it was removed meanwhile'
  return `the vCenter answered ${fault}${text === '' ? '' : ` (${text})`}`
}

function referenceIn(element: XmlElement | undefined, name: string): Reference | undefined {
  const found = element && childOf(element, name)
  const type = found?.attributes.find((attribute) => attribute.name === 'type')?.value
  return found === undefined || type === undefined ? undefined : { type, value: found.text }
}
