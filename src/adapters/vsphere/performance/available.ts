import { childText } from '../../../formats/xml/index.ts'
import type { Reference } from '../schema/kinds.ts'
import type { Session } from '../session/session.ts'
import { element, referenceElement } from '../soap/envelope.ts'
import { SoapFault } from '../soap/fault.ts'
import type { Counter } from './counters.ts'
import { orFault } from './managers.ts'

/**
 * Which counters an entity has at an interval: a cluster has fewer than its hosts, and asking for one that it has not
 * fails the whole question. When the server does not say, all are tried.
 */
export async function availableOf(
  session: Session,
  performance: Reference,
  entity: Reference,
  intervalSeconds: number,
  counters: readonly Counter[],
): Promise<readonly Counter[]> {
  const args = [referenceElement('entity', entity), element('intervalId', intervalSeconds)]
  const call = { method: 'QueryAvailablePerfMetric', on: performance, args, reads: true }
  const answer = await orFault(session, () =>
    session.gather(call, () => {
      const keys = new Set<number>()
      return {
        wanted: new Set(['returnval']),
        take(metric) {
          if ((childText(metric, 'instance') ?? '') === '') keys.add(Number(childText(metric, 'counterId')))
        },
        result: () => keys,
      }
    }),
  )
  return answer instanceof SoapFault ? counters : counters.filter(({ key }) => answer.has(key))
}

/** Seconds between the samples that an entity gives as they come; undefined when it gives none. */
export async function refreshRateOf(
  session: Session,
  performance: Reference,
  entity: Reference,
): Promise<number | undefined> {
  const call = {
    method: 'QueryPerfProviderSummary',
    on: performance,
    args: [referenceElement('entity', entity)],
    reads: true,
  }
  const [summary] = await session.call(call)
  if (summary === undefined || childText(summary, 'currentSupported') !== 'true') return undefined
  const rate = Number(childText(summary, 'refreshRate'))
  return rate > 0 ? rate : undefined
}
