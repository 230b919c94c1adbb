import { Button } from '@patternfly/react-core'

/** Steps through a list that the server gives in pages. */
export function Pager({
  after,
  shown,
  total,
  page,
  what,
  onChange,
}: {
  readonly after: number
  readonly shown: number
  readonly total: number
  /** Rows of a page. */
  readonly page: number
  readonly what: string
  readonly onChange: (after: string | undefined) => void
}) {
  if (shown === total) return undefined
  return (
    <nav aria-label={`Pages of ${what}`} className="cw-pages">
      <Button
        size="sm"
        variant="secondary"
        isDisabled={after === 0}
        onClick={() => onChange(after <= page ? undefined : String(after - page))}
      >
        Before
      </Button>
      <span className="cw-soft">
        {(after + 1).toLocaleString('en')} to {(after + shown).toLocaleString('en')} of{' '}
        {total.toLocaleString('en')}
      </span>
      <Button
        size="sm"
        variant="secondary"
        isDisabled={after + shown >= total}
        onClick={() => onChange(String(after + shown))}
      >
        After
      </Button>
    </nav>
  )
}
