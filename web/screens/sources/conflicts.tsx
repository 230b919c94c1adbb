import { Button, ToggleGroup, ToggleGroupItem } from '@patternfly/react-core'
import type { ConflictsResult } from '../../../src/contract/conflicts.ts'
import { useAnswer } from '../../app/use-answer.ts'
import { WhenHere } from '../../parts/asked.tsx'
import { useSearch } from '../../parts/use-search.ts'
import { count } from '../../words/measure.ts'
import { titleOf } from '../vm/fact-text.ts'
import { ConflictOf } from '../vm/conflict.tsx'

const states = ['open', 'decided', 'all'] as const
const pageRows = 50

/** Every fact on which sources disagree, by VM, with both values, sources and ages; a click decides, and it is kept. */
export function Conflicts() {
  const [search, change] = useSearch()
  const state = states.find((one) => one === search.get('state')) ?? 'open'
  const field = search.get('field') ?? ''
  const after = search.get('after') ?? ''
  const asked = useAnswer('conflicts', { query: { state, field, after, limit: pageRows } })
  return (
    <div className="cw-panel">
      <WhenHere asked={asked} what="The contradictions">
        {(result) => (
          <>
            <div className="cw-conflict-bar">
              <ToggleGroup aria-label="Which contradictions" isCompact>
                {states.map((one) => (
                  <ToggleGroupItem
                    key={one}
                    text={one}
                    isSelected={one === state}
                    onChange={() => change({ state: one === 'open' ? undefined : one, after: undefined })}
                  />
                ))}
              </ToggleGroup>
              <span className="cw-soft" aria-live="polite">
                {count(result.total, 'contradiction')}
              </span>
              <Fields
                fields={result.fields}
                chosen={field}
                onChoose={(next) => change({ field: next, after: undefined })}
              />
            </div>
            {result.total === 0 ? (
              <p className="cw-soft">
                {state === 'decided' ? 'Nothing was decided yet.' : 'The sources disagree on nothing here.'}
              </p>
            ) : undefined}
            {result.conflicts.map((conflict) => (
              <ConflictOf key={conflict.id} vm={conflict.vm} conflict={conflict} named />
            ))}
            <More after={after} next={result.next} onChange={(to) => change({ after: to })} />
          </>
        )}
      </WhenHere>
    </div>
  )
}

function Fields({
  fields,
  chosen,
  onChoose,
}: {
  readonly fields: ConflictsResult['fields']
  readonly chosen: string
  readonly onChoose: (field: string | undefined) => void
}) {
  if (fields.length < 2 && chosen === '') return undefined
  return (
    <span className="cw-conflict-fields">
      {fields.map(({ field, open }) => (
        <Button
          key={field}
          size="sm"
          variant={field === chosen ? 'primary' : 'tertiary'}
          aria-pressed={field === chosen}
          onClick={() => onChoose(field === chosen ? undefined : field)}
        >
          {titleOf(field)} {open.toLocaleString('en')}
        </Button>
      ))}
    </span>
  )
}

function More({
  after,
  next,
  onChange,
}: {
  readonly after: string
  readonly next: string | undefined
  readonly onChange: (after: string | undefined) => void
}) {
  if (after === '' && next === undefined) return undefined
  return (
    <nav aria-label="Pages of contradictions" className="cw-pages">
      <Button size="sm" variant="secondary" isDisabled={after === ''} onClick={() => onChange(undefined)}>
        First page
      </Button>
      <Button size="sm" variant="secondary" isDisabled={next === undefined} onClick={() => onChange(next)}>
        Next page
      </Button>
    </nav>
  )
}
