import type { Domain } from '../../model/manifest.ts'
import type { VmContext } from './input.ts'

/** What KubeVirt's Windows preferences switch on; written out for a machine that is too small for its preference. */
export const enlightenments: Domain['features'] = {
  acpi: {},
  apic: {},
  hyperv: {
    relaxed: {},
    vapic: {},
    vpindex: {},
    runtime: {},
    synic: {},
    synictimer: { direct: {} },
    reset: {},
    frequencies: {},
    reenlightenment: {},
    tlbflush: {},
    ipi: {},
    spinlocks: { spinlocks: 8191 },
  },
}

const timer = {
  hpet: { present: false },
  pit: { tickPolicy: 'delay' },
  rtc: { tickPolicy: 'catchup' },
  hyperv: {},
}

/**
 * Windows keeps local time in its clock, which vSphere gives it; KubeVirt's default is UTC, so the zone is written out.
 * Other guests follow UTC.
 */
export function clockOf({ vm, guest, site, input, lose }: VmContext): Domain['clock'] {
  if (guest.family !== 'windows' && guest.family !== 'windows-old') return { utc: {} }
  const zone = [site.hostOf(vm)?.timeZone, input.target.nodes.timezone].find(
    (each) => each !== undefined && isTimeZone(each),
  )
  if (zone === undefined) {
    lose(
      'clock',
      'partial',
      `no source says the time zone of its clock: say nodes.timezone in ${input.where.target(['nodes', 'timezone'])}, or the clock is off at first boot`,
    )
    return { utc: {}, timer }
  }
  return { timezone: zone, timer }
}

// Asking for a zone's rules costs a tenth of a millisecond, and an estate has a handful of zones.
const knownZones = new Map<string, boolean>()

function isTimeZone(name: string): boolean {
  const known = knownZones.get(name)
  if (known !== undefined) return known
  const good = /^[A-Za-z0-9_+/-]{1,64}$/.test(name) && hasRules(name)
  if (knownZones.size < 1000) knownZones.set(name, good)
  return good
}

function hasRules(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}
