import { childOf, childText, type XmlElement } from '../../../formats/xml/index.ts'
import type { CounterState } from '../../../model/performance.ts'
import type { PerformanceInterval } from '../../../ports/performance-reader.ts'
import type { Reference } from '../schema/kinds.ts'
import type { Session } from '../session/session.ts'
import { element, referenceElement } from '../soap/envelope.ts'

/** A counter of this vCenter; numbers differ between servers. */
export interface Counter {
  readonly key: number
  /** Group, name and rollup: `cpu.usage.average`. */
  readonly name: string
  readonly level?: number
}

/** What a vCenter says of its statistics. */
export interface Statistics {
  readonly counters: ReadonlyMap<string, Counter>
  /** Enabled intervals, the finest first; empty where no history is kept. */
  readonly intervals: readonly PerformanceInterval[]
}

/** Reads the counters and the intervals. They are a property: asking for counters one by one breaks some servers. */
export async function readStatistics(session: Session, performance: Reference): Promise<Statistics> {
  return session.inWords(() =>
    session.renewing(() =>
      session.gather(
        {
          method: 'RetrievePropertiesEx',
          on: session.content.propertyCollector,
          args: [
            element('specSet', [
              element('propSet', [
                element('type', 'PerformanceManager'),
                element('pathSet', 'perfCounter'),
                element('pathSet', 'historicalInterval'),
              ]),
              element('objectSet', [referenceElement('obj', performance)]),
            ]),
            element('options'),
          ],
          reads: true,
        },
        () => {
          const counters = new Map<string, Counter>()
          const intervals: PerformanceInterval[] = []
          return {
            wanted: new Set(['PerfCounterInfo', 'PerfInterval']),
            take(one: XmlElement) {
              if (one.local === 'PerfInterval') {
                const interval = intervalOf(one)
                if (interval !== undefined) intervals.push(interval)
                return
              }
              const counter = counterOf(one)
              if (counter !== undefined) counters.set(counter.name, counter)
            },
            result: () => ({
              counters,
              intervals: intervals.sort((one, other) => one.seconds - other.seconds),
            }),
          }
        },
      ),
    ),
  )
}

function counterOf(one: XmlElement): Counter | undefined {
  const word = (name: string): string | undefined => {
    const info = childOf(one, name)
    return info && childText(info, 'key')
  }
  const key = numberIn(one, 'key')
  const [group, name, rollup] = [word('groupInfo'), word('nameInfo'), childText(one, 'rollupType')]
  if (key === undefined || group === undefined || name === undefined || rollup === undefined) return undefined
  const level = numberIn(one, 'level')
  return { key, name: `${group}.${name}.${rollup}`, ...(level === undefined ? {} : { level }) }
}

function intervalOf(one: XmlElement): PerformanceInterval | undefined {
  const [seconds, length, level] = [
    numberIn(one, 'samplingPeriod'),
    numberIn(one, 'length'),
    numberIn(one, 'level'),
  ]
  if (seconds === undefined || !(seconds > 0) || length === undefined) return undefined
  if (childText(one, 'enabled') === 'false') return undefined
  return {
    seconds,
    name: childText(one, 'name') ?? `${seconds} s`,
    keptDays: length / 86_400,
    ...(level === undefined ? {} : { level }),
  }
}

function numberIn(element: XmlElement, name: string): number | undefined {
  const text = childText(element, name)
  const value = text === undefined || text === '' ? Number.NaN : Number(text)
  return Number.isFinite(value) ? value : undefined
}

/** The finest interval that reaches back so many days, else the one that reaches farthest. */
export function intervalFor(
  intervals: readonly PerformanceInterval[],
  days: number,
): PerformanceInterval | undefined {
  return (
    intervals.find(({ keptDays }) => keptDays >= days) ??
    intervals.toSorted((one, other) => other.keptDays - one.keptDays)[0]
  )
}

/** What becomes of a counter at an interval. */
export function stateOf(counter: Counter | undefined, interval: PerformanceInterval): CounterState {
  if (counter === undefined) return { state: 'unknown' }
  const { level: needs } = counter
  const { level } = interval
  if (level === undefined || needs === undefined || needs <= level) return { state: 'kept' }
  return { state: 'above-level', level, needs }
}
