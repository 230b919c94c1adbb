import type { ObjectResult } from '../../../src/contract/objects.ts'
import { plain, titleOf } from './fact-text.ts'

/** Facts by title, each with where and when it was read. */
export function FactTable({
  of,
  className,
}: {
  readonly of: Pick<ObjectResult, 'facts' | 'evidence'>
  readonly className: string
}) {
  const origin = new Map(of.evidence.map((item) => [item.field, item]))
  const facts = Object.entries(of.facts).sort(([a], [b]) => titleOf(a).localeCompare(titleOf(b), 'en'))
  return (
    <table className={`cw-plain ${className}`}>
      <thead>
        <tr>
          <th scope="col">Fact</th>
          <th scope="col">Value</th>
          <th scope="col">Where it was read</th>
        </tr>
      </thead>
      <tbody>
        {facts.map(([field, value]) => {
          const from = origin.get(field)
          return (
            <tr key={field}>
              <th scope="row">{titleOf(field)}</th>
              <td>{plain(value) || <span className="cw-soft">none</span>}</td>
              <td className="cw-soft">{from ? `${from.where}, ${from.observedAt.slice(0, 10)}` : ''}</td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
