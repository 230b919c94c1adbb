import { Bullseye, Spinner } from '@patternfly/react-core'
import { sentence } from '../words/measure.ts'

/** Shown while something is on its way; appears late, so that quick answers do not flicker, and says what it waits for after two seconds. */
export function Waiting({ what }: { readonly what: string }) {
  return (
    <Bullseye className="cw-waiting">
      <div>
        <Spinner size="lg" aria-label={`Waiting for ${what}`} />
        <p className="cw-waiting-words cw-soft" aria-hidden="true">
          {sentence(`Waiting for ${lower(what)}`)} The first look at a large estate takes longest.
        </p>
      </div>
    </Bullseye>
  )
}

/** Inside a sentence: `The estate` → `the estate`, `VMs` stays. */
function lower(what: string): string {
  return what.replace(/^(The|This|These)\b/, (word) => word.toLowerCase())
}
