import { ToggleGroup, ToggleGroupItem } from '@patternfly/react-core'
import { useState } from 'react'
import type { RepositoryFileResult } from '../../../src/contract/repository.ts'
import { useAnswer } from '../../app/use-answer.ts'
import { WhenHere } from '../../parts/asked.tsx'
import { CodeView } from '../../parts/code-view.tsx'

/** One file as it stands; where a person changed it, the difference from what was generated. */
export function FileView({ path }: { readonly path: string }) {
  if (path === '') {
    return (
      <section aria-label="File" className="cw-file">
        <p className="cw-soft">
          Choose a file. <code>base/</code> holds what is applied once, each <code>waves/…/vms</code> the
          machines of a wave, all <code>Halted</code>; <code>disks/</code> is applied by{' '}
          <code>causeway move</code> or by a person, never by Argo CD.
        </p>
      </section>
    )
  }
  return <OneFile key={path} path={path} />
}

function OneFile({ path }: { readonly path: string }) {
  const asked = useAnswer('repositoryFile', { query: { path } })
  return (
    <section aria-label="File" className="cw-file">
      <WhenHere asked={asked} what="This file">
        {(file) => <Faces file={file} />}
      </WhenHere>
    </section>
  )
}

function Faces({ file }: { readonly file: RepositoryFileResult }) {
  const edited = file.generated !== null && file.generated !== file.text
  const [diff, setDiff] = useState(edited)
  return (
    <>
      <div className="cw-acts cw-file-title">
        <h2 className="cw-mono">{file.path}</h2>
        {edited ? (
          <ToggleGroup aria-label="How to show the file">
            <ToggleGroupItem text="Changes by hand" isSelected={diff} onChange={() => setDiff(true)} />
            <ToggleGroupItem text="Whole file" isSelected={!diff} onChange={() => setDiff(false)} />
          </ToggleGroup>
        ) : (
          <span className="cw-soft">{file.generated === null ? 'made by hand' : 'as generated'}</span>
        )}
      </div>
      <CodeView
        text={file.text}
        original={edited && diff ? (file.generated ?? undefined) : undefined}
        label={`Text of ${file.path}`}
      />
    </>
  )
}
