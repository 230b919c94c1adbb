import { type Spread, spreadOf, thin } from '../algebra/series.ts'
import type { MeasuredMetric, PerformanceQuery, PerformanceResult } from '../contract/performance.ts'
import { type Metric, metrics } from '../model/performance.ts'
import { readSeries, type Series, type SeriesSpan, seriesSpans } from '../store/index.ts'
import type { AppContext } from './context.ts'
import { countersOf, intervalOf, type IntervalNote, vcenterNotes } from './performance-notes.ts'
import { type Measurable, measurable, sampleKeys } from './performance-object.ts'

/** The performance of one VM, host or cluster: percentiles and the points of a chart, of each metric. */
export async function showPerformance(
  context: AppContext,
  wanted: string,
  query: PerformanceQuery,
): Promise<PerformanceResult> {
  const found = await measurable(context, wanted)
  const object = { kind: found.kind, id: found.id, name: found.name }
  const { store } = context
  const notes = await vcenterNotes(store)
  const keys = (await sampleKeys(context, found)).filter((key) => notes.has(vcenterOf(key)))
  const [key] = keys
  const note = key === undefined ? undefined : notes.get(vcenterOf(key))
  if (key === undefined || note === undefined) return { object, intervals: [], metrics: [] }
  const spans = await seriesSpans(store, keys)
  const span = chosen(spans, query) ?? chosen(askedSpans(note.intervals), query)
  const told = span && note.intervals[span.intervalSeconds]
  if (span === undefined || told === undefined) return { object, intervals: [], metrics: [] }
  const window = windowOf(span, told, query.days)
  const series = await readSeries(store, keys, window)
  const { intervalSeconds, firstSlot, lastSlot } = window
  const measured = countersOf(told).map((counter, at) => {
    const metric = metrics[at]
    if (metric === undefined) throw new RangeError(`no metric ${at}`)
    return { ...counter, ...measure(metric, found, series, lastSlot, query.points, counter.state) }
  })
  return {
    object,
    vcenter: note.host,
    readAt: told.readAt,
    interval: intervalOf(told.interval),
    window: {
      from: isoOf((firstSlot - 1) * intervalSeconds),
      to: isoOf(lastSlot * intervalSeconds),
      days: Math.round(((lastSlot - firstSlot + 1) * intervalSeconds) / 864) / 100,
    },
    intervals: spans.map(({ intervalSeconds: seconds }) => seconds),
    metrics: measured,
  }
}

function vcenterOf(key: string): string {
  return key.slice(key.indexOf('|vc:') + 4, key.lastIndexOf('/'))
}

/** The interval that was asked for, else the finest that reaches back far enough, else the one that reaches farthest. */
function chosen(spans: readonly SeriesSpan[], { interval, days }: PerformanceQuery): SeriesSpan | undefined {
  if (interval !== undefined) return spans.find(({ intervalSeconds }) => intervalSeconds === interval)
  const reach = ({ intervalSeconds, firstSlot, lastSlot }: SeriesSpan): number =>
    Math.min(days, ((lastSlot - firstSlot + 1) * intervalSeconds) / 86_400)
  return (
    spans.find((span) => reach(span) >= days * 0.9) ??
    spans.toSorted((one, other) => reach(other) - reach(one))[0]
  )
}

/** An object that gave nothing was asked about all the same, at these intervals. */
function askedSpans(intervals: Readonly<Record<string, IntervalNote>>): readonly SeriesSpan[] {
  return Object.values(intervals)
    .map(({ interval: { seconds }, from, readAt }) => ({
      intervalSeconds: seconds,
      firstSlot: Math.floor(Date.parse(from) / 1000 / seconds) + 1,
      lastSlot: Math.floor(Date.parse(readAt) / 1000 / seconds),
    }))
    .sort((one, other) => one.intervalSeconds - other.intervalSeconds)
}

/** The last days before it was read, and never farther back than was ever asked. */
function windowOf({ intervalSeconds }: SeriesSpan, { readAt, from }: IntervalNote, days: number): SeriesSpan {
  const to = Date.parse(readAt) / 1000
  const start = Math.max(to - days * 86_400, Date.parse(from) / 1000)
  return {
    intervalSeconds,
    firstSlot: Math.floor(start / intervalSeconds) + 1,
    lastSlot: Math.floor(to / intervalSeconds),
  }
}

type Measured = Omit<MeasuredMetric, 'metric' | 'counter'>

function measure(
  metric: Metric,
  object: Measurable,
  { intervalSeconds, firstSlot, columns }: Series,
  lastSlot: number,
  points: number,
  state: MeasuredMetric['state'],
): Measured {
  const expected = lastSlot - firstSlot + 1
  const { title, factor } = shownAs(metric, object, intervalSeconds)
  const column = columns.get(metric.counter)
  const spread = column && spreadOf(column)
  const basis = `${metric.counter.endsWith('.latest') ? 'last values' : 'averages'} of ${intervalSeconds} seconds`
  const about = { title, unit: metric.unit, basis, expected }
  if (column === undefined || spread === undefined) {
    const more = object.kind === 'cluster' ? ' A vCenter keeps few counters of a cluster.' : ''
    const none = { state: 'no-samples', text: `There are no samples in this window.${more}` } as const
    return { ...about, ...(state === 'kept' ? none : { state }), samples: 0, coverage: 0 }
  }
  const at = (slot: number): string => isoOf((firstSlot + slot) * intervalSeconds)
  const thinned = thin(column, points)
  const step = thinned.length > 1 ? (thinned[1]?.at ?? 1) : expected
  const values = (of: 'least' | 'most' | 'mean'): (number | null)[] =>
    thinned.map(({ range }) => (range === undefined ? null : rounded(range[of] * factor)))
  return {
    ...about,
    state: 'kept',
    samples: spread.samples,
    coverage: Math.round((spread.samples / expected) * 10_000) / 10_000,
    ...scaled(spread, factor),
    maximumAt: at(spread.maximumAt),
    points: {
      firstAt: at(0),
      stepSeconds: step * intervalSeconds,
      least: values('least'),
      most: values('most'),
      mean: values('mean'),
    },
  }
}

function scaled({ minimum, mean, p50, p95, p99, maximum }: Spread, factor: number) {
  return {
    minimum: rounded(minimum * factor),
    mean: rounded(mean * factor),
    p50: rounded(p50 * factor),
    p95: rounded(p95 * factor),
    p99: rounded(p99 * factor),
    maximum: rounded(maximum * factor),
  }
}

/** Milliseconds of waiting are a part of the interval, of each vCPU where it is known how many there are. */
function shownAs(
  { scale, title }: Metric,
  object: Measurable,
  intervalSeconds: number,
): { readonly title: string; readonly factor: number } {
  if (scale !== 'time') return { title, factor: 1 / scale }
  const share = 100 / (intervalSeconds * 1000)
  if (object.kind === 'vm' && object.cpus !== undefined && object.cpus > 0)
    return { title: `${title}, of each vCPU`, factor: share / object.cpus }
  return { title: `${title}, all vCPUs together`, factor: share }
}

function rounded(value: number): number {
  return Math.round(value * 1000) / 1000
}

function isoOf(seconds: number): string {
  return new Date(seconds * 1000).toISOString().replace('.000Z', 'Z')
}
