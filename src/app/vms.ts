import { completeFilter, readFilter, seenValues, takeOffer } from '../algebra/filter/index.ts'
import type { CompletionQuery, CompletionResult } from '../contract/filter.ts'
import type { VmResult, VmRow, VmsQuery, VmsResult } from '../contract/vms.ts'
import type { Vcenter } from '../model/infrastructure.ts'
import { allObjects } from '../store/index.ts'
import { storedAssessment } from './assess.ts'
import type { AppContext } from './context.ts'
import { ensureEstate, estateProjection, loadVm } from './estate.ts'
import { loadNotes } from './notes.ts'
import { pageAfter } from './page-after.ts'
import { estateRows } from './row-memory.ts'
import { sourceLabels } from './source-labels.ts'
import { presentVm, withNotes } from './present-vm.ts'
import { vcenterNames } from './vcenter-names.ts'

/** Lists VMs and templates, filtered; all of them when no limit is given. Throws `filter-wrong` with the column. */
export async function listVms(context: AppContext, query: VmsQuery): Promise<VmsResult> {
  const test = readFilter(query.where)
  const rows = (await loadRows(context)).filter(test)
  const { items, next } = pageAfter(rows, query, ({ id }) => id)
  return { total: rows.length, vms: [...items], ...(next === undefined ? {} : { next }) }
}

/** Ways to go on at a place of a filter, with values that the estate has. */
export async function completeWhere(context: AppContext, query: CompletionQuery): Promise<CompletionResult> {
  const seen = seenValues(await loadRows(context))
  const { from, to, offers } = completeFilter(query.where, query.at ?? query.where.length, seen)
  return {
    from,
    to,
    offers: offers.map((offer) => ({ ...offer, whole: takeOffer(query.where, { from, to }, offer).where })),
  }
}

/** All rows in order of name, with what later stages noted. */
export async function loadRows(context: AppContext): Promise<readonly VmRow[]> {
  await ensureEstate(context)
  const notes = await loadNotes(context)
  return (await estateRows(context.store)).map((row) => {
    const note = notes.get(row.id)
    return note ? withNotes(row, note) : row
  })
}

/** One VM, everything known, each fact with its evidence. */
export async function showVm(context: AppContext, reference: string): Promise<VmResult> {
  const vm = await loadVm(context, reference)
  const sources = await sourceLabels(context.store)
  const notes = await loadNotes(context)
  const assessment = await storedAssessment(context, vm.id)
  const vcenters = await objectsOfKind<Vcenter>(context, 'vcenter')
  return presentVm(vm, sources, notes.get(vm.id) ?? {}, assessment, vcenterNames(vcenters))
}

/** The few objects of a kind. */
async function objectsOfKind<Doc>(context: AppContext, kind: string): Promise<readonly Doc[]> {
  const found: Doc[] = []
  for await (const page of allObjects<Doc>(context.store, estateProjection, kind))
    found.push(...page.map(({ doc }) => doc))
  return found
}
