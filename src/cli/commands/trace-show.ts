import { pathToFileURL } from 'node:url'
import { namedHow } from '../../contract/named-how.ts'
import { type PeerService, peerServices } from '../../contract/peer-services.ts'
import type { TraceResult } from '../../contract/trace.ts'
import { inert } from '../../lib/inert.ts'
import { stateTexts } from '../../model/rule-states.ts'
import type { Session } from '../session.ts'
import { count, type Style } from '../terminal.ts'

type Reference = TraceResult['references'][number]

/** How many peers of one service are named. */
const mostPeers = 8

/** The blast radius of one VM for people: artefacts by team, connections by service, both modes, score, what is not known. */
export function showTrace(
  trace: TraceResult,
  { style }: Pick<Session, 'style'>,
  asked: 'keep-ip' | 're-ip' | 'mixed' | undefined,
  places: ReadonlyMap<string, string>,
): string {
  return [
    ...headLines(trace, style),
    ...byTeam(trace).flatMap(([team, references]) => [
      `${style.bold(inert(team))} ${style.dim(`(${references.length})`)}`,
      ...references.flatMap((reference) => artefactLines(reference, places, style)),
    ]),
    '',
    ...flowLines('Calls it', trace.flows.in, style),
    ...flowLines('It calls', trace.flows.out, style),
    '',
    ...(['keep-ip', 're-ip'] as const).flatMap((mode) =>
      modeLines(trace, mode, mode === (asked ?? trace.recommended), style),
    ),
    '',
    inert(trace.recommendedBecause),
    '',
    scoreLine(trace.score, style),
    ...(trace.unknowns.length === 0 ? [] : ['', style.bold('What we do not know')]),
    ...trace.unknowns.map((unknown) => `  ${inert(unknown)}`),
  ].join('\n')
}

function headLines(trace: TraceResult, style: Style): readonly string[] {
  const { owner, ownerBasis, aliases, behind, references, teams } = trace
  const basis = ownerBasis === undefined ? '' : style.dim(` (${inert(ownerBasis)})`)
  const how = namedHow(references)
  return [
    `${style.bold(inert(trace.vm))}  ${trace.addresses.join(', ')}`,
    owner === undefined ? 'Its owner is not known.' : `Owned by ${inert(owner)}${basis}.`,
    ...(aliases.length === 0 ? [] : [`Also called ${aliases.map(inert).join(', ')}.`]),
    ...behind.map(({ address, device, name }) => {
      const by = name === undefined ? inert(device) : `${inert(name)} on ${inert(device)}`
      return `Also reached at ${inert(address)}, through ${by}.`
    }),
    `Named in ${style.bold(count(references.length, 'place'))}, owned by ${style.bold(count(teams.length, 'team'))}.${how === '' ? '' : ` Of them ${how}.`}`,
    '',
  ]
}

function artefactLines(
  item: Reference,
  places: ReadonlyMap<string, string>,
  style: Style,
): readonly string[] {
  const named = item.name === undefined ? item.kind : `${item.kind} ${inert(item.name)}`
  const path = item.path ?? []
  const through = path.length === 0 ? '' : `, through ${path.map(inert).join(' → ')}`
  const does = [item.action, item.service].filter((part) => part !== undefined).map(inert)
  const states = stateTexts(item)
    .map((text) => `, ${inert(text)}`)
    .join('')
  const basis = item.ownerBasis === undefined ? '' : style.dim(`  owner: ${inert(item.ownerBasis)}`)
  return [
    `  ${named} ${style.dim(`on ${inert(item.device)}, ${item.strength} as ${item.role}${does.length === 0 ? '' : `, ${does.join(' ')}`}${through}${states}`)}`,
    `    ${inert(item.text.trim())}`,
    `    ${placeOf(item, places, style)}${basis}`,
  ]
}

/** `file:line`, as a link to the file where it was read from, if it still stands there. */
function placeOf({ file, line }: Reference, places: ReadonlyMap<string, string>, style: Style): string {
  const words = style.cyan(`${inert(file)}:${line}`)
  const path = places.get(file)
  return path === undefined ? words : style.link(words, `${pathToFileURL(path).href}#${line}`)
}

function byTeam(trace: TraceResult): readonly (readonly [string, TraceResult['references']])[] {
  const teams = new Map<string, TraceResult['references']>()
  for (const reference of trace.references) {
    const team = reference.owner ?? 'nobody known'
    teams.set(team, [...(teams.get(team) ?? []), reference])
  }
  return [...teams].sort(([, a], [, b]) => b.length - a.length)
}

function flowLines(title: string, flows: TraceResult['flows']['in'], style: Style): readonly string[] {
  const services = peerServices(flows)
  const shared = services.filter((one) => one.shared)
  return [
    `${style.bold(title)} ${style.dim(`(${count(flows.length, 'flow')}; no flow seen is never no dependency)`)}`,
    ...services.filter((one) => !one.shared).map((one) => serviceLine(one, style)),
    ...(shared.length === 0 ? [] : ['  shared infrastructure']),
    ...shared.map((one) => `  ${serviceLine(one, style)}`),
  ]
}

function serviceLine({ service, flows, lastSeen }: PeerService, style: Style): string {
  const peers = flows.slice(0, mostPeers).map(({ peer, peerVm }) => inert(peerVm ?? peer))
  const more = flows.length > mostPeers ? ` and ${flows.length - mostPeers} more` : ''
  const last = lastSeen === undefined ? '' : style.dim(`  last ${lastSeen.slice(0, 10)}`)
  return `  ${service.padEnd(10)} ${String(flows.length).padStart(3)}  ${peers.join(', ')}${more}${last}`
}

function modeLines(
  trace: TraceResult,
  mode: 'keep-ip' | 're-ip',
  spelled: boolean,
  style: Style,
): readonly string[] {
  const cost = trace.modes[mode]
  const mark = trace.recommended === mode ? style.green('  proposed') : ''
  const requests = spelled ? cost.changeRequests : []
  return [
    `${style.bold(mode.padEnd(8))} ${count(cost.changeRequests.length, 'change request')}, ${count(cost.teams, 'team')}, ${tenths(cost.hours)} hours, ${count(cost.days, 'calendar day')}${mark}`,
    ...requests.map(
      (request) =>
        `    ${inert(request.team)}: ${inert(request.action)} on ${inert(request.device)} ${style.dim(`(${request.artefacts}, ${tenths(request.hours)} h, ${request.leadDays} d)`)}`,
    ),
    ...cost.obstacles.map((obstacle) => `    ${style.yellow('in the way')} ${inert(obstacle)}`),
  ]
}

function scoreLine({ total, terms }: TraceResult['score'], style: Style): string {
  const parts = terms.map(({ term, count: times, weight }) => `${term} ${times} × ${weight}`)
  return `${style.bold(`Blast radius score ${tenths(total)}`)}${parts.length === 0 ? '' : `: ${parts.join(', ')}`}`
}

function tenths(value: number): number {
  return Math.round(value * 10) / 10
}
