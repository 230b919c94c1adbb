import type { Data } from '../wire/value.ts'

/** Key, group, name, rollup, unit, level, and what kind of series it is. */
const table = [
  [2, 'cpu', 'usage', 'average', 'percent', 1],
  [6, 'cpu', 'usagemhz', 'average', 'megaHertz', 1],
  [12, 'cpu', 'ready', 'summation', 'millisecond', 1],
  [24, 'mem', 'usage', 'average', 'percent', 1],
  [65, 'mem', 'active', 'average', 'kiloBytes', 2],
  [98, 'mem', 'consumed', 'average', 'kiloBytes', 1],
  [90, 'mem', 'vmmemctl', 'average', 'kiloBytes', 1],
  [125, 'disk', 'usage', 'average', 'kiloBytesPerSecond', 1],
  [130, 'disk', 'read', 'average', 'kiloBytesPerSecond', 2],
  [131, 'disk', 'write', 'average', 'kiloBytesPerSecond', 2],
  [133, 'disk', 'maxTotalLatency', 'latest', 'millisecond', 1],
  [143, 'net', 'usage', 'average', 'kiloBytesPerSecond', 1],
  [148, 'net', 'received', 'average', 'kiloBytesPerSecond', 2],
  [149, 'net', 'transmitted', 'average', 'kiloBytesPerSecond', 2],
  [155, 'sys', 'uptime', 'latest', 'second', 1],
  [178, 'virtualDisk', 'read', 'average', 'kiloBytesPerSecond', 2],
  [179, 'virtualDisk', 'write', 'average', 'kiloBytesPerSecond', 2],
  [282, 'cpu', 'costop', 'summation', 'millisecond', 2],
  [328, 'cpu', 'readiness', 'average', 'percent', 4],
] as const

/** One counter. */
export interface Counter {
  readonly key: number
  readonly group: string
  readonly name: string
  readonly rollup: string
  readonly unit: string
  readonly level: number
}

/** The counters that this vCenter keeps. */
export const counterList: readonly Counter[] = table.map(([key, group, name, rollup, unit, level]) => ({
  key,
  group,
  name,
  rollup,
  unit,
  level,
}))

/** The same as `perfCounter` gives them. */
export const counters: readonly Data[] = counterList.map((counter) => ({
  $: 'PerfCounterInfo',
  key: counter.key,
  nameInfo: word(counter.name),
  groupInfo: word(counter.group),
  unitInfo: word(counter.unit),
  rollupType: counter.rollup,
  statsType: counter.rollup === 'summation' ? 'delta' : counter.rollup === 'latest' ? 'absolute' : 'rate',
  level: counter.level,
  perDeviceLevel: Math.min(4, counter.level + 2),
}))

function word(key: string): Data {
  return { label: key, summary: key, key }
}

/** Seconds between two samples, and how long they are kept. */
export const kept: readonly { readonly seconds: number; readonly name: string; readonly days: number }[] = [
  { seconds: 300, name: 'Past day', days: 1 },
  { seconds: 1800, name: 'Past week', days: 7 },
  { seconds: 7200, name: 'Past month', days: 30 },
  { seconds: 86_400, name: 'Past year', days: 365 },
]

/** Seconds between two samples of what a host still remembers, for an hour. */
export const realtimeSeconds = 20

/** The historical intervals, with the statistics level up to which each keeps counters. */
export function intervals(level: number): Data[] {
  return kept.map(({ seconds, name, days }, at) => ({
    $: 'PerfInterval',
    key: at + 1,
    samplingPeriod: seconds,
    name,
    length: days * 86_400,
    level,
    enabled: true,
  }))
}
