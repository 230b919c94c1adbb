import type {
  ConflictDecided,
  ConflictDecision,
  ConflictsQuery,
  ConflictsResult,
} from '../contract/conflicts.ts'
import { problem } from '../model/problems/index.ts'
import type { Conflict, Vm } from '../model/vm.ts'
import { textOfValue } from '../stages/discover/index.ts'
import { allObjects, objectsByName } from '../store/index.ts'
import { writeChoice } from './conflicts-file.ts'
import type { AppContext } from './context.ts'
import { ensureEstate, estateProjection, loadVm } from './estate.ts'
import { pageAfter } from './page-after.ts'
import { presentOrigin, type SourceLabels, sourceLabels } from './source-labels.ts'

/** Kind under which the estate's projection keeps what is disputed of a VM: reading all VMs for it is slow. */
export const disputedKind = 'disputed'

/** What is disputed of a VM. */
export type Disputed = Pick<Vm, 'id' | 'name' | 'conflicts' | 'origins'>

type Shown = ConflictsResult['conflicts'][number]

/** Lists facts on which sources disagree. */
export async function listConflicts(context: AppContext, query: ConflictsQuery): Promise<ConflictsResult> {
  await ensureEstate(context)
  const labels = await sourceLabels(context.store)
  const found: Shown[] = []
  const fields = new Map<string, { open: number; decided: number }>()
  const add = (vm: Disputed): void => {
    for (const conflict of vm.conflicts) {
      const sum = fields.get(conflict.field) ?? { open: 0, decided: 0 }
      sum[conflict.decided === true ? 'decided' : 'open'] += 1
      fields.set(conflict.field, sum)
      if (query.field !== undefined && conflict.field !== query.field) continue
      if (query.state !== 'all' && (conflict.decided === true) !== (query.state === 'decided')) continue
      found.push(shown(vm, conflict, labels))
    }
  }
  if (query.vm !== undefined) add(await loadVm(context, query.vm))
  else {
    for await (const page of allObjects<Disputed>(context.store, estateProjection, disputedKind)) {
      for (const { doc } of page) add(doc)
    }
  }
  const { items, next } = pageAfter(found, query, ({ id }) => id)
  return {
    total: found.length,
    conflicts: [...items],
    fields: [...fields]
      .map(([field, sum]) => ({ field, ...sum }))
      .sort((a, b) => b.open - a.open || (a.field < b.field ? -1 : 1)),
    ...(next === undefined ? {} : { next }),
  }
}

/**
 * Writes into conflicts.yaml which source or value is believed, and merges anew. Throws `conflict-unknown` when the
 * sources agree on that field, `conflict-choice-unknown` when none of them says that.
 */
export async function decideConflict(context: AppContext, order: ConflictDecision): Promise<ConflictDecided> {
  const vm = await loadVm(context, order.vm)
  const conflict = vm.conflicts.find(({ field }) => field === order.field)
  if (!conflict) {
    const fields = vm.conflicts.map(({ field }) => field).join(', ') || 'none'
    throw problem('conflict-unknown', { vm: vm.name, field: order.field, fields })
  }
  const labels = await sourceLabels(context.store)
  const values = shown(vm, conflict, labels).values
  const meant = values.filter(
    ({ label, value }) =>
      (order.source === undefined || label === order.source) &&
      (order.value === undefined || textOfValue(value) === order.value),
  )
  const [first] = meant
  if (!first) {
    const said = values.map(({ label, value }) => `${textOfValue(value).slice(0, 80)} (${label})`).join(', ')
    throw problem('conflict-choice-unknown', {
      field: order.field,
      wanted: [order.source, order.value].filter((one) => one !== undefined).join(', '),
      values: said,
    })
  }
  const { source, value, because } = order
  writeChoice(context.workspace, await keyOf(context, vm), order.field, {
    ...(source === undefined ? {} : { source }),
    ...(value === undefined ? {} : { value }),
    ...(because === undefined ? {} : { because }),
  })
  const { meta } = await ensureEstate(context)
  return {
    vm: { id: vm.id, name: vm.name },
    field: order.field,
    value: first.value,
    label: first.label,
    file: 'conflicts.yaml',
    open: meta.counts.conflicts,
  }
}

/** A name that means one VM is what people read in the file; else the id. */
async function keyOf(context: AppContext, vm: Vm): Promise<string> {
  const same = (await objectsByName<Vm>(context.store, estateProjection, vm.name)).filter(
    ({ kind }) => kind === 'vm',
  )
  return same.length === 1 && !vm.name.includes('*') ? vm.name : vm.id
}

function shown(vm: Disputed, conflict: Conflict, labels: SourceLabels): Shown {
  const { field, chosen, because, decided } = conflict
  return {
    id: `${vm.id}/${field}`,
    vm: { id: vm.id, name: vm.name },
    field,
    chosen,
    because,
    decided: decided === true,
    values: conflict.values.map(({ origin, value }) => ({
      ...presentOrigin(vm.origins[origin], labels),
      value,
    })),
  }
}
