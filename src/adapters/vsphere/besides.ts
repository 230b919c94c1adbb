import { reference, type Reference } from './schema/kinds.ts'
import type { NotSeen } from '../../model/not-seen.ts'
import { Problem } from '../../model/problems/index.ts'
import type { Session } from './session/session.ts'

/** What is read beside the inventory, with what could not be listed of it. */
export interface Besides {
  readonly ids: readonly Reference[]
  readonly notes: readonly NotSeen[]
}

/** Custom attributes, licences and alarm definitions: objects that stand in no folder. */
export async function besidesOf(session: Session): Promise<Besides> {
  const { customFieldsManager, licenseManager } = session.content
  const managers = [customFieldsManager, licenseManager].filter((one) => one !== undefined)
  const alarms = await alarmsOf(session)
  return { ids: [...managers, ...alarms.ids], notes: alarms.notes }
}

async function alarmsOf(session: Session): Promise<Besides> {
  const { alarmManager } = session.content
  if (alarmManager === undefined) return { ids: [], notes: [] }
  try {
    const answers = await session.call({ method: 'GetAlarm', on: alarmManager, reads: true })
    return { ids: answers.flatMap((one) => reference.decode(one, (text) => text) ?? []), notes: [] }
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return { ids: [], notes: [{ what: 'alarm definitions', why: error.message, so: 'they are not listed' }] }
  }
}
