import { useEffect } from 'react'
import { Link } from 'react-router'
import type { FlowsResult } from '../../../src/contract/flows.ts'
import { rowHeight, useGridRows } from '../../parts/grid-rows.ts'
import type { FlowColumn } from './flow-columns.tsx'

type Row = FlowsResult['rows'][number]

/** A table of flows of any length: rows in sight are asked of the server, a page at a time. */
export function FlowGrid({
  total,
  columns,
  sort,
  rowAt,
  need,
  opens,
  onSort,
}: {
  readonly total: number
  readonly columns: readonly FlowColumn[]
  readonly sort: string
  readonly rowAt: (index: number) => Row | undefined
  readonly need: (from: number, to: number) => void
  /** Where the flows of a row stand one by one; undefined when they already do. */
  readonly opens: (row: Row) => string | undefined
  readonly onSort: (sort: NonNullable<FlowColumn['sort']>) => void
}) {
  const { scroller, virtual, chosen, choose, moves } = useGridRows(total)
  const items = virtual.getVirtualItems()
  const from = items[0]?.index ?? 0
  const to = items.at(-1)?.index ?? 0
  useEffect(() => need(from, to))
  const template = `${columns.map(({ width }) => `minmax(${width}px, ${width}fr)`).join(' ')} 96px`
  const width = columns.reduce((sum, column) => sum + column.width, 96)
  return (
    <div
      ref={scroller}
      className="cw-grid"
      role="grid"
      aria-label="Flows"
      aria-rowcount={total + 1}
      aria-colcount={columns.length + 1}
      aria-activedescendant={total > 0 ? `flow-${chosen}` : undefined}
      tabIndex={0}
      onKeyDown={moves}
    >
      <div role="rowgroup" className="cw-grid-head" style={{ minWidth: width }}>
        <div role="row" aria-rowindex={1} className="cw-grid-row" style={{ gridTemplateColumns: template }}>
          {columns.map(({ key, title, sort: by }) => (
            <div
              key={key}
              role="columnheader"
              aria-sort={by !== undefined && by === sort ? 'descending' : 'none'}
              className={by === undefined ? 'cw-cell' : 'cw-cell cw-number'}
            >
              {by === undefined ? (
                <strong className="cw-small">{title}</strong>
              ) : (
                <button type="button" onClick={() => onSort(by)}>
                  {title}
                  <span aria-hidden="true">{by === sort ? ' ↓' : ''}</span>
                </button>
              )}
            </div>
          ))}
          <div role="columnheader" className="cw-cell">
            <span className="cw-sr">Open</span>
          </div>
        </div>
      </div>
      <div role="rowgroup" style={{ height: virtual.getTotalSize(), minWidth: width, position: 'relative' }}>
        {items.map((item) => {
          const row = rowAt(item.index)
          const open = row ? opens(row) : undefined
          return (
            <div
              key={item.key}
              id={`flow-${item.index}`}
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
              {columns.map(({ key, sort: by, cell }) => (
                <div key={key} role="gridcell" className={by === undefined ? 'cw-cell' : 'cw-cell cw-number'}>
                  {row ? cell(row) : '…'}
                </div>
              ))}
              <div role="gridcell" className="cw-cell">
                {open === undefined ? undefined : <Link to={open}>its flows</Link>}
              </div>
            </div>
          )
        })}
      </div>
    </div>
  )
}
