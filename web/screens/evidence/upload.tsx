import { Button, Progress } from '@patternfly/react-core'
import { type DragEvent, useRef, useState } from 'react'
import { ApiError, upload } from '../../app/client.ts'
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
  const [over, setOver] = useState(false)
  const [sent, setSent] = useState<readonly Sent[]>([])
  const input = useRef<HTMLInputElement>(null)

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
        const remedy = error instanceof ApiError ? ` ${error.details.remedy}` : ''
        change({ failed: true, said: `${error instanceof Error ? error.message : String(error)}${remedy}` })
      }
    }
  }
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    void send([...event.dataTransfer.files])
  }
  return (
    <section
      aria-label="Add evidence"
      className={over ? 'cw-drop cw-over' : 'cw-drop'}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <p>
        Drop files here, or{' '}
        <Button variant="link" isInline onClick={() => input.current?.click()}>
          choose some
        </Button>
        .{' '}
        <span className="cw-soft">
          The kind is recognised from the content; secrets are masked; at most 256 MiB each.
        </span>
      </p>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label="Files of evidence"
        onChange={(event) => {
          void send([...(event.target.files ?? [])])
          event.target.value = ''
        }}
      />
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
    </section>
  )
}
