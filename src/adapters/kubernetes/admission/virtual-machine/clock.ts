import type { Rule } from '../rule.ts'
import { at, type VirtualMachineView } from './view.ts'

const known = new Set(['utc', 'timezone', 'timer'])

/** The schema leaves the clock open. */
export const clock: Rule<VirtualMachineView> = {
  id: 'vm.clock',
  says: 'The clock follows UTC or an IANA time zone, not both.',
  check({ spec }, report) {
    const value = spec.template.spec.domain.clock
    if (!value) return
    const path = `${at.domain}.clock`
    for (const key of Object.keys(value)) if (!known.has(key)) report(`${path}.${key}`, 'unknown field')
    const { utc, timezone } = value
    if (utc !== undefined && timezone !== undefined) report(path, 'utc and timezone, expected one')
    if (timezone !== undefined && !(typeof timezone === 'string' && isTimeZone(timezone))) {
      report(`${path}.timezone`, `${JSON.stringify(timezone)} is not an IANA time zone`)
    }
  },
}

function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z0-9_+/-]{1,64}$/.test(name)) return false
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}
