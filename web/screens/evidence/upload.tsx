import { Progress } from '@patternfly/react-core'
import { useState } from 'react'
import { upload } from '../../app/client.ts'
import { DropZone } from '../../parts/drop-zone.tsx'
import { errorWords } from '../../parts/error-words.ts'
import { count } from '../../words/measure.ts'

/** One file on its way, or how it went. */
interface Sent {
  readonly name: string
  readonly part: number
  readonly said?: string
  readonly failed?: boolean
}

/** Takes files by drag and drop or by a dialog, one after the other, and says of each what was found in it. */
export function Upload() {
  const [sent, setSent] = useState<readonly Sent[]>([])

  const send = async (files: readonly File[]) => {
    setSent(files.map((file) => ({ name: file.name, part: 0 })))
    for (const [at, file] of files.entries()) {
      const change = (next: Partial<Sent>) =>
        setSent((before) => before.map((one, index) => (index === at ? { ...one, ...next } : one)))
      try {
        const name = file.webkitRelativePath === '' ? file.name : file.webkitRelativePath
        const answer = await upload('addEvidence', file, { query: { name } }, (part) => change({ part }))
        const [read] = answer.files
        change({
          part: 1,
          said: read
            ? `${read.kind}: ${read.understood} of ${count(read.statements, 'statement')} understood, ${count(read.references, 'reference')}, ${count(read.flows, 'flow')}${read.changed ? '' : ' (it was here already)'}`
            : (answer.skipped[0]?.why ?? 'not read'),
        })
      } catch (error) {
        change({ failed: true, said: errorWords(error) })
      }
    }
  }
  return (
    <DropZone
      label="Add evidence"
      filesLabel="Files of evidence"
      onFiles={(files) => void send(files)}
      words={(choose) => (
        <>
          Drop files here, or {choose}.{' '}
          <span className="cw-soft">
            The kind is recognised from the content; secrets are masked; at most 256 MiB each.
          </span>
        </>
      )}
    >
      <ul aria-live="polite" className="cw-sent">
        {sent.map((file) => (
          <li key={file.name}>
            {file.said === undefined ? (
              <Progress value={Math.round(file.part * 100)} title={file.name} size="sm" />
            ) : (
              <p className={file.failed ? 'cw-block' : ''}>
                <span className="cw-mono">{file.name}</span> {file.said}
              </p>
            )}
          </li>
        ))}
      </ul>
    </DropZone>
  )
}
