import { Alert, EmptyState, EmptyStateBody, PageSection } from '@patternfly/react-core'
import { LockIcon } from '@patternfly/react-icons'
import type { ReactNode } from 'react'
import { ApiError } from '../app/client.ts'
import type { Asked } from '../app/use-answer.ts'
import { CommandLine } from './command.tsx'
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
  return isLocked(asked.error) ? (
    <LoggedOut />
  ) : (
    <PageSection>
      <Failure error={asked.error} what={what} />
    </PageSection>
  )
}

function isLocked(error: Error): boolean {
  return error instanceof ApiError && error.details.code === 'no-token'
}

/** What a browser without the token is told; nothing of the workspace can be shown. */
function LoggedOut() {
  return (
    <PageSection>
      <EmptyState titleText="This browser is not logged in" headingLevel="h1" icon={LockIcon} variant="sm">
        <EmptyStateBody>
          <p>
            Open the link that <code>causeway serve</code> printed in the terminal; it carries the token of
            the workspace. When the server is started anew with another workspace, its link is another one,
            too.
          </p>
          <p>
            A script sends <code>Authorization: Bearer</code> with the text of <code>.causeway/token</code>.
          </p>
          <CommandLine text="causeway serve" />
        </EmptyStateBody>
      </EmptyState>
    </PageSection>
  )
}

/** An error as a sentence and a remedy. */
export function Failure({ error, what }: { readonly error: Error; readonly what: string }) {
  return (
    <Alert variant="danger" isInline title={`${what} cannot be shown`}>
      <p>{error.message}</p>
      {error instanceof ApiError ? <p>{error.details.remedy}</p> : undefined}
    </Alert>
  )
}
