import { PageSection, Title } from '@patternfly/react-core'
import { type ReactNode, useEffect } from 'react'
import { CommandLine } from './command.tsx'

/** The head of a screen: its title, one sentence, and the command line that shows the same. */
export function ScreenHead({
  title,
  children,
  command,
}: {
  readonly title: string
  readonly children?: ReactNode
  readonly command?: string
}) {
  useEffect(() => {
    document.title = `${title} · Causeway`
  }, [title])
  return (
    <PageSection className="cw-head">
      <div className="cw-head-row">
        <Title headingLevel="h1">{title}</Title>
        {command === undefined ? undefined : (
          <span className="cw-head-command">
            <CommandLine text={command} />
          </span>
        )}
      </div>
      {children}
    </PageSection>
  )
}
