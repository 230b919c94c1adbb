import { compileFilter, FilterError, parseFilter } from '../algebra/filter/index.ts'
import type { VmResult, VmRow, VmsQuery, VmsResult } from '../contract/vms.ts'
import type { Vcenter } from '../model/infrastructure.ts'
import { problem } from '../model/problems/index.ts'
import { allObjects } from '../store/index.ts'
import { storedAssessment } from './assess.ts'
import type { AppContext } from './context.ts'
import { ensureEstate, estateProjection, loadVm } from './estate.ts'
import { loadNotes } from './notes.ts'
import { estateRows } from './row-memory.ts'
import { sourceLabels } from './source-labels.ts'
import { presentVm, withNotes } from './present-vm.ts'
import { vcenterNames } from './vcenter-names.ts'

/** Lists VMs and templates, filtered; all of them when no limit is given. Throws `filter-wrong` with the column. */
export async function listVms(context: AppContext, query: VmsQuery): Promise<VmsResult> {
  const test = compile(query.where)
  const rows = (await loadRows(context)).filter(test)
  const start = query.after === undefined ? 0 : rows.findIndex((row) => row.id === query.after) + 1
  const page = query.limit === undefined ? rows.slice(start) : rows.slice(start, start + query.limit)
  const last = page.at(-1)
  const more = last !== undefined && start + page.length < rows.length
  return { total: rows.length, vms: page, ...(more ? { next: last.id } : {}) }
}

function compile(where: string | undefined): (row: VmRow) => boolean {
  try {
    return compileFilter(parseFilter(where ?? ''))
  } catch (error) {
    if (!(error instanceof FilterError)) throw error
    throw problem('filter-wrong', { column: error.column, seen: error.seen, expected: error.expected }, error)
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
