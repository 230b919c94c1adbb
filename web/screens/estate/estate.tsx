import { Button, EmptyState, EmptyStateBody, PageSection } from '@patternfly/react-core'
import { useDeferredValue, useMemo, useRef } from 'react'
import { useSearchParams } from 'react-router'
import { seenValues } from '../../../src/algebra/filter/index.ts'
import type { TreeNode } from '../../../src/contract/estate-tree.ts'
import type { VmRow, VmsResult } from '../../../src/contract/vms.ts'
import { useAnswer } from '../../app/use-answer.ts'
import { Failure, WhenHere } from '../../parts/asked.tsx'
import { CommandLine } from '../../parts/command.tsx'
import { ScreenHead } from '../../parts/screen-head.tsx'
import { count } from '../../words/measure.ts'
import { ColumnChooser } from './column-chooser.tsx'
import { columns } from './columns.ts'
import { FilterBox } from './filter-box.tsx'
import { Grid } from './grid.tsx'
import { useFilterText } from '../../parts/use-filter-text.ts'
import { Scope } from './scope.tsx'
import { TreePane } from './tree-pane.tsx'
import { useRows } from './use-rows.ts'
import { bothFilters, filterRows, searchOf, sortRows, type View, viewOf } from './view.ts'
import '../../parts/grid.css'
import './estate.css'

/** The estate: its inventory as a tree, and beside it every VM of the chosen place as a table; the view is in the address bar. */
export function Estate() {
  const [search, setSearch] = useSearchParams()
  const view = useMemo(() => viewOf(search), [search])
  const change = (part: Partial<View>) => setSearch(searchOf({ ...view, ...part }), { replace: true })
  const place = useAnswer('tree', { query: { view: view.view, node: view.node, limit: 1 } })
  const at = place.state === 'here' && place.value.node?.id === view.node ? place.value : undefined
  const where = bothFilters(at?.node?.where ?? '', view.where)
  const { asked, isWhole } = useRows(where)
  if (isWhole && asked.state === 'here' && asked.value.total === 0) return <NothingYet />
  const choose = (node: string) => change({ node })
  return (
    <div className="cw-fill">
      <ScreenHead
        title="Estate"
        command={where === '' ? 'causeway vms' : `causeway vms --where ${inShell(where)}`}
      />
      <div className="cw-estate">
        <TreePane
          view={view.view}
          at={at}
          onView={(next) => change({ view: next, node: '' })}
          onChoose={(node) => choose(node.id)}
        />
        <div className="cw-fill cw-estate-rows">
          {at ? <Scope at={at} onChoose={choose} /> : undefined}
          {place.state === 'failed' && view.node !== '' ? (
            <Gone error={place.error} onLeave={() => choose('')} />
          ) : undefined}
          <WhenHere asked={asked} what="The estate">
            {(result) => (
              <Table result={result} isWhole={isWhole} view={view} chosen={at?.node} change={change} />
            )}
          </WhenHere>
        </div>
      </div>
    </div>
  )
}

/** In single quotes, so that a shell takes it as it stands. */
function inShell(where: string): string {
  return `'${where.replaceAll("'", `'\\''`)}'`
}

function Gone({ error, onLeave }: { readonly error: Error; readonly onLeave: () => void }) {
  return (
    <PageSection>
      <Failure error={error} what="The chosen place" />
      <Button variant="link" isInline onClick={onLeave}>
        Whole estate
      </Button>
    </PageSection>
  )
}

function Table({
  result,
  isWhole,
  view,
  chosen,
  change,
}: {
  readonly result: VmsResult
  /** False while only the first rows are here. */
  readonly isWhole: boolean
  readonly view: View
  readonly chosen: TreeNode | undefined
  readonly change: (part: Partial<View>) => void
}) {
  const [where, setWhere] = useFilterText(view.where, (next) => change({ where: next }))
  // The text is drawn at once; rows follow in a rendering that the next keystroke may interrupt.
  const settled = useDeferredValue(where)
  const column = columns.find((candidate) => candidate.key === view.sort)
  const sorted = useMemo(
    () => (column ? sortRows(result.vms, column, view.descending) : result.vms),
    [column, view.descending, result],
  )
  const inside = useMemo(() => rowsIn(sorted, chosen), [sorted, chosen])
  const seen = useMemo(() => seenValues(result.vms), [result])
  const filtered = useMemo(() => filterRows(inside, settled), [inside, settled])
  // While a filter is half written, the rows of the last whole one stay.
  const good = useRef({ inside, rows: inside })
  if (filtered.kind === 'rows') good.current = { inside, rows: filtered.rows }
  const rows = good.current.inside === inside ? good.current.rows : inside
  const shown = useMemo(
    () =>
      view.columns
        .map((key) => columns.find((candidate) => candidate.key === key))
        .filter((found) => found !== undefined),
    [view.columns],
  )
  return (
    <>
      <PageSection className="cw-toolbar">
        <FilterBox where={where} filtered={filtered} seen={seen} onChange={setWhere} />
        <span className="cw-soft" aria-live="polite" data-testid="count">
          {!isWhole || rows.length === result.total
            ? count(result.total, 'row')
            : `${rows.length.toLocaleString('en')} of ${count(result.total, 'row')}`}
        </span>
        <ColumnChooser chosen={view.columns} onChange={(next) => change({ columns: next })} />
      </PageSection>
      <Grid
        rows={rows}
        columns={shown}
        sort={view.sort}
        descending={view.descending}
        busy={!isWhole || where !== settled}
        from={`${view.node} ${settled} ${view.sort} ${view.descending}`}
        onSort={(key) => change({ sort: key, descending: key === view.sort ? !view.descending : false })}
      />
    </>
  )
}

/** The rows of a place; one that no VM can be in has none. */
function rowsIn(rows: readonly VmRow[], chosen: TreeNode | undefined): readonly VmRow[] {
  if (!chosen) return rows
  const found = chosen.where === undefined ? undefined : filterRows(rows, chosen.where)
  return found?.kind === 'rows' ? found.rows : []
}

function NothingYet() {
  return (
    <EmptyState titleText="Nothing was discovered yet" headingLevel="h1">
      <EmptyStateBody>
        <p>Read an RVTools workbook, a vCenter, an OVA or a CSV; this page fills by itself.</p>
        <CommandLine text="causeway discover rvtools.xlsx" />
      </EmptyStateBody>
    </EmptyState>
  )
}
