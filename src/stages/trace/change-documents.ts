import texts from './change-texts.json' with { type: 'json' }
import type { NetworkMode, TracedReference } from './result.ts'
import type { ScopeAnswer, ScopeMode, ScopeVm } from './scope.ts'
import type { ScopeRequest } from './scope-requests.ts'

/** One change request with everything that the form of a change board asks for. */
export interface ChangeDocument {
  readonly id: string
  readonly team: string
  readonly title: string
  readonly device: string
  readonly type: string
  readonly requester: string
  readonly justification: string
  readonly action: string
  readonly source: string
  readonly destination: string
  readonly protocol: string
  readonly port: string
  readonly window: string
  /** Begin and end of the window, ISO 8601 with its offset; absent while nothing is planned. */
  readonly begins?: string
  readonly ends?: string
  readonly expiry: string
  readonly risk: string
  readonly test: string
  readonly rollback: string
  readonly leadDays: number
  readonly hours: number
  readonly vms: readonly string[]
  readonly artefacts: readonly (TracedReference & { readonly vms: readonly string[] })[]
}

const unasked = 'not part of this change'

/** The change requests of one mode as documents, in the order of teams. */
export function changeDocuments(
  scope: { readonly kind: string; readonly name: string },
  answer: ScopeAnswer,
  mode: ScopeMode,
): readonly ChangeDocument[] {
  const vms = new Map(answer.vms.map((vm) => [vm.vm, vm]))
  return answer.modes[mode].changeRequests.map((request) => documentOf(scope, request, vms, mode))
}

function documentOf(
  scope: { readonly kind: string; readonly name: string },
  request: ScopeRequest,
  known: ReadonlyMap<string, ScopeVm>,
  mode: ScopeMode,
): ChangeDocument {
  const names = [...new Set(request.items.flatMap(({ vms }) => vms))].sort()
  const vms = names.flatMap((name) => known.get(name) ?? [])
  const references = request.items.flatMap(({ reference, vms: own }) =>
    reference ? [{ ...reference, vms: own }] : [],
  )
  const keeps = addressMode(request, vms, mode)
  const wording = texts[request.subject]
  const ends = endsOf(references, vms, keeps)
  const shared = references.filter(({ path }) => (path?.length ?? 0) > 0).length
  return {
    id: request.id,
    team: request.team,
    title: `${request.action}: ${request.device} (${listed(names, 3)})`,
    device: request.device,
    type: 'standard change, part of a migration',
    requester: requesterOf(vms),
    justification: `${listed(names, 12)} ${names.length === 1 ? 'moves' : 'move'} from VMware to Kubernetes${request.window ? ` in ${request.window.wave}` : ''} (${scope.kind === 'estate' ? 'the estate' : `${scope.kind} ${scope.name}`}); ${keeps === 'keep-ip' ? 'the addresses stay' : 'the addresses change'}.`,
    action: request.action,
    source: ends.source,
    destination: ends.destination,
    ...servicesOf(references),
    window: request.window
      ? `${request.window.wave}: ${spoken(request.window.start)} to ${spoken(request.window.end)}; to be asked for by ${dayBefore(request.window.start, request.leadDays)} (${request.leadDays} days of lead time)`
      : `not planned yet; ${request.leadDays} days of lead time`,
    ...(request.window === undefined ? {} : { begins: request.window.start, ends: request.window.end }),
    expiry: expiryOf(references, keeps, request),
    risk: `${wording.risk}; ${request.artefacts === 1 ? '1 artefact is' : `${request.artefacts} artefacts are`} touched for ${names.length === 1 ? '1 VM' : `${names.length} VMs`}${shared > 0 ? `, ${shared} of them through a group that others may use` : ''}`,
    test: wording.test,
    rollback: wording.rollback,
    leadDays: request.leadDays,
    hours: request.hours,
    vms: names,
    artefacts: references,
  }
}

/** What becomes of the addresses that the request is about. */
function addressMode(request: ScopeRequest, vms: readonly ScopeVm[], mode: ScopeMode): NetworkMode {
  if (request.subject === 'network') return 'keep-ip'
  if (mode !== 'mixed') return mode
  return request.subject === 'guest' || vms.some((vm) => vm.mixed === 're-ip') ? 're-ip' : 'keep-ip'
}

function requesterOf(vms: readonly ScopeVm[]): string {
  const owners = [...new Set(vms.flatMap(({ owner }) => owner ?? []))].sort()
  return owners.length === 0
    ? 'migration lead (the owner of the VMs is not known)'
    : `migration lead, for ${listed(owners, 5)}`
}

/** Which side of the artefacts the VMs stand on; the other side stays as the artefact says it. */
function endsOf(
  references: readonly TracedReference[],
  vms: readonly ScopeVm[],
  mode: NetworkMode,
): { readonly source: string; readonly destination: string } {
  const addresses = listed([...new Set(vms.flatMap((vm) => vm.addresses))], 20)
  const own = mode === 'keep-ip' ? addresses : `${addresses} -> new address, to be assigned`
  const roles = new Set(references.map(({ role }) => role))
  const isSource = roles.has('source')
  const isDestination = [...roles].some((role) => role !== 'source' && role !== 'literal')
  if (references.length === 0 || (!isSource && !isDestination)) return { source: unasked, destination: own }
  const other = 'as the artefact says, unchanged'
  return { source: isSource ? own : other, destination: isDestination ? own : other }
}

/** `tcp/443,udp/53` over all artefacts as two columns. */
function servicesOf(references: readonly TracedReference[]): {
  readonly protocol: string
  readonly port: string
} {
  const protocols = new Set<string>()
  const ports = new Set<string>()
  for (const { service } of references) {
    for (const one of (service ?? '').split(',')) {
      const [protocol = '', port = ''] = one.trim().split('/')
      if (protocol !== '') protocols.add(protocol)
      if (port !== '') ports.add(port)
    }
  }
  return {
    protocol: protocols.size === 0 ? unasked : listed([...protocols].sort(), 20),
    port: ports.size === 0 ? unasked : listed([...ports].sort(), 40),
  }
}

function expiryOf(references: readonly TracedReference[], mode: NetworkMode, request: ScopeRequest): string {
  const ends = [...new Set(references.flatMap(({ expires }) => expires ?? []))].sort()
  const said = ends.length === 0 ? '' : ` An artefact ends by itself on ${listed(ends, 5)}.`
  if (mode === 'keep-ip') return `permanent.${said}`
  const until = request.window ? ` (not before ${spoken(request.window.end)})` : ''
  return `the new entry is permanent; the old one goes when the wave is accepted${until}.${said}`
}

/** `2026-12-12T20:00:00+01:00` as people write it: `2026-12-12 20:00 +01:00`. */
function spoken(time: string): string {
  return `${time.slice(0, 10)} ${time.slice(11, 16)} ${time.slice(19)}`.trim()
}

function dayBefore(start: string, days: number): string {
  const time = Date.parse(start)
  return Number.isNaN(time)
    ? 'a day not known'
    : new Date(time - days * 86_400_000).toISOString().slice(0, 10)
}

function listed(values: readonly string[], most: number): string {
  const rest = values.length - most
  return `${values.slice(0, most).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`
}
