import { Button, Label } from '@patternfly/react-core'
import { Link } from 'react-router'
import type { HistoryResult } from '../../../src/contract/history.ts'
import { useAnswer } from '../../app/use-answer.ts'
import { WhenHere } from '../../parts/asked.tsx'
import { minute } from '../../words/measure.ts'
import { plain, titleOf } from '../vm/fact-text.ts'
import type { Asked } from './asked.ts'

type Change = HistoryResult['changes'][number]

const pageRows = 100
const tones = { appeared: 'green', vanished: 'red', changed: 'blue' } as const
/** Longer values are cut here; the page of the VM has them whole. */
const longest = 160

/** The changes that are asked for, a page at a time. */
export function Changes({
  asked,
  query,
  onChange,
}: {
  readonly asked: Asked
  readonly query: Readonly<Record<string, string>> | undefined
  readonly onChange: (parts: Readonly<Record<string, string | undefined>>) => void
}) {
  return (
    <section aria-label="Changes" className="cw-changes" tabIndex={0}>
      {query ? (
        <Asking asked={asked} query={query} onChange={onChange} />
      ) : (
        <p className="cw-soft">
          Open a reading to see what it told, compare two with From and To, or narrow all changes above.
        </p>
      )}
    </section>
  )
}

function Asking({
  asked,
  query,
  onChange,
}: {
  readonly asked: Asked
  readonly query: Readonly<Record<string, string>>
  readonly onChange: (parts: Readonly<Record<string, string | undefined>>) => void
}) {
  const answer = useAnswer('history', { query: { ...query, limit: pageRows } })
  return (
    <WhenHere asked={answer} what="The changes">
      {({ changes, sets, next }) => (
        <>
          {changes.length === 0 ? <p className="cw-soft">{nothing(sets)}</p> : <Table changes={changes} />}
          {asked.after === '' && next === undefined ? undefined : (
            <nav aria-label="Pages of changes" className="cw-pages">
              <Button
                size="sm"
                variant="secondary"
                isDisabled={asked.after === ''}
                onClick={() => onChange({ after: undefined })}
              >
                First page
              </Button>
              <Button
                size="sm"
                variant="secondary"
                isDisabled={next === undefined}
                onClick={() => onChange({ after: next })}
              >
                Next page
              </Button>
            </nav>
          )}
        </>
      )}
    </WhenHere>
  )
}

function nothing(sets: HistoryResult['sets']): string {
  return sets.length === 1 && sets[0]?.first
    ? 'The first read: everything appeared, and is not listed one by one. See the estate.'
    : 'No change fits this.'
}

function Table({ changes }: { readonly changes: readonly Change[] }) {
  return (
    <table className="cw-plain cw-change-table">
      <thead>
        <tr>
          <th scope="col">When</th>
          <th scope="col">Object</th>
          <th scope="col">What</th>
          <th scope="col">Fact: before → after</th>
        </tr>
      </thead>
      <tbody>
        {changes.map((change) => (
          <tr key={`${change.set} ${change.kind} ${change.id}`}>
            <td className="cw-soft cw-when">{minute(change.at)}</td>
            <th scope="row">
              <Name change={change} /> <span className="cw-soft cw-small">{kindOf(change)}</span>
            </th>
            <td>
              <Label isCompact color={tones[change.change]}>
                {change.change}
              </Label>
            </td>
            <td>
              {change.fields.map((field) => (
                <p key={field.field}>
                  <span className="cw-soft">{titleOf(field.field)}:</span>{' '}
                  {'old' in field ? short(field.old) : 'unknown'} <span aria-hidden="true">→</span>
                  <span className="cw-sr"> becomes </span> {'new' in field ? short(field.new) : 'unknown'}
                </p>
              ))}
              {change.change === 'changed' && change.fields.length === 0 ? 'gone in between' : undefined}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Name({ change }: { readonly change: Change }) {
  if (change.change === 'vanished') return <>{change.name}</>
  const id = encodeURIComponent(change.id)
  return <Link to={change.kind === 'vm' ? `/vms/${id}?tab=history` : `/objects/${id}`}>{change.name}</Link>
}

function kindOf({ kind }: Change): string {
  return kind === 'vm' ? 'VM' : kind.replace('-', ' ')
}

function short(value: unknown): string {
  const text = plain(value)
  return text === '' ? 'nothing' : text.length > longest ? `${text.slice(0, longest)}…` : text
}
