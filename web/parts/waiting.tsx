import { Bullseye, Spinner } from '@patternfly/react-core'

/** Shown while something is on its way; appears late, so that quick answers do not flicker. */
export function Waiting({ what }: { readonly what: string }) {
  return (
    <Bullseye className="cw-waiting">
      <Spinner size="lg" aria-label={`Waiting for ${what}`} />
    </Bullseye>
  )
}
