import { EmptyState, EmptyStateBody, PageSection } from '@patternfly/react-core'
import type { ReactNode } from 'react'
import { CommandLine } from './command.tsx'

/** Nothing here yet: what this place is for, and the command that fills it. */
export function Empty({
  title,
  children,
  command,
}: {
  readonly title: string
  readonly children: ReactNode
  readonly command?: string
}) {
  return (
    <PageSection>
      <EmptyState titleText={title} headingLevel="h2" variant="sm">
        <EmptyStateBody>
          <p>{children}</p>
          {command === undefined ? undefined : <CommandLine text={command} />}
        </EmptyStateBody>
      </EmptyState>
    </PageSection>
  )
}
