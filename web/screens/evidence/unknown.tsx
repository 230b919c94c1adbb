import type { EvidenceFileRow } from '../../../src/contract/evidence.ts'

type Constructs = EvidenceFileRow['unknown']

/** Statements of a file that no reader understood, and details of those that were, counted, with the first line of each. */
export function Unknown({ unknown }: { readonly unknown: Constructs }) {
  const missed = unknown.filter(({ noted }) => noted !== true)
  const noted = unknown.filter((one) => one.noted === true)
  return (
    <>
      {missed.length === 0 ? (
        <p>Every statement was understood.</p>
      ) : (
        <Table constructs={missed} caption="Not understood, so nothing is said about what it names" />
      )}
      {noted.length === 0 ? undefined : (
        <Table constructs={noted} caption="Noted: understood, but this of it is not carried" />
      )}
    </>
  )
}

function Table({ constructs, caption }: { readonly constructs: Constructs; readonly caption: string }) {
  return (
    <table className="cw-plain">
      <caption>{caption}</caption>
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
        {constructs.map(({ construct, count, example }) => (
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
