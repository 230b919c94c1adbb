import type { ScopeQuery, ScopeResult } from '../contract/trace-scope.ts'
import { contains, formatSpan, parseAddress } from '../lib/ip.ts'
import { nearNames } from '../lib/near-names.ts'
import { addressesOf } from '../model/estate.ts'
import type { Wave } from '../model/plan.ts'
import { problem } from '../model/problems/index.ts'
import type { Vm } from '../model/vm.ts'
import type { ScopeWindow } from '../stages/trace/index.ts'
import { allObjects, readProjection } from '../store/index.ts'
import type { AppContext } from './context.ts'
import { loadVm } from './estate.ts'
import { ensurePlan, planProjection } from './plan.ts'
import { spanOfSubnet } from './subnet-option.ts'
import { everyVm, type Tracer } from './trace.ts'

/** What a question is about, with the VMs that belong to it. */
export interface Scope {
  readonly scope: ScopeResult['scope']
  readonly whole: boolean
  has(vm: Vm, tracer: Tracer): Promise<boolean>
}

/** Makes what a scope of waves needs, so that the worker that counts finds it. Throws `option-wrong`. */
export async function prepareScope(context: AppContext, query: ScopeQuery): Promise<void> {
  const given = (['application', 'wave', 'subnet', 'vm'] as const).filter((key) => query[key] !== undefined)
  if (given.length > 1)
    throw problem('option-wrong', {
      option: `--${given[1] ?? ''}`,
      seen: String(query[given[1] ?? 'vm']),
      expected: `leave it out beside ${given[0] === 'vm' ? 'a VM' : `--${given[0] ?? ''}`}, a question is about one of them`,
    })
  if (query.wave !== undefined) await ensurePlan(context)
}

/** The scope that was asked for. Throws `option-wrong`, and what finding a VM throws. */
export async function scopeOf(context: AppContext, query: ScopeQuery): Promise<Scope> {
  const { application, wave, subnet, vm: reference } = query
  if (application !== undefined) {
    const wanted = application.toLowerCase()
    return {
      scope: { kind: 'application', name: application },
      whole: false,
      has: async (vm, tracer) => (await applicationOf(vm, tracer))?.toLowerCase() === wanted,
    }
  }
  if (wave !== undefined) {
    const waves = await wavesOf(context)
    const found = waves.find(({ id }) => id === wave.replace(/^wave:/, ''))
    if (!found)
      throw problem('scope-empty', {
        scope: wave,
        known: `the plan has ${waves.length === 0 ? 'no wave' : `${waves[0]?.id ?? ''} to ${waves.at(-1)?.id ?? ''}`}`,
      })
    const ids = new Set(found.vms)
    return {
      scope: { kind: 'wave', name: found.id },
      whole: false,
      has: async ({ id }) => ids.has(id),
    }
  }
  if (subnet !== undefined) {
    const span = spanOfSubnet(subnet)
    return {
      scope: { kind: 'subnet', name: formatSpan(span) },
      whole: false,
      has: async (vm) =>
        addressesOf(vm).some((text) => {
          const key = parseAddress(text)
          return key !== undefined && contains(span, key)
        }),
    }
  }
  if (reference !== undefined) {
    const { id, name } = await loadVm(context, reference)
    return { scope: { kind: 'vm', name }, whole: false, has: async (vm) => vm.id === id }
  }
  return { scope: { kind: 'estate', name: 'estate' }, whole: true, has: async () => true }
}

/** The VMs of a scope in order of name. Throws `scope-empty` with the applications that there are. */
export async function* membersOf(context: AppContext, scope: Scope, tracer: Tracer): AsyncGenerator<Vm> {
  let members = 0
  const applications = new Set<string>()
  for await (const vm of everyVm(context)) {
    if (scope.scope.kind === 'application' && vm.application !== undefined) applications.add(vm.application)
    if (!(await scope.has(vm, tracer))) continue
    members++
    yield vm
  }
  if (members > 0 || scope.whole) return
  throw problem('scope-empty', {
    scope: `${scope.scope.kind} ${scope.scope.name}`,
    known:
      scope.scope.kind === 'application'
        ? applicationsLike(applications, scope.scope.name)
        : 'nothing there is in the estate',
  })
}

function applicationsLike(applications: ReadonlySet<string>, wanted: string): string {
  if (applications.size === 0) return 'no VM of the estate says its application'
  const near = nearNames(applications, wanted)
  return `of ${applications.size} applications ${near.length === 0 ? 'none begins like it' : `${near.join(', ')} ${near.length === 1 ? 'begins' : 'begin'} alike`}`
}

/** Application of a VM as sources, or a CMDB row of its name, say it. */
async function applicationOf(vm: Vm, tracer: Tracer): Promise<string | undefined> {
  if (vm.application !== undefined) return vm.application
  return (await tracer.lookup.owners(vm.name)).find(({ application }) => application !== undefined)
    ?.application
}

/** Waves as they were planned last; none when nothing was planned. */
export async function wavesOf(context: AppContext): Promise<readonly Wave[]> {
  if (!(await readProjection(context.store, planProjection))) return []
  const waves: Wave[] = []
  for await (const page of allObjects<Wave>(context.store, planProjection, 'wave'))
    for (const { doc } of page) waves.push(doc)
  return waves
}

/** VM id → window of its wave. */
export function windowsOf(waves: readonly Wave[]): ReadonlyMap<string, ScopeWindow> {
  return new Map(
    waves.flatMap(({ id, window, vms }) =>
      vms.map((vm) => [vm, { wave: id, start: window.start, end: window.end }] as const),
    ),
  )
}
