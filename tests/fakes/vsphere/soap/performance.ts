import { childrenOf, childOf, childText, type XmlElement } from '../../../../src/formats/xml/index.ts'
import { type Counter, counterList, counters, kept, realtimeSeconds } from '../performance/counters.ts'
import { sampleOf } from '../performance/series.ts'
import { type Subject, subjectOf } from '../performance/subjects.ts'
import { content } from '../wire/encode.ts'
import type { Ref } from '../wire/value.ts'
import type { World } from '../world.ts'
import { type Call, type Handlers, referenceArgument, referenceXml } from './call.ts'
import { VimFault } from './fault.ts'
import { lackOf } from './holes.ts'

/** Metrics in one question about history; a vCenter of 6.5 or newer refuses more. */
const usualMetrics = 256
const maxQueryMetrics = 'config.vpxd.stats.maxQueryMetrics'

/** Performance: which counters there are, and series that look real. */
export const performanceHandlers: Handlers = {
  QueryPerfProviderSummary({ world, args }) {
    const entity = referenceArgument(args, 'entity')
    const { live } = seen(world, entity)
    return `<returnval>${entity === undefined ? '' : referenceXml('entity', entity)}<currentSupported>${live}</currentSupported><summarySupported>true</summarySupported>${live ? `<refreshRate>${realtimeSeconds}</refreshRate>` : ''}</returnval>`
  },
  QueryOptions({ world, self, args }) {
    const lack = lackOf(world, self, 'setting')
    if (lack !== undefined) throw new VimFault('NoPermission', { object: self, privilegeId: lack })
    const name = childText(args, 'name') ?? ''
    const most = world.options.maxQueryMetrics
    // An option that nobody ever set is not there.
    if (name !== maxQueryMetrics || most === undefined) throw new VimFault('InvalidName', { name })
    return `<returnval xsi:type="OptionValue"><key>${name}</key><value xsi:type="xsd:string">${most}</value></returnval>`
  },
  QueryPerfCounter: ({ world, args }) =>
    childrenOf(args, 'counterId')
      .map(({ text }) => counters[counterList.indexOf(counterOf(Number(text)))])
      .map((counter) => `<returnval>${content(world.shapes, counter ?? {}, 'PerfCounterInfo')}</returnval>`)
      .join(''),
  QueryAvailablePerfMetric({ world, args }) {
    const subject = seen(world, referenceArgument(args, 'entity'))
    const interval = Number(childText(args, 'intervalId') ?? realtimeSeconds)
    return counterList
      .filter((counter) => subject.has(counter) && isKept(world, counter, interval))
      .flatMap((counter) => instancesOf(subject, counter, '*').map((instance) => [counter.key, instance]))
      .map(
        ([key, name]) => `<returnval><counterId>${key}</counterId><instance>${name}</instance></returnval>`,
      )
      .join('')
  },
  *QueryPerf(call) {
    const specs = childrenOf(call.args, 'querySpec').map((spec) => questionOf(call, spec))
    const historical = specs.filter((question) => question.interval !== realtimeSeconds)
    const metrics = historical.reduce((sum, { series, subject }) => sum + series.length * subject.weight, 0)
    const most = call.world.options.maxQueryMetrics ?? usualMetrics
    if (most > 0 && metrics > most) throw new VimFault('RestrictedByAdministrator', { details: 'querySize' })
    for (const question of specs) yield answerOf(question)
  },
}

interface Series {
  readonly counter: Counter
  readonly instance: string
}

interface Question {
  readonly entity: Ref
  readonly subject: Subject
  readonly interval: number
  readonly times: readonly number[]
  readonly series: readonly Series[]
  readonly csv: boolean
}

function questionOf({ world }: Call, spec: XmlElement): Question {
  const entity = referenceArgument(spec, 'entity')
  const subject = seen(world, entity)
  const interval = Number(childText(spec, 'intervalId') ?? realtimeSeconds)
  const known = kept.find(({ seconds }) => seconds === interval)
  if (interval !== realtimeSeconds && known === undefined) {
    throw new VimFault('InvalidArgument', { invalidProperty: 'querySpec.interval' })
  }
  const now = Math.floor(world.now() / 1000)
  const oldest = now - (known === undefined ? 3600 : known.days * 86_400)
  const start = Math.max(oldest, timeIn(spec, 'startTime') ?? oldest)
  const end = Math.min(now, timeIn(spec, 'endTime') ?? now)
  const metrics = childrenOf(spec, 'metricId')
  const asked =
    metrics.length === 0
      ? counterList.map((counter) => ({ counter, instance: '*' }))
      : metrics.map((metric) => ({
          counter: counterOf(Number(childText(metric, 'counterId'))),
          instance: childText(metric, 'instance') ?? '',
        }))
  if (entity === undefined || asked.some(({ counter }) => metrics.length > 0 && !subject.has(counter)))
    throw new VimFault('InvalidArgument', { invalidProperty: 'querySpec.metricId' })
  return {
    entity,
    subject,
    interval,
    times: timesOf(start, end, interval, Number(childText(spec, 'maxSample') ?? 0)),
    // What is above the level of the interval is not kept: no series at all, never zeros.
    series: asked
      .filter(({ counter }) => isKept(world, counter, interval))
      .flatMap(({ counter, instance }) =>
        instancesOf(subject, counter, instance).map((name) => ({ counter, instance: name })),
      ),
    csv: childText(spec, 'format') === 'csv',
  }
}

/** Times after `start` up to `end`; with a limit, the newest. */
function timesOf(start: number, end: number, interval: number, most: number): number[] {
  const times: number[] = []
  const first = Math.floor(start / interval) * interval + interval
  for (let at = first; at <= end; at += interval) times.push(at)
  return most > 0 ? times.slice(-most) : times
}

function answerOf({ entity, subject, interval, times, series, csv }: Question): string {
  // A machine that is off has no samples, and then the answer has no entity either way: only its name.
  const { traits } = subject
  const stamps = traits.on ? times : []
  const iso = (at: number): string => new Date(at * 1000).toISOString().replace('.000Z', 'Z')
  const values = (counter: Counter): number[] => stamps.map((at) => sampleOf(traits, counter, at, interval))
  const id = ({ counter, instance }: Series): string =>
    `<id><counterId>${counter.key}</counterId><instance>${instance}</instance></id>`
  if (csv) {
    const info = stamps.map((at) => `${interval},${iso(at)}`).join(',')
    const lines = stamps.length === 0 ? [] : series
    return `<returnval xsi:type="PerfEntityMetricCSV">${referenceXml('entity', entity)}<sampleInfoCSV>${info}</sampleInfoCSV>${lines
      .map((one) => `<value>${id(one)}<value>${values(one.counter).join(',')}</value></value>`)
      .join('')}</returnval>`
  }
  const info = stamps
    .map((at) => `<sampleInfo><timestamp>${iso(at)}</timestamp><interval>${interval}</interval></sampleInfo>`)
    .join('')
  return `<returnval xsi:type="PerfEntityMetric">${referenceXml('entity', entity)}${info}${(stamps.length ===
  0
    ? []
    : series
  )
    .map(
      (one) =>
        `<value xsi:type="PerfMetricIntSeries">${id(one)}${values(one.counter)
          .map((value) => `<value>${value}</value>`)
          .join('')}</value>`,
    )
    .join('')}</returnval>`
}

function isKept(world: World, counter: Counter, interval: number): boolean {
  return interval === realtimeSeconds || counter.level <= (world.options.statisticsLevel ?? 1)
}

/** The instances of a counter: the whole machine, its cards or its disks. */
function instancesOf({ traits }: Subject, { group }: Counter, asked: string): string[] {
  const parts =
    group === 'virtualDisk'
      ? traits.disks.map((disk) => `scsi0:${disk.unit}`)
      : group === 'net'
        ? ['', ...Array.from({ length: traits.nics }, (_, card) => String(4000 + card))]
        : ['']
  return asked === '*' ? parts : parts.filter((part) => part === asked)
}

function counterOf(key: number): Counter {
  const found = counterList.find((counter) => counter.key === key)
  if (found === undefined) throw new VimFault('InvalidArgument', { invalidProperty: 'querySpec.metricId' })
  return found
}

function seen(world: World, entity: Ref | undefined): Subject {
  if (entity === undefined) throw new VimFault('InvalidArgument', { invalidProperty: 'entity' })
  const lack = lackOf(world, entity, 'performance')
  if (lack !== undefined) throw new VimFault('NoPermission', { object: entity, privilegeId: lack })
  return subjectOf(world, entity)
}

function timeIn(spec: XmlElement, name: string): number | undefined {
  const text = childOf(spec, name)?.text
  return text === undefined ? undefined : Math.floor(Date.parse(text) / 1000)
}
