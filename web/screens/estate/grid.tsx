import { type KeyboardEvent, useEffect } from 'react'
import { Link, useNavigate } from 'react-router'
import type { VmRow } from '../../../src/contract/vms.ts'
import { rowHeight, useGridRows } from '../../parts/grid-rows.ts'
import type { EstateColumn } from './columns.ts'

/** What the grid shows and tells. */
export interface GridProps {
  readonly rows: readonly VmRow[]
  readonly columns: readonly EstateColumn[]
  readonly sort: string
  readonly descending: boolean
  /** Rows of a newer filter are on their way. */
  readonly busy: boolean
  /** What the rows were made from; when it changes, the grid is at its top again. New data alone leaves it where it is. */
  readonly from: string
  readonly onSort: (key: string) => void
}

/** A table of any length: only the rows in sight are in the page. Arrow keys, Home, End, Page Up and Down, Enter opens. */
export function Grid({ rows, columns, sort, descending, busy, from, onSort }: GridProps) {
  const navigate = useNavigate()
  const { scroller, virtual, chosen, choose, moves } = useGridRows(rows.length)
  const width = columns.reduce((sum, column) => sum + column.width, 0)
  const template = columns
    .map(({ width }, at) => (at === columns.length - 1 ? `minmax(${width}px, 1fr)` : `${width}px`))
    .join(' ')
  useEffect(() => {
    choose(0)
    scroller.current?.scrollTo({ top: 0 })
  }, [from, choose, scroller])

  const onKey = (event: KeyboardEvent) => {
    const row = rows[chosen]
    if (!moves(event) && event.key === 'Enter' && row && event.target === scroller.current)
      void navigate(`/vms/${encodeURIComponent(row.id)}`)
  }
  return (
    <div
      ref={scroller}
      className="cw-grid"
      role="grid"
      aria-label="Virtual machines"
      aria-busy={busy}
      aria-rowcount={rows.length + 1}
      aria-colcount={columns.length}
      aria-activedescendant={rows[chosen] ? `row-${rows[chosen].id}` : undefined}
      tabIndex={0}
      onKeyDown={onKey}
    >
      <div role="rowgroup" className="cw-grid-head" style={{ minWidth: width }}>
        <div role="row" aria-rowindex={1} className="cw-grid-row" style={{ gridTemplateColumns: template }}>
          {columns.map((column) => (
            <div
              key={column.key}
              role="columnheader"
              aria-sort={sort === column.key ? (descending ? 'descending' : 'ascending') : 'none'}
              className={column.numeric ? 'cw-cell cw-number' : 'cw-cell'}
            >
              <button type="button" onClick={() => onSort(column.key)} tabIndex={-1}>
                {column.title}
                <span aria-hidden="true">{sort === column.key ? (descending ? ' ↓' : ' ↑') : ''}</span>
              </button>
            </div>
          ))}
        </div>
      </div>
      {rows.length === 0 ? (
        <div role="rowgroup">
          <div role="row" aria-rowindex={2}>
            <div role="gridcell" className="cw-grid-empty cw-soft">
              {busy ? 'The rows are on their way.' : 'No VM fits here.'}
            </div>
          </div>
        </div>
      ) : undefined}
      <div role="rowgroup" style={{ height: virtual.getTotalSize(), minWidth: width, position: 'relative' }}>
        {virtual.getVirtualItems().map((item) => {
          const row = rows[item.index]
          if (!row) return undefined
          return (
            <div
              key={item.key}
              id={`row-${row.id}`}
              role="row"
              aria-rowindex={item.index + 2}
              aria-selected={item.index === chosen}
              className={item.index === chosen ? 'cw-grid-row cw-active' : 'cw-grid-row'}
              style={{
                gridTemplateColumns: template,
                transform: `translateY(${item.start}px)`,
                height: rowHeight,
              }}
              onClick={() => choose(item.index)}
            >
              {columns.map((column) => (
                <Cell key={column.key} row={row} column={column} />
              ))}
            </div>
          )
        })}
      </div>
    </div>
  )
}

function Cell({ row, column }: { readonly row: VmRow; readonly column: EstateColumn }) {
  const text = column.text(row)
  const tone = column.key === 'findings' && row.worst ? ` cw-${row.worst}` : ''
  return (
    <div
      role="gridcell"
      className={`cw-cell${column.numeric ? ' cw-number' : ''}${tone}`}
      title={text.length > 20 ? text : undefined}
    >
      {column.key === 'name' ? (
        <Link to={`/vms/${encodeURIComponent(row.id)}`} tabIndex={-1}>
          {text}
        </Link>
      ) : (
        text
      )}
    </div>
  )
}
