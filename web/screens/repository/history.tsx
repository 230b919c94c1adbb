import type { RepositoryOverview } from '../../../src/contract/repository.ts'
import { minute } from '../../words/measure.ts'

/** Commits of the working branch, the newest first. */
export function History({ history }: { readonly history: RepositoryOverview['history'] }) {
  if (history.length === 0) return <p className="cw-panel">No commit yet.</p>
  return (
    <table className="cw-plain cw-panel">
      <thead>
        <tr>
          <th scope="col">Commit</th>
          <th scope="col">When</th>
          <th scope="col">Who</th>
          <th scope="col">What</th>
        </tr>
      </thead>
      <tbody>
        {history.map((commit) => (
          <tr key={commit.commit}>
            <td className="cw-mono">{commit.commit.slice(0, 12)}</td>
            <td>{minute(commit.at)}</td>
            <td>{commit.author}</td>
            <td>{commit.subject}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
