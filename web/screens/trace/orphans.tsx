import { PageSection } from '@patternfly/react-core'
import { Link } from 'react-router'
import type { UnresolvedResult } from '../../../src/contract/trace-lists.ts'
import { useAnswer } from '../../app/use-answer.ts'
import { WhenHere } from '../../parts/asked.tsx'
import { Empty } from '../../parts/empty.tsx'
import { EvidenceLink } from '../../parts/evidence-link.tsx'
import { useSearch } from '../../parts/use-search.ts'
import { count } from '../../words/measure.ts'
import { Pager } from './pager.tsx'

const page = 100

/** Addresses inside the estate's subnets that artefacts name and no VM has. */
export function OrphansTab() {
  const [search, change] = useSearch()
  const after = Number(search.get('after')) || 0
  const asked = useAnswer('unresolved', { query: { limit: page, after } })
  return (
    <PageSection>
      <WhenHere asked={asked} what="The addresses without a VM">
        {({ total, subnets, addresses }) =>
          total === 0 ? (
            <Empty title="No address without a VM" command="causeway evidence add ./evidence">
              Nothing that was read names an address inside the {count(subnets.length, 'subnet')} of the
              estate that no VM has.
            </Empty>
          ) : (
            <>
              <p className="cw-lead">
                {count(total, 'address', 'addresses')} inside {count(subnets.length, 'subnet')} of the estate{' '}
                {total === 1 ? 'is' : 'are'} named and {total === 1 ? 'belongs' : 'belong'} to no VM: a
                machine that was not discovered, an appliance, a gateway, or a rule that outlived its machine.
              </p>
              <table className="cw-plain">
                <thead>
                  <tr>
                    <th scope="col">Address</th>
                    <th scope="col">Subnet</th>
                    <th scope="col" className="cw-number">
                      Times
                    </th>
                    <th scope="col">Named in</th>
                    <th scope="col">Flows</th>
                  </tr>
                </thead>
                <tbody>
                  {addresses.map((one) => (
                    <Orphan key={`${one.address} ${one.subnet}`} one={one} />
                  ))}
                </tbody>
              </table>
              <Pager
                after={after}
                shown={addresses.length}
                total={total}
                page={page}
                what="addresses"
                onChange={(next) => change({ after: next })}
              />
            </>
          )
        }
      </WhenHere>
    </PageSection>
  )
}

function Orphan({ one }: { readonly one: UnresolvedResult['addresses'][number] }) {
  const rest = one.count - one.places.length
  return (
    <tr>
      <th scope="row" className="cw-address">
        {one.address}
      </th>
      <td className="cw-address">{one.subnet}</td>
      <td className="cw-number">{one.count.toLocaleString('en')}</td>
      <td>
        <ul className="cw-places">
          {one.places.map((place) => (
            <li
              key={`${place.file}:${place.line}:${place.name ?? ''}:${place.column ?? 0}:${place.role}:${place.matched}`}
            >
              <EvidenceLink of={place} />{' '}
              <span className="cw-soft">
                {place.kind.replaceAll('-', ' ')}
                {place.name === undefined ? '' : ` ${place.name}`}, {place.owner ?? 'owner not known'}
              </span>
            </li>
          ))}
          {rest > 0 ? <li className="cw-soft">and {rest.toLocaleString('en')} more</li> : undefined}
        </ul>
      </td>
      <td className="cw-address">
        <Link to={`/trace?tab=flows&by=flow&find=${encodeURIComponent(one.address)}`}>its flows</Link>
      </td>
    </tr>
  )
}
