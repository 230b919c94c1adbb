import { Link } from 'react-router'
import type { PlanResult } from '../../../src/contract/plan.ts'
import { count } from '../../words/measure.ts'

/** VMs in no wave, by reason. */
export function Unplanned({ plan }: { readonly plan: PlanResult }) {
  const reasons = new Map<string, PlanResult['unplanned'][number][]>()
  for (const one of plan.unplanned) {
    const list = reasons.get(one.why)
    if (list) list.push(one)
    else reasons.set(one.why, [one])
  }
  if (reasons.size === 0) return undefined
  return (
    <section aria-label="In no wave" className="cw-unplanned">
      <h2>In no wave ({plan.unplanned.length})</h2>
      {[...reasons]
        .sort((a, b) => b[1].length - a[1].length)
        .map(([why, vms]) => (
          <details key={why}>
            <summary>
              {why} <span className="cw-soft">{count(vms.length, 'VM')}</span>
            </summary>
            <span className="cw-names">
              {vms.map(({ vm, id }) => (
                <Link key={id} to={`/vms/${encodeURIComponent(id)}?tab=findings`}>
                  {vm}
                </Link>
              ))}
            </span>
          </details>
        ))}
    </section>
  )
}
