import { Button } from '@patternfly/react-core'
import type { HistoryResult } from '../../../src/contract/history.ts'
import { count, minute } from '../../words/measure.ts'
import type { Asked } from './asked.ts'

type Set = HistoryResult['sets'][number]

/** The readings that told something new, the newest first; one is opened, or two are compared. */
export function Readings({
  sets,
  more,
  asked,
  onChange,
}: {
  readonly sets: readonly Set[]
  /** There are older ones that are not listed. */
  readonly more: boolean
  readonly asked: Asked
  readonly onChange: (parts: Readonly<Record<string, string | undefined>>) => void
}) {
  const open = (id: string) =>
    onChange({ set: id === asked.set ? undefined : id, from: undefined, to: undefined, after: undefined })
  const mark = (key: 'from' | 'to', id: string) =>
    onChange({ [key]: id === asked[key] ? undefined : id, set: undefined, after: undefined })
  return (
    <section aria-label="Readings" className="cw-readings" tabIndex={0}>
      {asked.from !== '' || asked.to !== '' ? (
        <p className="cw-comparing">
          Comparing {nameOf(sets, asked.from, 'the beginning')} with {nameOf(sets, asked.to, 'now')}.{' '}
          <Button
            variant="link"
            isInline
            onClick={() => onChange({ from: undefined, to: undefined, after: undefined })}
          >
            Stop comparing
          </Button>
        </p>
      ) : undefined}
      {sets.length === 0 ? <p className="cw-soft">Nothing was noticed in this time.</p> : undefined}
      <ol>
        {sets.map((set) => (
          <li key={set.id} className={set.id === asked.set ? 'cw-reading-line cw-active' : 'cw-reading-line'}>
            <button type="button" aria-pressed={set.id === asked.set} onClick={() => open(set.id)}>
              <strong>{minute(set.at)}</strong>
              <span>{set.first ? `first read, ${count(set.appeared, 'object')}` : sums(set)}</span>
              <span className="cw-soft cw-small">{set.because.join(', ')}</span>
            </button>
            <span className="cw-compare">
              <Button
                size="sm"
                variant={asked.from === set.id ? 'primary' : 'link'}
                aria-pressed={asked.from === set.id}
                onClick={() => mark('from', set.id)}
              >
                From
              </Button>
              <Button
                size="sm"
                variant={asked.to === set.id ? 'primary' : 'link'}
                aria-pressed={asked.to === set.id}
                onClick={() => mark('to', set.id)}
              >
                To
              </Button>
            </span>
          </li>
        ))}
      </ol>
      {more ? <p className="cw-soft">Older ones: choose an earlier time above.</p> : undefined}
    </section>
  )
}

function nameOf(sets: readonly Set[], id: string, instead: string): string {
  if (id === '') return instead
  const set = sets.find((one) => one.id === id)
  return set ? minute(set.at) : id
}

function sums({ appeared, vanished, changed }: Set): string {
  return (
    [
      appeared > 0 ? `${appeared.toLocaleString('en')} appeared` : '',
      vanished > 0 ? `${vanished.toLocaleString('en')} vanished` : '',
      changed > 0 ? `${changed.toLocaleString('en')} changed` : '',
    ]
      .filter((part) => part !== '')
      .join(', ') || 'nothing changed'
  )
}
