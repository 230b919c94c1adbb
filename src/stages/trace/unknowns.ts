import { families, flowKinds } from './families.ts'
import type { PeerFlow, TracedReference } from './result.ts'
import type { VrfView } from './vrfs.ts'

/** What was imported, as far as a trace needs to know it. */
export interface Coverage {
  /** Kinds of evidence files that are there. */
  readonly kinds: ReadonlySet<string>
  readonly files: number
  /** Statements that no reader understood, and in how many files. */
  readonly notUnderstood: { readonly statements: number; readonly files: number }
  /** Time that the flow files cover. */
  readonly flowWindow?: { readonly first: string; readonly last: string }
  /** The newest time that any source or evidence speaks of; the clock is not asked. */
  readonly asOf?: string
}

/** What is not known, in words. "Not known" is never "none". */
export function unknownsOf(
  vm: {
    readonly addresses: readonly string[]
    readonly name: string
    /** Networks whose team nobody names. */
    readonly unkeptNetworks: readonly string[]
    /** Other VMs of the estate that have one of its addresses. */
    readonly twins: readonly string[]
    readonly vrfs: VrfView
  },
  coverage: Coverage,
  references: readonly TracedReference[],
  flows: { readonly in: readonly PeerFlow[]; readonly out: readonly PeerFlow[] },
): readonly string[] {
  const unknowns: string[] = []
  if (vm.addresses.length === 0) {
    unknowns.push(
      `no address of ${vm.name} is known (switched off, or no VMware Tools): only what names it by name was found`,
    )
  }
  for (const { kinds, absent } of families) {
    if (absent !== undefined && !kinds.some((kind) => coverage.kinds.has(kind))) unknowns.push(absent)
  }
  if (flowKinds.some((kind) => coverage.kinds.has(kind)))
    unknowns.push(...flowUnknowns(vm.addresses, coverage, flows))
  unknowns.push(...overlapUnknowns(vm, references))
  const unowned = references.filter(({ owner }) => owner === undefined)
  if (unowned.length > 0) {
    unknowns.push(
      `nobody is known to own ${unowned.length} of the artefacts: ${[...new Set(unowned.map(({ file, line }) => `${file}:${line}`))].slice(0, 5).join(', ')}`,
    )
  }
  for (const network of vm.unkeptNetworks) {
    unknowns.push(`nobody is known to keep the network ${network}: name its team in owners.yaml`)
  }
  const strangers = [
    ...new Set(
      [...flows.in, ...flows.out].filter(({ peerVm }) => peerVm === undefined).map(({ peer }) => peer),
    ),
  ]
  if (strangers.length > 0) {
    unknowns.push(
      `${strangers.slice(0, 10).join(', ')}${strangers.length > 10 ? ` and ${strangers.length - 10} more` : ''}: no VM of the estate has ${strangers.length === 1 ? 'this address' : 'these addresses'}`,
    )
  }
  const { statements, files } = coverage.notUnderstood
  if (statements > 0) {
    unknowns.push(
      `${statements} statements in ${files} of ${coverage.files} evidence files were not understood; each is listed with its file`,
    )
  }
  return unknowns
}

/** One address in two places: other machines with it, and artefacts whose VRF is another or is not known. */
function overlapUnknowns(
  { twins, vrfs }: { readonly twins: readonly string[]; readonly vrfs: VrfView },
  references: readonly TracedReference[],
): readonly string[] {
  const said = [...vrfs.said(references)]
  if (twins.length > 0) {
    said.unshift(
      `${listed(twins)} ${twins.length === 1 ? 'has' : 'have'} the same address: artefacts that name it by address may mean either`,
    )
  }
  return said
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, 5).join(', ')
  return names.length > 5 ? `${shown} and ${names.length - 5} more` : shown
}

function flowUnknowns(
  addresses: readonly string[],
  coverage: Coverage,
  flows: { readonly in: readonly PeerFlow[]; readonly out: readonly PeerFlow[] },
): readonly string[] {
  const window = coverage.flowWindow
  const said: string[] = []
  if (addresses.length > 0 && flows.in.length === 0 && flows.out.length === 0) {
    said.push(`no flow was seen for ${addresses.join(', ')}; that is not proof that nothing depends on it`)
  }
  if (window) {
    said.push(
      `flows cover ${window.first} to ${window.last}: what runs less often than that, such as a year-end job, is not seen`,
    )
    const age = coverage.asOf === undefined ? 0 : daysBetween(window.last, coverage.asOf)
    if (age >= staleDays)
      said.push(
        `the newest flow is ${age} days older than the newest inventory: what began since then is not seen`,
      )
  } else said.push('the flow files carry no times: how long they cover is not known')
  return said
}

/** From this age on evidence is said to be old. */
const staleDays = 30

function daysBetween(earlier: string, later: string): number {
  const days = (Date.parse(later) - Date.parse(earlier)) / 86_400_000
  return Number.isNaN(days) ? 0 : Math.floor(days)
}
