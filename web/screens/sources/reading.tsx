import { Progress, ProgressMeasureLocation } from '@patternfly/react-core'
import { useEffect, useState } from 'react'
import type { SourcesReading } from '../../../src/contract/discover.ts'
import { call } from '../../app/client.ts'
import { useAnswer } from '../../app/use-answer.ts'
import { count, minute } from '../../words/measure.ts'

/** How often the counts are asked for while something is read. */
const everyMilliseconds = 1000

/** What is being read now, by this page or in any terminal, with how far it has come. */
export function Reading() {
  const asked = useAnswer('sourcesReading')
  const first = asked.state === 'here' ? asked.value : undefined
  const [latest, setLatest] = useState<SourcesReading>()
  useEffect(() => {
    setLatest(first)
    if (!first || first.reading.length === 0) return
    const timer = setInterval(() => {
      // A count that does not come is asked for again a second later.
      call('sourcesReading').then(setLatest, () => undefined)
    }, everyMilliseconds)
    return () => clearInterval(timer)
  }, [first])
  const reading = latest?.reading ?? []
  if (reading.length === 0) return undefined
  return (
    <section aria-label="Being read now" aria-live="polite" className="cw-reading">
      {reading.map(({ source, label, kind, since, objects }) => (
        <Progress
          key={source}
          aria-label={`Reading ${label}`}
          title={`Reading ${label} (${kind}) since ${minute(since)} UTC: ${count(objects, 'object')} so far`}
          measureLocation={ProgressMeasureLocation.none}
          value={100}
          valueText={`${objects} objects`}
          size="sm"
          className="cw-working"
        />
      ))}
    </section>
  )
}
