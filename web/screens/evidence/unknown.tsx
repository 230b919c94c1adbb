import type { EvidenceFileRow } from '../../../src/contract/evidence.ts'

/** Constructs of a file that no reader understood, counted, with the first line of each. */
export function Unknown({ unknown }: Pick<EvidenceFileRow, 'unknown'>) {
  if (unknown.length === 0) return <p>Every statement was understood.</p>
  return (
    <table className="cw-plain">
      <caption>Not understood, so nothing is said about what it names</caption>
      <thead>
        <tr>
          <th scope="col">Construct</th>
          <th scope="col" className="cw-number">
            Times
          </th>
          <th scope="col">For example</th>
        </tr>
      </thead>
      <tbody>
        {unknown.map(({ construct, count, example }) => (
          <tr key={construct}>
            <th scope="row">{construct}</th>
            <td className="cw-number">{count}</td>
            <td>
              <span className="cw-soft">line {example.line}</span> <code>{example.text}</code>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
