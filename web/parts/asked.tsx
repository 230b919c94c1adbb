import { Alert, PageSection } from '@patternfly/react-core'
import type { ReactNode } from 'react'
import { ApiError } from '../app/client.ts'
import type { Asked } from '../app/use-answer.ts'
import { Waiting } from './waiting.tsx'

/** Shows an answer when it is here, and says how to go on when it is not. */
export function WhenHere<Value>({
  asked,
  what,
  children,
}: {
  readonly asked: Asked<Value>
  readonly what: string
  readonly children: (value: Value) => ReactNode
}) {
  if (asked.state === 'waiting') return <Waiting what={what} />
  if (asked.state === 'here') return <>{children(asked.value)}</>
  return (
    <PageSection>
      <Failure error={asked.error} what={what} />
    </PageSection>
  )
}

/** An error as a sentence and a remedy. */
export function Failure({ error, what }: { readonly error: Error; readonly what: string }) {
  const details = error instanceof ApiError ? error.details : undefined
  const locked = details?.code === 'no-token'
  return (
    <Alert
      variant={locked ? 'info' : 'danger'}
      isInline
      title={locked ? 'This browser is not logged in' : `${what} cannot be shown`}
    >
      <p>
        {locked
          ? 'Open the link that `causeway serve` printed in the terminal; it carries the token of the workspace.'
          : error.message}
      </p>
      {!locked && details ? <p>{details.remedy}</p> : undefined}
    </Alert>
  )
}
