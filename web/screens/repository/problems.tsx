import { Alert } from '@patternfly/react-core'
import { Link } from 'react-router'
import type { RepositoryOverview } from '../../../src/contract/repository.ts'
import { count } from '../../words/measure.ts'

/** What stands in the way: objects that a cluster would refuse, hand edits that a new generation contradicts, open decisions. */
export function Problems({ overview }: { readonly overview: RepositoryOverview }) {
  const { problems, conflicts, notes } = overview
  return (
    <div className="cw-alerts">
      {problems.length > 0 ? (
        <Alert variant="danger" isInline title={`A cluster would refuse ${count(problems.length, 'object')}`}>
          <ul>
            {problems.slice(0, 20).map((problem) => (
              <li key={`${problem.file} ${problem.path} ${problem.message}`}>
                <span className="cw-mono">
                  {problem.file} {problem.path}
                </span>
                : {problem.message}
              </li>
            ))}
          </ul>
        </Alert>
      ) : undefined}
      {conflicts.length > 0 ? (
        <Alert
          variant="warning"
          isInline
          title={`${count(conflicts.length, 'file')} changed by hand and generated anew; the hand version stays`}
        >
          <ul>
            {conflicts.map((conflict) => (
              <li key={conflict.file}>
                <Link to={`/repository?path=${encodeURIComponent(conflict.file)}`}>{conflict.file}</Link>:{' '}
                {conflict.why}
              </li>
            ))}
          </ul>
        </Alert>
      ) : undefined}
      {notes.map((note) => (
        <Alert key={note} variant="info" isInline isPlain title={note} />
      ))}
    </div>
  )
}
