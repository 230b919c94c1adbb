import { Link } from 'react-router'
import type { ObjectResult } from '../../../src/contract/objects.ts'
import { FactTable } from '../vm/fact-table.tsx'
import { titleOf } from '../vm/fact-text.ts'
import { count } from '../../words/measure.ts'

/** Every fact of a place with where and when it was read, and the places that it belongs with. */
export function ObjectFacts({ object }: { readonly object: ObjectResult }) {
  return (
    <div className="cw-panel">
      {object.related.map(({ kind, objects }) => (
        <section key={kind}>
          <h2 className="cw-capital">
            {objects.length === 1 ? nameOf(kind) : count(objects.length, nameOf(kind))}
          </h2>
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
      {Object.keys(object.facts).length === 0 ? (
        <p className="cw-soft">No source says more than its name.</p>
      ) : undefined}
      <FactTable of={object} className="cw-place-facts" />
    </div>
  )
}

/** `resource-pool` → `resource pool`. */
function nameOf(kind: string): string {
  return titleOf(kind).replaceAll('-', ' ')
}
