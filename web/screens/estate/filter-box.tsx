import { HelperText, HelperTextItem, SearchInput } from '@patternfly/react-core'
import { completions } from './completions.ts'
import type { Filtered } from './view.ts'

/** The filter: a text in the filter language, completion of fields, and errors that point at the column. */
export function FilterBox({
  where,
  filtered,
  onChange,
}: {
  readonly where: string
  readonly filtered: Filtered
  readonly onChange: (where: string) => void
}) {
  const offered = completions(where).slice(0, 6)
  const take = (name: string) => onChange(`${where.replace(/[a-z]+$/i, name)} `)
  return (
    <div className="cw-filter">
      <SearchInput
        value={where}
        placeholder="cluster = QS-PROD and memory >= 64GiB and address in 10.20.0.0/16"
        aria-label="Filter"
        aria-describedby="filter-help"
        onChange={(_, value) => onChange(value)}
        onClear={() => onChange('')}
      />
      <HelperText id="filter-help" className="cw-filter-help" aria-live="polite">
        {filtered.kind === 'wrong' ? (
          <HelperTextItem variant="error">
            Column {filtered.column}: found {filtered.seen}, expected {filtered.expected}
          </HelperTextItem>
        ) : (
          <HelperTextItem>
            {offered.length > 0
              ? offered.map((name) => (
                  <button key={name} type="button" className="cw-offer" onClick={() => take(name)}>
                    {name}
                  </button>
                ))
              : 'Fields with = != ~ > < in, joined by and, or, not; a bare word looks everywhere.'}
          </HelperTextItem>
        )}
      </HelperText>
    </div>
  )
}
