import { Label } from '@patternfly/react-core'
import { useState } from 'react'
import type { Watch } from '../../../src/contract/watches.ts'
import { call } from '../../app/client.ts'
import { useAnswer } from '../../app/use-answer.ts'
import { Confirm } from '../../parts/confirm.tsx'
import { minute } from '../../words/measure.ts'

const colours = {
  starting: 'blue',
  reading: 'blue',
  watching: 'green',
  waiting: 'orange',
  failed: 'red',
} as const

/** Every vCenter that the server follows: how it stands, what came last, when all is read anew, and the button that ends it. */
export function Watches() {
  const asked = useAnswer('watches')
  const [stopped, setStopped] = useState<readonly string[]>([])
  const all = asked.state === 'here' ? asked.value.watches : []
  const watches = all.filter((watch) => !stopped.includes(keyOf(watch)))
  if (watches.length === 0) return undefined
  const stop = async (watch: Watch) => {
    await call('stopWatch', { params: { id: watch.id } })
    setStopped((before) => [...before, keyOf(watch)])
  }
  return (
    <section aria-labelledby="watches">
      <h2 id="watches">Watched vCenters</h2>
      <table className="cw-plain cw-watches">
        <thead>
          <tr>
            <th scope="col">vCenter</th>
            <th scope="col">User</th>
            <th scope="col">State</th>
            <th scope="col" className="cw-number">
              Changes
            </th>
            <th scope="col">Last change</th>
            <th scope="col">Next whole read</th>
            <th scope="col">
              <span className="cw-sr">Stop it</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {watches.map((watch) => (
            <tr key={watch.id}>
              <th scope="row">{watch.host}</th>
              <td>{watch.user}</td>
              <td>
                <Label isCompact color={colours[watch.state]}>
                  {watch.state}
                </Label>{' '}
                {watch.why ?? <span className="cw-soft">since {minute(watch.since)} UTC</span>}
              </td>
              <td className="cw-number">{watch.changes.toLocaleString('en')}</td>
              <td>{time(watch.lastChange, 'none yet')}</td>
              <td>{time(watch.nextWhole, watch.state === 'failed' ? 'never' : 'after this one')}</td>
              <td>
                <Confirm
                  button="Stop watching"
                  title={`Stop watching ${watch.host}?`}
                  danger
                  act={() => stop(watch)}
                >
                  <p>
                    The server logs out and forgets the password. What was read stays, and grows old; to watch
                    again, the password is asked for again.
                  </p>
                </Confirm>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** A watch that is started anew is another one. */
function keyOf({ id, since }: Watch): string {
  return `${id} ${since}`
}

function time(iso: string | undefined, none: string) {
  return iso === undefined ? <span className="cw-soft">{none}</span> : `${minute(iso)} UTC`
}
