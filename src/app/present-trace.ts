import type { Reference as Naming } from '../model/evidence.ts'
import type { TraceResult } from '../contract/trace.ts'
import type { Vm } from '../model/vm.ts'
import { portClass } from '../stages/plan/index.ts'
import { type BlastRadius, type Effort, modesThatAsk } from '../stages/trace/index.ts'

type Reference = TraceResult['references'][number]

/** The result of `trace` for one VM: what scripts, the API and the pages show. */
export function presentTrace(vm: Vm, radius: BlastRadius, effort: Effort): TraceResult {
  const { owner, ownerBasis } = radius
  return {
    vm: vm.name,
    id: vm.id,
    addresses: [...radius.addresses],
    names: [...radius.names],
    aliases: [...radius.aliases],
    ...(owner === undefined ? {} : { owner }),
    ...(ownerBasis === undefined ? {} : { ownerBasis }),
    teams: [...radius.teams],
    references: radius.references.map((reference) => {
      const asksIn = modesThatAsk(reference, effort)
      return { ...presentReference(reference), ...(asksIn.length === 0 ? {} : { asksIn: [...asksIn] }) }
    }),
    flows: { in: radius.flows.in.map(presentFlow), out: radius.flows.out.map(presentFlow) },
    behind: radius.behind.map((one) => ({ ...one })),
    modes: { 'keep-ip': presentMode(radius.modes['keep-ip']), 're-ip': presentMode(radius.modes['re-ip']) },
    recommended: radius.recommended,
    recommendedBecause: radius.recommendedBecause,
    unknowns: [...radius.unknowns],
    score: { total: radius.score.total, terms: radius.score.terms.map((term) => ({ ...term })) },
  }
}

function presentFlow(flow: BlastRadius['flows']['in'][number]): TraceResult['flows']['in'][number] {
  return portClass(flow.port) === 'infrastructure' ? { ...flow, shared: true } : { ...flow }
}

function presentMode(mode: BlastRadius['modes']['keep-ip']): TraceResult['modes']['keep-ip'] {
  return {
    ...mode,
    changeRequests: mode.changeRequests.map((request) => ({ ...request })),
    obstacles: [...mode.obstacles],
  }
}

/** An artefact as every answer shows it. */
export function presentReference(reference: BlastRadius['references'][number]): Reference {
  const { kind, device, file, line, text, matched, strength, role } = reference
  const { owner, ownerBasis, vrf, expires, hits, states } = reference
  return {
    kind,
    device,
    file,
    line,
    text,
    matched,
    strength,
    role,
    ...(owner === undefined ? {} : { owner }),
    ...(ownerBasis === undefined ? {} : { ownerBasis }),
    ...presentOptional(reference),
    ...(vrf === undefined ? {} : { vrf }),
    ...(expires === undefined ? {} : { expires }),
    ...(hits === undefined ? {} : { hits }),
    ...(states === undefined ? {} : { states: [...states] }),
  }
}

/** What an artefact says beside its place and its match, without what it leaves out; for a trace and for a file's page. */
export function presentOptional(
  reference: Pick<
    Naming,
    'name' | 'service' | 'action' | 'disabled' | 'shadowedBy' | 'ttlSeconds' | 'path' | 'via' | 'column'
  >,
) {
  const { name, service, action, disabled, shadowedBy, ttlSeconds, path, via, column } = reference
  return {
    ...(name === undefined ? {} : { name }),
    ...(service === undefined ? {} : { service }),
    ...(action === undefined ? {} : { action }),
    ...(disabled === undefined ? {} : { disabled }),
    ...(shadowedBy === undefined ? {} : { shadowedBy }),
    ...(ttlSeconds === undefined ? {} : { ttlSeconds }),
    ...(path === undefined ? {} : { path: [...path] }),
    ...(via === undefined ? {} : { via: [...via] }),
    ...(column === undefined ? {} : { column }),
  }
}
