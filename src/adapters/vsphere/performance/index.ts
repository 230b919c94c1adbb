import type { Progress } from '../../../lib/progress.ts'
import {
  type CounterState,
  metrics,
  type PerformanceKind,
  performanceKinds,
} from '../../../model/performance.ts'
import { problem } from '../../../model/problems/index.ts'
import type {
  OpenPerformance,
  PerformanceInterval,
  PerformanceReader,
  PerformanceRequest,
} from '../../../ports/performance-reader.ts'
import { inventoryOf } from '../collect/view.ts'
import type { Reference } from '../schema/kinds.ts'
import { Session } from '../session/session.ts'
import { defaultLimits, Transport } from '../transport/http.ts'
import { targetOf } from '../transport/target.ts'
import { availableOf, refreshRateOf } from './available.ts'
import { readInBatches, type Wanted } from './batches.ts'
import { type Counter, intervalFor, readStatistics, stateOf, type Statistics } from './counters.ts'
import { mostMetrics } from './limit.ts'
import { managersOf, type PerformanceManagers, serverTime } from './managers.ts'
import { askFor } from './query.ts'

const kindsByType = new Map<string, PerformanceKind>([
  ['VirtualMachine', 'vm'],
  ['HostSystem', 'host'],
  ['ClusterComputeResource', 'cluster'],
])

/** What a host still remembers by itself. */
const realtimeSeconds = 3600

/** Reads the performance of a vCenter or an ESXi host over SOAP. */
export const vspherePerformance: PerformanceReader = {
  async open(input, request, progress) {
    if (input.kind !== 'endpoint') {
      const seen = input.name === '' ? input.path : input.name
      throw problem('performance-source', { seen })
    }
    const target = targetOf(input.url, input.user, input.password, input.pin)
    const transport = new Transport(target, progress.signal, defaultLimits)
    let session: Session | undefined
    try {
      progress.phase(`logging in to ${input.url.host}`)
      session = await Session.open(transport)
      progress.phase('listing the inventory')
      return await opened(session, transport, request, progress)
    } catch (error) {
      await session?.close()
      transport.close()
      throw error
    }
  },
}

async function opened(
  session: Session,
  transport: Transport,
  request: PerformanceRequest,
  progress: Progress,
): Promise<OpenPerformance> {
  const { host } = transport.target.url
  const { about } = session.content
  const vcenter = (about.instanceUuid ?? host).toLowerCase()
  const managers = await managersOf(session, host)
  const entities = (await inventoryOf(session)).filter(({ type }) => kindsByType.has(type))
  const statistics = await readStatistics(session, managers.performance)
  const { interval, notes, without } = await chosen(session, managers, statistics, entities, request)
  const now = await serverTime(session)
  const days = Math.min(request.realtime ? realtimeSeconds / 86_400 : request.days, interval.keptDays)
  const from = now - Math.round(days * 86_400)
  const states = new Map<string, CounterState>()
  const kept: Counter[] = []
  for (const { counter: name } of metrics) {
    const counter = statistics.counters.get(name)
    const state = stateOf(counter, interval)
    states.set(name, state)
    if (counter !== undefined && state.state === 'kept') kept.push(counter)
  }
  const asked = entities.filter(({ type }) => !without.has(type))
  return {
    host,
    vcenter,
    now: isoOf(now),
    from: isoOf(from),
    interval,
    counters: states,
    entities: countsOf(asked),
    notes,
    async *read(since) {
      const wanted: Wanted[] = []
      let upToDate = 0
      for (const reference of asked) {
        const kind = kindsByType.get(reference.type)
        const entity = `${kind}|vc:${vcenter}/${reference.value}`
        const start = Math.max(from, since.get(entity) ?? from)
        if (kept.length === 0 || now - start < interval.seconds) {
          upToDate++
          continue
        }
        const alone = kind === 'cluster'
        const counters = alone
          ? await availableOf(session, managers.performance, reference, interval.seconds, kept)
          : kept
        if (counters.length === 0) upToDate++
        else wanted.push({ entity, reference, since: start, counters, alone })
      }
      yield { samples: [], unread: [], upToDate, done: upToDate }
      const most = await mostMetrics(session, managers, about.apiVersion)
      const ask = askFor(session, managers.performance, interval.seconds)
      for await (const part of readInBatches(wanted, most, ask, progress.signal))
        yield { ...part, upToDate: 0 }
    },
    async close() {
      await session.close()
      transport.close()
    },
  }
}

interface Chosen {
  readonly interval: PerformanceInterval
  readonly notes: readonly string[]
  /** Types of objects that have no samples at that interval. */
  readonly without: ReadonlySet<string>
}

/** History where it is kept, else what the hosts still remember of the last hour. */
async function chosen(
  session: Session,
  { performance }: PerformanceManagers,
  { intervals }: Statistics,
  entities: readonly Reference[],
  { days, realtime }: PerformanceRequest,
): Promise<Chosen> {
  const history = realtime ? undefined : intervalFor(intervals, days)
  if (history !== undefined) {
    const short = `asked for ${days} days; this vCenter keeps ${history.keptDays} (${history.name})`
    return { interval: history, notes: history.keptDays < days ? [short] : [], without: new Set() }
  }
  const notes = realtime ? [] : ['this server keeps no history: the last hour is read']
  const without = new Set<string>()
  let seconds: number | undefined
  for (const [type, kind] of kindsByType) {
    const first = entities.find((entity) => entity.type === type)
    if (first === undefined) continue
    const rate = await refreshRateOf(session, performance, first)
    if (rate !== undefined) seconds ??= rate
    else {
      without.add(type)
      notes.push(`a ${kind} gives no samples of the last hour, only history`)
    }
  }
  const interval = { seconds: seconds ?? 20, name: 'Realtime', keptDays: realtimeSeconds / 86_400 }
  return { interval, notes, without }
}

function countsOf(entities: readonly Reference[]): Record<PerformanceKind, number> {
  const counts = { vm: 0, host: 0, cluster: 0 }
  for (const { type } of entities) {
    const kind = performanceKinds.find((one) => one === kindsByType.get(type))
    if (kind !== undefined) counts[kind]++
  }
  return counts
}

function isoOf(seconds: number): string {
  return new Date(seconds * 1000).toISOString().replace('.000Z', 'Z')
}
