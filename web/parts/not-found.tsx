import { EmptyState, EmptyStateBody } from '@patternfly/react-core'
import { Link, useLocation } from 'react-router'

/** An address that leads nowhere. */
export function NotFound() {
  const { pathname } = useLocation()
  return (
    <EmptyState titleText="There is no such page" headingLevel="h1">
      <EmptyStateBody>
        Nothing is at <code>{pathname}</code>. Go to the <Link to="/">overview</Link>.
      </EmptyStateBody>
    </EmptyState>
  )
}
