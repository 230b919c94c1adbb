import type { TraceResult } from '../contract/trace.ts'
import type { AddressBook } from '../algebra/columns/address-book.ts'
import { type AddressKey, formatAddress, parseAddress } from '../lib/ip.ts'
import { addressesOf } from '../model/estate.ts'
import type { Flow, OwnerRecord } from '../model/evidence.ts'
import type { Network } from '../model/infrastructure.ts'
import type { Vm } from '../model/vm.ts'
import {
  type BlastRadius,
  type Coverage,
  type Effort,
  gatherReferences,
  type makeOwnerDirectory,
  trace,
  type VrfRule,
} from '../stages/trace/index.ts'
import { allObjects } from '../store/index.ts'
import type { AppContext } from './context.ts'
import { readEffort } from './effort-file.ts'
import { estateProjection, loadVm } from './estate.ts'
import type { VmNotes } from './present-vm.ts'
import { presentTrace } from './present-trace.ts'
import { ownersOf, subjectsOfArtefact } from './reference-owners.ts'
import { ensureTraceIndex, type TraceMeta } from './trace-index.ts'
import { readVrfs } from './vrfs-file.ts'
import { keysOf, openTraceLookup, openWholeLookup, type TraceLookup } from './trace-lookup.ts'

/** The blast radius of a VM, and the networks that it is on. */
export interface Traced {
  readonly vm: Vm
  readonly radius: BlastRadius
  readonly networks: readonly Network[]
}

/** Traces VMs with one opening of the index. */
export interface Tracer {
  readonly meta: TraceMeta
  readonly effort: Effort
  readonly lookup: TraceLookup
  of(vm: Vm): Promise<Traced>
}

/** Opens the index: `whole` for many VMs, everything in memory; else every answer comes from one or two chunks. */
export async function openTracer(context: AppContext, whole: boolean): Promise<Tracer> {
  const { build, meta } = await ensureTraceIndex(context)
  const lookup = whole ? await openWholeLookup(context.store, build) : openTraceLookup(context.store, build)
  const owners = ownersOf(context, meta)
  const effort = readEffort(context.workspace)
  const vrfs = readVrfs(context.workspace)
  return { meta, effort, lookup, of: (vm) => traceOne(vm, lookup, meta, owners, effort, vrfs) }
}

/** Who will notice when this VM changes: every artefact that names it, its flows, and what each mode costs. */
export async function traceVm(context: AppContext, reference: string): Promise<TraceResult> {
  const tracer = await openTracer(context, false)
  const { vm, radius } = await tracer.of(await loadVm(context, reference))
  return presentTrace(vm, radius, tracer.effort)
}

/** Every VM of the estate in order of name, one result at a time; templates are left out. */
export async function* traceAll(context: AppContext): AsyncGenerator<TraceResult> {
  const tracer = await openTracer(context, true)
  for await (const vm of everyVm(context)) {
    const { radius } = await tracer.of(vm)
    yield presentTrace(vm, radius, tracer.effort)
  }
}

/** Every VM of the estate in order of name, templates left out. */
export async function* everyVm(context: AppContext): AsyncGenerator<Vm> {
  let done = 0
  for await (const page of allObjects<Vm>(context.store, estateProjection, 'vm')) {
    for (const { doc } of page) {
      context.progress.signal.throwIfAborted()
      if (doc.template === true) continue
      yield doc
      done++
    }
    context.progress.advance(done, undefined, 'VMs')
    // A server that streams this answers others in between.
    await new Promise((resume) => setImmediate(resume))
  }
}

/** What lists and pages show of a trace, by VM id. */
export async function traceNotes(context: AppContext): Promise<Readonly<Record<string, VmNotes>>> {
  const notes: Record<string, VmNotes> = {}
  for await (const { id, references } of traceAll(context)) notes[id] = { references: references.length }
  return notes
}

async function traceOne(
  vm: Vm,
  lookup: TraceLookup,
  meta: TraceMeta,
  owners: ReturnType<typeof makeOwnerDirectory>,
  effort: Effort,
  vrfs: readonly VrfRule[],
): Promise<Traced> {
  const addresses = addressesOf(vm)
  const keys = keysOf(addresses)
  const gathered = await gatherReferences(vm, keys, lookup)
  const flows: { in: Flow[]; out: Flow[] } = { in: [], out: [] }
  for (const key of keys) {
    flows.in.push(...(await lookup.flows(key, 'server')))
    flows.out.push(...(await lookup.flows(key, 'client')))
  }
  const networks = networksOf(vm, meta.networks)
  const subjects = subjectsOf(vm, addresses, networks, gathered.references)
  const records: OwnerRecord[] = []
  for (const subject of subjects) records.push(...(await lookup.owners(subject)))
  const book = await lookup.book()
  const radius = trace({
    vm,
    addresses,
    gathered,
    flows,
    networks,
    effort,
    vrfs,
    coverage: coverageOf(meta),
    owners: owners(records),
    twins: twinsOf(vm, keys, book),
    peers: (address) => {
      const key = parseAddress(address)
      const found = key === undefined ? [] : book.at(key)
      // An address that several VMs have, such as one on an isolated network, names none of them.
      return new Set(found.map(({ id }) => id)).size === 1 ? found[0]?.name : undefined
    },
  })
  return { vm, radius, networks }
}

/** Other VMs with one of the addresses, by name. */
function twinsOf(vm: Vm, keys: readonly AddressKey[], book: AddressBook): readonly string[] {
  const others = keys.flatMap((key) => book.at(key)).filter(({ id }) => id !== vm.id)
  return [...new Set(others.map(({ name }) => name))].sort()
}

/** Everything that an owner may be asked of: the VM, its networks, and devices and folders of what names it. */
function subjectsOf(
  vm: Vm,
  addresses: readonly string[],
  networks: readonly Network[],
  references: readonly { readonly device: string; readonly file: string }[],
): ReadonlySet<string> {
  const subjects = new Set<string>([vm.name, 'network'])
  if (vm.guestHostName !== undefined && vm.guestHostName !== '') subjects.add(vm.guestHostName)
  for (const address of addresses) {
    const key = parseAddress(address)
    if (key !== undefined) subjects.add(formatAddress(key))
  }
  for (const { name, switch: virtualSwitch } of networks) {
    subjects.add(name)
    if (virtualSwitch !== undefined) subjects.add(virtualSwitch)
  }
  for (const reference of references)
    for (const subject of subjectsOfArtefact(reference)) subjects.add(subject)
  return subjects
}

/** Networks of the VM's cards: by key within the source where there is one, else by name. */
function networksOf(vm: Vm, networks: readonly Network[]): readonly Network[] {
  const found = new Map<string, Network>()
  for (const { network, networkKey } of vm.nics ?? []) {
    const match =
      networks.find((one) => networkKey !== undefined && one.moref === networkKey) ??
      networks.find((one) => one.name === network)
    if (match) found.set(match.id, match)
  }
  return [...found.values()]
}

function coverageOf(meta: TraceMeta): Coverage {
  return {
    kinds: new Set(meta.kinds),
    files: meta.files,
    notUnderstood: meta.notUnderstood,
    ...(meta.flowWindow === undefined ? {} : { flowWindow: meta.flowWindow }),
    ...(meta.asOf === undefined ? {} : { asOf: meta.asOf }),
  }
}
