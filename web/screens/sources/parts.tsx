import { Label } from '@patternfly/react-core'
import type { SourcesResult } from '../../../src/contract/discover.ts'
import { ageOf } from '../../../src/model/age.ts'
import { call } from '../../app/client.ts'
import { Confirm } from '../../parts/confirm.tsx'
import { count, minute } from '../../words/measure.ts'

type Source = SourcesResult['sources'][number]

/** Each source with its age, what was seen = kept + merged + rejected, the rejected rows, and what was and was not there. */
export function SourceList({ sources }: { readonly sources: readonly Source[] }) {
  return (
    <div>
      {sources.map((source) => (
        <section key={source.source} aria-label={source.label} className="cw-source">
          <div className="cw-acts">
            <h2>
              {source.label} <span className="cw-soft">{source.kind}</span> <Age at={source.observedAt} />
            </h2>
            <Confirm
              button="Remove"
              title={`Remove ${source.label}?`}
              danger
              act={() => call('removeSource', { params: { id: source.source } })}
            >
              <p>
                What only this source says of {count(source.kept + source.merged, 'object')} goes out of the
                estate; ids stay. To undo it, discover the source again.
              </p>
            </Confirm>
          </div>
          <p>
            <strong>{source.seen.toLocaleString('en')}</strong> seen = {source.kept.toLocaleString('en')} kept
            + {source.merged.toLocaleString('en')} merged + {source.rejected.length.toLocaleString('en')}{' '}
            rejected{' '}
            <span className="cw-soft">
              · true at {minute(source.observedAt)} UTC · read {minute(source.readAt)} UTC ·{' '}
              {count(source.versions, 'version')}
            </span>
          </p>
          {source.rejected.length > 0 ? <Rejected rows={source.rejected} /> : undefined}
          {source.missing.length > 0 ? <p>Not there: {source.missing.join(', ')}.</p> : undefined}
          {source.unknown.length > 0 ? (
            <p>Not known to the reader: {source.unknown.join(', ')}.</p>
          ) : undefined}
          {source.notAssessable.length > 0 ? <Open rows={source.notAssessable} /> : undefined}
          {source.decided.length > 0 ? <Decided rows={source.decided} /> : undefined}
          <Coverage parts={source.coverage} />
        </section>
      ))}
    </div>
  )
}

/** How old what it says is; marked when people will have changed things since. */
function Age({ at }: { readonly at: string }) {
  const { text, stale } = ageOf(at, new Date().toISOString())
  return (
    <Label isCompact color={stale ? 'orange' : 'grey'}>
      {stale ? `${text}: read it again` : text}
    </Label>
  )
}

function Rejected({ rows }: { readonly rows: Source['rejected'] }) {
  return (
    <details open={rows.length <= 5}>
      <summary>{count(rows.length, 'rejected row')}</summary>
      <table className="cw-plain cw-rejected">
        <thead>
          <tr>
            <th scope="col">Where</th>
            <th scope="col">Name</th>
            <th scope="col">Why</th>
            <th scope="col">The row</th>
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, 500).map((row) => (
            <tr key={`${row.where} ${row.name ?? ''} ${row.why}`}>
              <td>{row.where}</td>
              <td>{row.name}</td>
              <td>{row.why}</td>
              <td className="cw-mono">{row.row ?? ''}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > 500 ? (
        <p className="cw-soft">and {rows.length - 500} more: causeway sources --json</p>
      ) : undefined}
    </details>
  )
}

/** Findings that this source alone cannot answer, by what is missing. */
function Open({ rows }: { readonly rows: Source['notAssessable'] }) {
  return (
    <details>
      <summary>
        {count(new Set(rows.flatMap((row) => row.findings)).size, 'finding')} not assessable from this source
        alone
      </summary>
      <table className="cw-plain">
        <thead>
          <tr>
            <th scope="col">Missing</th>
            <th scope="col">Findings</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={`${row.part} ${row.column ?? ''}`}>
              <th scope="row">
                {row.part === ''
                  ? 'such a source never says it'
                  : `${row.part} ${row.column ?? '(all of it)'}`}
              </th>
              <td>{row.findings.join(', ')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  )
}

function Decided({ rows }: { readonly rows: Source['decided'] }) {
  return (
    <details>
      <summary>{count(rows.length, 'column')} decided by all of its values</summary>
      <ul>
        {rows.map((row) => (
          <li key={row}>{row}</li>
        ))}
      </ul>
    </details>
  )
}

function Coverage({ parts }: { readonly parts: Source['coverage'] }) {
  if (parts.length === 0) return undefined
  return (
    <details>
      <summary>Coverage: {count(parts.length, 'part')}</summary>
      <table className="cw-plain">
        <thead>
          <tr>
            <th scope="col">Part</th>
            <th scope="col" className="cw-number">
              Rows
            </th>
            <th scope="col" className="cw-number">
              Fields read
            </th>
            <th scope="col" className="cw-number">
              Not kept
            </th>
            <th scope="col">Missing</th>
            <th scope="col">Unknown</th>
          </tr>
        </thead>
        <tbody>
          {parts.map((part) => (
            <tr key={part.part}>
              <th scope="row">{part.part}</th>
              <td className="cw-number">{part.rows.toLocaleString('en')}</td>
              <td className="cw-number" title={part.known.join(', ')}>
                {part.known.length}
              </td>
              <td className="cw-number" title={part.unread.join(', ')}>
                {part.unread.length}
              </td>
              <td>{part.missing.join(', ')}</td>
              <td>{part.unknown.join(', ')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  )
}
