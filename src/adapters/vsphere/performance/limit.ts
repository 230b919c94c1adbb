import { childText } from '../../../formats/xml/index.ts'
import type { Session } from '../session/session.ts'
import { element } from '../soap/envelope.ts'
import { SoapFault } from '../soap/fault.ts'
import { isAtLeast } from '../soap/version.ts'
import type { PerformanceManagers } from './managers.ts'
import { orFault } from './managers.ts'

/** The vCenter's own setting for metrics in one question about history. */
const setting = 'config.vpxd.stats.maxQueryMetrics'

/**
 * Metrics that one question may hold. Where the user may not see the setting, what that version does when nobody set it:
 * 64 up to 6.0, 256 after.
 */
export async function mostMetrics(
  session: Session,
  { settings }: PerformanceManagers,
  apiVersion: string | undefined,
): Promise<number> {
  const usual = isAtLeast(apiVersion, '6.5') ? 256 : 64
  if (settings === undefined) return usual
  const call = { method: 'QueryOptions', on: settings, args: [element('name', setting)], reads: true }
  const answer = await orFault(session, () =>
    session.gather(call, () => {
      const found: number[] = []
      return {
        wanted: new Set(['returnval']),
        take: (option) => void found.push(Number(childText(option, 'value'))),
        result: () => found,
      }
    }),
  )
  const value = answer instanceof SoapFault ? undefined : answer[0]
  if (value === undefined || !Number.isInteger(value)) return usual
  return value <= 0 ? Number.POSITIVE_INFINITY : value
}
