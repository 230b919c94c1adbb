import { Button, Progress } from '@patternfly/react-core'
import { useEffect, useState } from 'react'
import type { DiscoverResult, SourcesChecked } from '../../../src/contract/discover.ts'
import { upload } from '../../app/client.ts'
import { errorWords } from '../../parts/error-words.ts'
import { count } from '../../words/measure.ts'

type State =
  | { readonly kind: 'checking' | 'adding'; readonly part: number }
  | { readonly kind: 'checked'; readonly result: SourcesChecked }
  | { readonly kind: 'added'; readonly result: DiscoverResult }
  | { readonly kind: 'failed'; readonly text: string }

/** One file: on its way, how a read of it would go, or how it went. */
export function FileToAdd({ file, onLeave }: { readonly file: File; readonly onLeave: () => void }) {
  const [state, setState] = useState<State>({ kind: 'checking', part: 0 })
  useEffect(() => {
    send('checking', file, setState, async (onPart) => {
      const result = await upload('checkSource', file, { query: { name: file.name } }, onPart)
      return { kind: 'checked', result }
    })
    // The file is checked once, when it is taken.
  }, [file])
  const add = () =>
    send('adding', file, setState, async (onPart) => {
      const result = await upload('addSource', file, { query: { name: file.name } }, onPart)
      return { kind: 'added', result }
    })
  return (
    <li className="cw-to-add">
      <div aria-live="polite">
        <span className="cw-mono">{file.name}</span> <Told state={state} />
      </div>
      <div className="cw-to-add-acts">
        {state.kind === 'checked' && state.result.sources.length > 0 ? (
          <Button size="sm" onClick={add}>
            Add to the estate
          </Button>
        ) : undefined}
        {state.kind === 'checking' || state.kind === 'adding' ? undefined : (
          <Button size="sm" variant="link" onClick={onLeave}>
            {state.kind === 'added' ? 'Done' : 'Leave it'}
          </Button>
        )}
      </div>
    </li>
  )
}

function send(
  kind: 'checking' | 'adding',
  file: File,
  setState: (state: State) => void,
  act: (onPart: (part: number) => void) => Promise<State>,
): void {
  setState({ kind, part: 0 })
  act((part) => setState({ kind, part }))
    .then(setState)
    .catch((error: unknown) => setState({ kind: 'failed', text: `${file.name}: ${errorWords(error)}` }))
}

function Told({ state }: { readonly state: State }) {
  switch (state.kind) {
    case 'checking':
    case 'adding':
      return (
        <Progress
          value={Math.round(state.part * 100)}
          aria-label={state.kind === 'checking' ? 'Checking' : 'Reading'}
          title={state.part < 1 ? 'on its way' : state.kind === 'checking' ? 'being checked' : 'being read'}
          size="sm"
        />
      )
    case 'failed':
      return <span className="cw-block">{state.text}</span>
    case 'checked':
      return <Sums result={state.result} />
    case 'added':
      return (
        <>
          <Sums result={state.result} /> Added: {count(state.result.estate.vms, 'VM')} in the estate,{' '}
          {count(state.result.estate.conflicts, 'contradiction')}
          {state.result.unattached.length > 0
            ? `; ${count(state.result.unattached.length, 'row')} fit no VM, the first: ${state.result.unattached[0]?.where}: ${state.result.unattached[0]?.why}`
            : ''}
          .
        </>
      )
  }
}

function Sums({ result }: { readonly result: SourcesChecked | DiscoverResult }) {
  const [skipped] = result.skipped
  if (result.sources.length === 0) return <span className="cw-block">{skipped?.why ?? 'nothing in it'}</span>
  return (
    <>
      {result.sources.map(({ source, kind, label, seen, kept, merged, rejected, missing }) => (
        <span key={source}>
          {kind}, {label}: {seen.toLocaleString('en')} seen = {kept.toLocaleString('en')} kept +{' '}
          {merged.toLocaleString('en')} merged + {rejected.length.toLocaleString('en')} rejected
          {rejected[0] ? ` (${rejected[0].where}: ${rejected[0].why})` : ''}
          {missing.length > 0 ? `; not there: ${missing.slice(0, 3).join(', ')}` : ''}.{' '}
        </span>
      ))}
    </>
  )
}
