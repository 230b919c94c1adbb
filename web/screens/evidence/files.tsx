import { Label } from '@patternfly/react-core'
import { Link } from 'react-router'
import type { EvidenceListed } from '../../../src/contract/evidence.ts'
import { call } from '../../app/client.ts'
import { Confirm } from '../../parts/confirm.tsx'
import { evidencePath } from '../../parts/evidence-link.tsx'
import { minute } from '../../words/measure.ts'
import { effectOfRemoval } from './sums.ts'
import { Unknown } from './unknown.tsx'

type File = EvidenceListed['files'][number]

/** Files one below the other; each opens to what was not understood, with example lines. */
export function Files({ files }: { readonly files: readonly File[] }) {
  return (
    <ul className="cw-files">
      <li className="cw-file-row cw-file-head" aria-hidden="true">
        <span>File</span>
        <span>Kind</span>
        <span className="cw-number">Understood</span>
        <span className="cw-number">References</span>
        <span className="cw-number">Flows</span>
        <span className="cw-number">Masked</span>
        <span />
      </li>
      {files.map((file) => (
        <li key={file.id}>
          <details>
            <summary className="cw-file-row">
              <span className="cw-mono cw-file-name">{file.file}</span>
              <span>
                {file.kind}{' '}
                {file.confidence < 1 ? (
                  <span className="cw-soft">{Math.round(file.confidence * 100)}% sure</span>
                ) : undefined}
              </span>
              <span className="cw-number">
                <span className="cw-sr">understood </span>
                {file.understood === file.statements ? undefined : (
                  <Label color="orange" isCompact className="cw-gap">
                    {file.statements - file.understood} not
                  </Label>
                )}
                {file.understood} of {file.statements}
              </span>
              <span className="cw-number">
                {file.references}
                <span className="cw-sr"> references</span>
              </span>
              <span className="cw-number">
                {file.flows}
                <span className="cw-sr"> flows</span>
              </span>
              <span className="cw-number">
                {file.masked}
                <span className="cw-sr"> secrets masked</span>
              </span>
            </summary>
            <Inside file={file} />
          </details>
          <Link
            to={evidencePath(file.id)}
            className="cw-file-open cw-small"
            aria-label={`Lines of ${file.file}`}
          >
            Lines
          </Link>
        </li>
      ))}
    </ul>
  )
}

function Inside({ file }: { readonly file: File }) {
  return (
    <div className="cw-inside">
      <Unknown unknown={file.unknown} />
      <div className="cw-acts">
        <span className="cw-soft cw-small">
          Read {minute(file.readAt)} UTC · {file.id}
        </span>
        <Confirm
          button="Remove"
          title={`Remove ${file.file}?`}
          danger
          act={() => call('removeEvidence', { params: { id: file.id } })}
        >
          <p>{effectOfRemoval(file)}</p>
        </Confirm>
      </div>
    </div>
  )
}
