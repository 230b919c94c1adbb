import type { PreflightResult } from '../contract/preflight.ts'
import type { PreflightFacts } from '../ports/preflight.ts'

const day = 86_400_000
const soonDays = 30
/** Differences below it are of no matter: two good clocks differ by as much. */
const fineSeconds = 2
/** Kerberos and the token service refuse from here on. */
const refusedSeconds = 300

const gates = [
  {
    what: 'privileges of a user by name',
    since: '6.5',
    otherwise: 'asked for by session or by role, which is as good',
  },
  { what: 'when a machine was made; encryption state', since: '6.7', otherwise: 'these stay unknown' },
  { what: 'tags over /api', since: '7.0.2.0', otherwise: 'tags are read over /rest' },
  {
    what: 'refusals that name every missing privilege',
    since: '7.0.3.2',
    otherwise: 'a refusal names the first one only',
  },
  {
    what: 'sockets chosen by the host',
    since: '8.0.0.1',
    otherwise: 'cores per socket are as they were set',
  },
  {
    what: 'the guest in detail, from VMware Tools',
    since: '8.0.2.0',
    otherwise: 'the guest system is known by its family and full name',
  },
] as const

/** What the server's API version brings, and what stands in where it is older. */
export function gatesOf({ about }: PreflightFacts): PreflightResult['gates'] {
  const own = numbers(about.apiVersion ?? '')
  return gates.map((gate) => ({ ...gate, has: own.length > 0 && isAtLeast(own, numbers(gate.since)) }))
}

/** Its clock against ours, and what a difference breaks. */
export function clockOf({ clock }: PreflightFacts): PreflightResult['clock'] {
  const sure = Math.max(0, Math.abs(clock.aheadMilliseconds) - clock.within) / 1000
  const breaks: string[] = []
  if (sure > fineSeconds) {
    breaks.push('times of this source, of flows and of the history do not fit together to the second')
    breaks.push('the newest performance samples may be asked for too early or too late')
  }
  if (sure >= refusedSeconds) {
    breaks.push(
      'log-ins over the token service or Kerberos are refused; a new certificate may not be valid yet',
    )
  }
  return {
    theirs: clock.theirs,
    aheadSeconds: clock.aheadMilliseconds / 1000,
    withinSeconds: clock.within / 1000,
    state: sure >= refusedSeconds ? 'wrong' : sure > fineSeconds ? 'off' : 'fine',
    breaks,
  }
}

/** The certificate, and what will end or hinder its trust. */
export function certificateOf({ certificate }: PreflightFacts, now: number): PreflightResult['certificate'] {
  if (certificate === undefined) return undefined
  const { pinned, namesHost, doubt, names, validTo, ...rest } = certificate
  const daysLeft = Math.floor((Date.parse(validTo) - now) / day)
  const warnings: string[] = []
  if (daysLeft < 0) warnings.push('it has expired')
  else if (daysLeft < soonDays) {
    warnings.push(
      `it ends in ${daysLeft} days${pinned ? '; its successor has another fingerprint to pin' : ''}`,
    )
  }
  if (!namesHost) warnings.push('it was made for other names than the one that was asked for')
  if (pinned && doubt !== undefined && namesHost) warnings.push(`only the pin speaks for it: ${doubt}`)
  return {
    trust: doubt === undefined ? 'verified' : 'pinned',
    ...rest,
    names: [...names],
    validTo,
    daysLeft,
    warnings,
  }
}

/** Who is logged in, and how sessions end. */
export function sessionsOf({ sessions, about }: PreflightFacts): PreflightResult['sessions'] {
  const notes = ['Causeway opens one over SOAP and one for tags, keeps them alive, and always closes them']
  if (sessions.missing !== undefined) {
    notes.push(
      `this user may not see who is logged in: missing ${sessions.missing}, which Causeway does not need`,
    )
  }
  notes.push(
    about.apiType === 'HostAgent'
      ? 'a host does not tell how many it allows; one that is idle usually ends after 30 minutes'
      : 'a vCenter does not tell how many it allows; one that is idle usually ends after 30 minutes',
  )
  return { ...sessions, notes }
}

/** Whether tags are read. None at all is told too: a user without a global permission sees none. */
export function tagsOf({ tags }: PreflightFacts): PreflightResult['tags'] {
  if (!tags.read)
    return { read: false, note: `${tags.why}; owners and criticality said by tags stay unknown` }
  const { tags: count, categories, path } = tags
  const none = `none is seen at ${path}: there are none, or the role is given on the vCenter and not as a global permission`
  return { read: true, tags: count, categories, ...(count === 0 ? { note: none } : {}) }
}

function numbers(version: string): number[] {
  return version === '' ? [] : version.split('.').map(Number)
}

function isAtLeast(own: readonly number[], wanted: readonly number[]): boolean {
  for (let at = 0; at < Math.max(own.length, wanted.length); at++) {
    const difference = (own[at] ?? 0) - (wanted[at] ?? 0)
    if (difference !== 0) return difference > 0
  }
  return true
}
