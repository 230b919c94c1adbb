import { Link } from 'react-router'
import type { ObjectResult } from '../../../src/contract/objects.ts'
import { plain, titleOf } from '../vm/fact-text.ts'

/** Every fact of a place with where and when it was read, and the places that it belongs with. */
export function ObjectFacts({ object }: { readonly object: ObjectResult }) {
  const origin = new Map(object.evidence.map((item) => [item.field, item]))
  const facts = Object.entries(object.facts).sort(([a], [b]) => (titleOf(a) < titleOf(b) ? -1 : 1))
  return (
    <div className="cw-panel">
      {object.related.map(({ kind, objects }) => (
        <section key={kind}>
          <h2>{objects.length === 1 ? titleOf(kind) : `${objects.length} ${titleOf(kind)}s`}</h2>
          <p className="cw-names">
            {objects.map(({ id, name }) => (
              <Link key={id} to={`/objects/${encodeURIComponent(id)}`}>
                {name}
              </Link>
            ))}
          </p>
        </section>
      ))}
      <h2>Facts</h2>
      {facts.length === 0 ? <p className="cw-soft">No source says more than its name.</p> : undefined}
      <table className="cw-plain cw-place-facts">
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
                <td>{plain(value)}</td>
                <td className="cw-soft">{from ? `${from.where}, ${from.observedAt.slice(0, 10)}` : ''}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}
