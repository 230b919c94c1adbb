/** Kinds of objects whose performance is read. */
export const performanceKinds = ['vm', 'host', 'cluster'] as const

/** A kind of object whose performance is read. */
export type PerformanceKind = (typeof performanceKinds)[number]

/** One thing that is measured, by the name that vSphere gives its counter: never by number, which differs. */
export interface Metric {
  readonly name: string
  /** Group, name and rollup of the counter. */
  readonly counter: string
  readonly title: string
  /** Unit in which it is shown; values are kept as the vCenter counts them. */
  readonly unit: 'percent' | 'MHz' | 'MiB' | 'MiB/s' | 'ms'
  /** What a kept value is divided by; `time` is a sum of milliseconds, shown as part of the interval. */
  readonly scale: number | 'time'
}

/** What is read of every VM, host and cluster, in the order in which it is shown. */
export const metrics: readonly Metric[] = [
  {
    name: 'cpu.usage',
    counter: 'cpu.usage.average',
    title: 'CPU usage',
    unit: 'percent',
    scale: 100,
  },
  {
    name: 'cpu.usagemhz',
    counter: 'cpu.usagemhz.average',
    title: 'CPU usage, absolute',
    unit: 'MHz',
    scale: 1,
  },
  {
    name: 'cpu.ready',
    counter: 'cpu.ready.summation',
    title: 'CPU ready',
    unit: 'percent',
    scale: 'time',
  },
  {
    name: 'cpu.costop',
    counter: 'cpu.costop.summation',
    title: 'CPU co-stop',
    unit: 'percent',
    scale: 'time',
  },
  {
    name: 'mem.usage',
    counter: 'mem.usage.average',
    title: 'Memory usage',
    unit: 'percent',
    scale: 100,
  },
  {
    name: 'mem.active',
    counter: 'mem.active.average',
    title: 'Active memory',
    unit: 'MiB',
    scale: 1024,
  },
  {
    name: 'mem.consumed',
    counter: 'mem.consumed.average',
    title: 'Consumed memory',
    unit: 'MiB',
    scale: 1024,
  },
  {
    name: 'disk.usage',
    counter: 'disk.usage.average',
    title: 'Disk throughput',
    unit: 'MiB/s',
    scale: 1024,
  },
  {
    name: 'disk.latency',
    counter: 'disk.maxTotalLatency.latest',
    title: 'Highest disk latency',
    unit: 'ms',
    scale: 1,
  },
  {
    name: 'net.usage',
    counter: 'net.usage.average',
    title: 'Network throughput',
    unit: 'MiB/s',
    scale: 1024,
  },
]

/** What a vCenter does with a counter at an interval. */
export type CounterState =
  | { readonly state: 'kept' }
  /** The interval keeps counters up to `level`; this one is of level `needs`. */
  | { readonly state: 'above-level'; readonly level: number; readonly needs: number }
  /** No counter of that name. */
  | { readonly state: 'unknown' }
