import type { XmlElement } from '../../../formats/xml/index.ts'
import type { ReadSamples } from '../../../ports/performance-reader.ts'
import type { Reference } from '../schema/kinds.ts'
import type { Session } from '../session/session.ts'
import type { SoapCall } from '../soap/client.ts'
import { element, referenceElement } from '../soap/envelope.ts'
import { entityAnswer } from './answer.ts'
import type { Ask, Wanted } from './batches.ts'

/** Which form of answer is asked for: as text it is a quarter as long; servers that do not know it send the other. */
export type AnswerForm = 'csv' | 'normal'

/** Asks a vCenter for samples at one interval, up to now. */
export function askFor(
  session: Session,
  performance: Reference,
  intervalSeconds: number,
  form: AnswerForm = 'csv',
): Ask {
  return (wanted) =>
    session.renewing(() =>
      session.gather(callOf(performance, intervalSeconds, form, wanted), () => {
        const byId = new Map(wanted.map((one) => [one.reference.value, one]))
        const found: ReadSamples[] = []
        return {
          wanted: new Set(['returnval']),
          take(answer: XmlElement) {
            const { id, times, values, uneven } = entityAnswer(answer)
            const one = byId.get(id)
            if (uneven !== undefined)
              throw session.stranger(
                `${uneven.values} values of the counter ${uneven.counter} of ${id}`,
                `one for each of ${times.length} times`,
              )
            if (one !== undefined) found.push({ entity: one.entity, times, values: namedValues(one, values) })
          },
          result: () => found,
        }
      }),
    )
}

function callOf(
  performance: Reference,
  intervalSeconds: number,
  form: AnswerForm,
  wanted: readonly Wanted[],
): SoapCall {
  return {
    method: 'QueryPerf',
    on: performance,
    args: wanted.map(({ reference, since, counters }) =>
      element('querySpec', [
        referenceElement('entity', reference),
        element('startTime', new Date(since * 1000).toISOString()),
        ...counters.map(({ key }) =>
          element('metricId', [element('counterId', key), element('instance', '')]),
        ),
        element('intervalId', intervalSeconds),
        element('format', form),
      ]),
    ),
    reads: true,
  }
}

function namedValues(
  { counters }: Wanted,
  values: ReadonlyMap<number, readonly number[]>,
): Map<string, readonly number[]> {
  return new Map(
    counters.flatMap(({ key, name }) => {
      const found = values.get(key)
      return found === undefined ? [] : [[name, found] as const]
    }),
  )
}
