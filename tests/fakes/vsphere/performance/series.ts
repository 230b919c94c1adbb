import { fraction, hash } from '../inventory/random.ts'
import { loadOf, type Traits } from '../inventory/traits.ts'
import type { Counter } from './counters.ts'

const day = 86_400

/**
 * The value of a counter of a machine at a time: busy in working hours, quiet on Sundays, a backup at night, noise, and
 * now and then a peak. It depends on machine, counter and time alone. -1 is a gap, as vCenter writes it.
 */
export function sampleOf(traits: Traits, counter: Counter, seconds: number, every: number): number {
  if (!traits.on) return -1
  const slot = Math.floor(seconds / every)
  if (hash(traits.seed, traits.n, slot, 5) % 997 === 0) return -1
  const busy = busyness(traits, seconds, slot)
  const memory = traits.memoryMib * 1024
  const scale: Readonly<Record<string, number>> = {
    'cpu.usage': 10_000 * busy,
    'cpu.usagemhz': traits.cpus * 2600 * busy,
    'cpu.ready': every * 1000 * traits.cpus * 0.02 * busy * busy,
    'cpu.costop': every * 1000 * Math.max(0, traits.cpus - 4) * 0.005 * busy,
    'cpu.readiness': 200 * busy * busy,
    'mem.usage': 10_000 * (0.15 + busy * 0.6),
    'mem.active': memory * (0.1 + busy * 0.5),
    'mem.consumed': memory * 0.92,
    'mem.vmmemctl': 0,
    'disk.usage': 20_000 * busy,
    'disk.read': 12_000 * busy,
    'disk.write': 8000 * busy,
    'disk.maxTotalLatency': 2 + 20 * busy * busy,
    'net.usage': 9000 * busy,
    'net.received': 5000 * busy,
    'net.transmitted': 4000 * busy,
    'virtualDisk.read': (12_000 * busy) / traits.disks.length,
    'virtualDisk.write': (8000 * busy) / traits.disks.length,
  }
  if (counter.group === 'sys') return seconds % (40 * day)
  return Math.max(0, Math.round(scale[`${counter.group}.${counter.name}`] ?? 0))
}

function busyness(traits: Traits, seconds: number, slot: number): number {
  const hour = (seconds % day) / 3600
  const sunday = Math.floor(seconds / day + 4) % 7 === 0
  const work = Math.max(0, Math.sin(((hour - 6) / 14) * Math.PI)) * (sunday ? 0.15 : 1)
  const backup = hour >= 1 && hour < 1 + (traits.n % 3) ? 0.35 : 0
  const noise = (fraction(traits.seed, traits.n, slot, 3) - 0.5) * 0.2
  const peak = hash(traits.seed, traits.n, slot, 4) % 211 === 0 ? 0.5 : 0
  const base = 0.04 + loadOf(traits.seed, traits.n) * 0.5
  return Math.min(1, Math.max(0.005, base + work * base + backup * base + peak + noise * base))
}
