import { PageSection, SearchInput, ToggleGroup, ToggleGroupItem } from '@patternfly/react-core'
import { useRef } from 'react'
import type { FlowsResult } from '../../../src/contract/flows.ts'
import { ApiError } from '../../app/client.ts'
import { WhenHere } from '../../parts/asked.tsx'
import { Empty } from '../../parts/empty.tsx'
import { searchWith, useSearch } from '../../parts/use-search.ts'
import { useFilterText } from '../../parts/use-filter-text.ts'
import { bytes, count } from '../../words/measure.ts'
import { columnsOf, groupings } from './flow-columns.tsx'
import { FlowGrid } from './flow-grid.tsx'
import { usePages } from './use-pages.ts'
import '../../parts/grid.css'

/** Who talks to whom: flows of any number, summed by the server and shown a page at a time. */
export function FlowsTab() {
  const [search, change] = useSearch()
  const by = groupings.find((one) => one.by === search.get('by'))?.by ?? 'service'
  const find = search.get('find') ?? ''
  const sort = search.get('sort') ?? 'connections'
  const [typed, setTyped] = useFilterText(find, (text) => change({ find: text }))
  const { asked, rowAt, need } = usePages({ by, find, sort })
  // A word that names no VM yet is being typed; the rows before it stay.
  const wrong =
    asked.state === 'failed' &&
    asked.error instanceof ApiError &&
    asked.error.details.status < 500 &&
    find !== ''
  const good = useRef<FlowsResult>(undefined)
  if (asked.state === 'here') good.current = asked.value
  if (asked.state === 'here' && asked.value.known === 0) return <NoFlows />
  return (
    <>
      <PageSection className="cw-toolbar">
        <ToggleGroup aria-label="Sum flows" isCompact>
          {groupings.map((one) => (
            <ToggleGroupItem
              key={one.by}
              text={one.title}
              isSelected={by === one.by}
              onChange={() => change({ by: one.by === 'service' ? undefined : one.by })}
            />
          ))}
        </ToggleGroup>
        <div className="cw-filter">
          <SearchInput
            value={typed}
            placeholder="to:erp-db-01 tcp/1521 from:10.20.0.0/16"
            aria-label="Find flows"
            aria-describedby="flow-help"
            onChange={(_, text) => setTyped(text)}
            onClear={() => change({ find: undefined })}
          />
          <p id="flow-help" className={wrong ? 'cw-small cw-block' : 'cw-small cw-soft'} aria-live="polite">
            {wrong && asked.state === 'failed'
              ? asked.error.message
              : 'A service, a port, an address, a subnet or a VM; from: and to: say which end; from:outside is whoever is in no subnet of the estate.'}
          </p>
        </div>
        <Sum result={good.current} />
      </PageSection>
      {wrong ? undefined : (
        <WhenHere asked={asked} what="The flows">
          {(result) =>
            result.total === 0 ? (
              <Empty title="No flow is like that" command="causeway flows">
                No flow seen is no proof that there is none. Take a word out of the search, or add flows of
                another window as evidence.
              </Empty>
            ) : (
              <FlowGrid
                key={`${by} ${find} ${sort}`}
                total={result.total}
                columns={columnsOf[by]}
                sort={sort}
                rowAt={rowAt}
                need={need}
                opens={(row) =>
                  by === 'flow'
                    ? undefined
                    : `/trace?${searchWith(search, { by: 'flow', find: joined(find, row.find) }).toString()}`
                }
                onSort={(next) => change({ sort: next === 'connections' ? undefined : next })}
              />
            )
          }
        </WhenHere>
      )}
    </>
  )
}

function joined(find: string, more: string): string {
  return find === '' ? more : `${find} ${more}`
}

function Sum({ result }: { readonly result: FlowsResult | undefined }) {
  if (!result) return undefined
  const { matching, known } = result
  return (
    <span className="cw-soft" aria-live="polite" data-testid="flow-sum">
      {matching.flows === known
        ? count(known, 'flow')
        : `${matching.flows.toLocaleString('en')} of ${count(known, 'flow')}`}
      , {count(matching.connections, 'connection')}, {bytes(matching.bytes)}
    </span>
  )
}

function NoFlows() {
  return (
    <Empty title="No flows yet" command="causeway evidence add flows.csv">
      Flow records say who really talks to whom: an export of vRNI, nfdump, conntrack or any CSV with two
      addresses and a port.
    </Empty>
  )
}
