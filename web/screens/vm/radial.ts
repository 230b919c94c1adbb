import type { Traced } from './teams.ts'

/** Families of artefacts; each has a shape and a colour of its own. */
export const families = ['firewall', 'names', 'balancer', 'monitoring', 'files', 'records'] as const

/** One of the families. */
export type Family = (typeof families)[number]

/** What a family is called in the legend. */
export const familyWords: Readonly<Record<Family, string>> = {
  firewall: 'Firewall and NAT rules',
  names: 'DNS records',
  balancer: 'Balancers',
  monitoring: 'Monitoring targets',
  files: 'Configuration and documents',
  records: 'IPAM and CMDB',
}

/** The family of a kind of artefact. */
export function familyOf(kind: string): Family {
  if (kind.startsWith('firewall') || kind.startsWith('nat')) return 'firewall'
  if (kind.startsWith('dns')) return 'names'
  if (kind.startsWith('balancer')) return 'balancer'
  if (kind.startsWith('monitor')) return 'monitoring'
  return kind.endsWith('literal') ? 'files' : 'records'
}

/** A dot: one artefact and where it is drawn. */
export interface Dot {
  readonly reference: Traced
  readonly family: Family
  readonly x: number
  readonly y: number
}

/** A team's part of the circle. Angles are in radians, clockwise from the top. */
export interface Sector {
  readonly team: string
  readonly total: number
  readonly from: number
  readonly to: number
  readonly dots: readonly Dot[]
}

/** The whole drawing around the VM at 0, 0. */
export interface Radial {
  readonly sectors: readonly Sector[]
  readonly outer: number
  /** Teams that found no room; the list has them. */
  readonly folded: number
}

/** Distance of the first ring, between rings, and between dots of a ring. */
const inner = 96
const step = 18
const smallestOuter = 160
const mostTeams = 16
const mostDots = 90
/** Smallest part of the circle that a team gets, in radians. */
const leastAngle = 0.3

/** Places teams as sectors, wide as what they own, and their artefacts as dots from the inside out. */
export function layOut(
  teams: readonly { readonly team: string; readonly references: readonly Traced[] }[],
): Radial {
  const shown = teams.slice(0, mostTeams)
  const sum = shown.reduce((total, { references }) => total + weight(references.length), 0)
  const spare = Math.max(0, 2 * Math.PI - leastAngle * shown.length)
  let angle = 0
  let outer = smallestOuter
  const sectors = shown.map(({ team, references }) => {
    const width = leastAngle + (spare * weight(references.length)) / Math.max(1, sum)
    const from = angle
    angle += width
    const dots = dotsOf(references.slice(0, mostDots), from, angle)
    for (const { x, y } of dots) outer = Math.max(outer, Math.hypot(x, y) + step)
    return { team, total: references.length, from, to: angle, dots }
  })
  return { sectors, outer, folded: teams.length - shown.length }
}

/** Ten times the artefacts need not ten times the room: they fill it outwards. */
function weight(artefacts: number): number {
  return Math.sqrt(artefacts)
}

function dotsOf(references: readonly Traced[], from: number, to: number): readonly Dot[] {
  const sorted = references
    .map((reference) => ({ reference, family: familyOf(reference.kind) }))
    .sort((a, b) => families.indexOf(a.family) - families.indexOf(b.family))
  const dots: Dot[] = []
  for (let radius = inner; dots.length < sorted.length; radius += step) {
    const gap = step / radius
    const room = Math.max(1, Math.floor((to - from - gap * 0.7) / gap))
    const ring = sorted.slice(dots.length, dots.length + room)
    const middle = (from + to) / 2
    const apart = Math.min(gap * 1.8, Math.max(gap, (to - from) / (ring.length + 1)))
    for (const [at, one] of ring.entries()) {
      const angle = middle + (at - (ring.length - 1) / 2) * apart
      dots.push({ ...one, x: radius * Math.sin(angle), y: -radius * Math.cos(angle) })
    }
  }
  return dots
}

/** The outline of a sector as a path. */
export function wedge({ from, to }: Pick<Sector, 'from' | 'to'>, near: number, far: number): string {
  const end = to - from >= 2 * Math.PI - 0.001 ? from + 2 * Math.PI - 0.001 : to
  const at = (radius: number, angle: number) =>
    `${(radius * Math.sin(angle)).toFixed(1)} ${(-radius * Math.cos(angle)).toFixed(1)}`
  const large = end - from > Math.PI ? 1 : 0
  return `M${at(near, from)}L${at(far, from)}A${far} ${far} 0 ${large} 1 ${at(far, end)}L${at(near, end)}A${near} ${near} 0 ${large} 0 ${at(near, from)}Z`
}
