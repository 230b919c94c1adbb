import { EmptyState, EmptyStateBody, PageSection } from '@patternfly/react-core'
import { useDeferredValue, useMemo, useRef } from 'react'
import { useSearchParams } from 'react-router'
import type { VmsResult } from '../../../src/contract/vms.ts'
import { useAnswer } from '../../app/use-answer.ts'
import { WhenHere } from '../../parts/asked.tsx'
import { CommandLine } from '../../parts/command.tsx'
import { ScreenHead } from '../../parts/screen-head.tsx'
import { count } from '../../words/measure.ts'
import { ColumnChooser } from './column-chooser.tsx'
import { columns } from './columns.ts'
import { FilterBox } from './filter-box.tsx'
import { Grid } from './grid.tsx'
import { useFilterText } from '../../parts/use-filter-text.ts'
import { filterRows, searchOf, sortRows, type View, viewOf } from './view.ts'
import '../../parts/grid.css'
import './estate.css'

/** The estate as a table: every VM and template, filtered and sorted here, the view in the address bar. */
export function Estate() {
  const asked = useAnswer('vms')
  return (
    <WhenHere asked={asked} what="The estate">
      {(result) => (result.total === 0 ? <NothingYet /> : <Table result={result} />)}
    </WhenHere>
  )
}

function Table({ result }: { readonly result: VmsResult }) {
  const [search, setSearch] = useSearchParams()
  const view = useMemo(() => viewOf(search), [search])
  const change = (part: Partial<View>) => setSearch(searchOf({ ...view, ...part }), { replace: true })
  const [where, setWhere] = useFilterText(view.where, (next) => change({ where: next }))
  // The text is drawn at once; rows follow in a rendering that the next keystroke may interrupt.
  const settled = useDeferredValue(where)
  const column = columns.find((candidate) => candidate.key === view.sort)
  const sorted = useMemo(
    () => (column ? sortRows(result.vms, column, view.descending) : result.vms),
    [column, view.descending, result],
  )
  const filtered = useMemo(() => filterRows(sorted, settled), [sorted, settled])
  // While a filter is half written, the rows of the last whole one stay.
  const good = useRef(sorted)
  if (filtered.kind === 'rows') good.current = filtered.rows
  const rows = good.current
  const shown = useMemo(
    () =>
      view.columns
        .map((key) => columns.find((candidate) => candidate.key === key))
        .filter((found) => found !== undefined),
    [view.columns],
  )
  const command =
    view.where === '' ? 'causeway vms' : `causeway vms --where '${view.where.replaceAll("'", '"')}'`
  return (
    <div className="cw-fill">
      <ScreenHead title="Estate" command={command} />
      <PageSection className="cw-toolbar">
        <FilterBox where={where} filtered={filtered} onChange={setWhere} />
        <span className="cw-soft" aria-live="polite" data-testid="count">
          {rows.length === result.total
            ? count(result.total, 'row')
            : `${rows.length.toLocaleString('en')} of ${count(result.total, 'row')}`}
        </span>
        <ColumnChooser chosen={view.columns} onChange={(chosen) => change({ columns: chosen })} />
      </PageSection>
      <Grid
        rows={rows}
        columns={shown}
        sort={view.sort}
        descending={view.descending}
        busy={where !== settled}
        from={`${settled} ${view.sort} ${view.descending}`}
        onSort={(key) => change({ sort: key, descending: key === view.sort ? !view.descending : false })}
      />
    </div>
  )
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
