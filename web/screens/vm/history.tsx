import type { HistoryResult } from '../../../src/contract/history.ts'
import type { VmResult } from '../../../src/contract/vms.ts'
import { useAnswer } from '../../app/use-answer.ts'
import { WhenHere } from '../../parts/asked.tsx'
import { plain, titleOf } from './fact-text.ts'

type Change = HistoryResult['changes'][number]

/** What became of the VM since it was first read, the newest first, with what told it. */
export function History({ vm }: { readonly vm: VmResult }) {
  const asked = useAnswer('history', { query: { vm: vm.id, limit: 200 } })
  return (
    <WhenHere asked={asked} what="The history of this VM">
      {({ changes, sets, next }) => (
        <div className="cw-facts">
          {changes.length === 0 ? (
            <p className="cw-soft">Nothing has changed since it was first read.</p>
          ) : undefined}
          {changes.map((change) => (
            <section key={change.set}>
              <h2>
                {change.at.slice(0, 16).replace('T', ' ')}: {change.change}
              </h2>
              <p className="cw-soft">{sets.find(({ id }) => id === change.set)?.because.join(', ')}</p>
              {change.fields.length > 0 ? <Fields fields={change.fields} /> : undefined}
            </section>
          ))}
          {next === undefined ? undefined : (
            <p className="cw-soft">Older changes: causeway history {vm.id}</p>
          )}
        </div>
      )}
    </WhenHere>
  )
}

function Fields({ fields }: { readonly fields: Change['fields'] }) {
  return (
    <table className="cw-plain">
      <thead>
        <tr>
          <th scope="col">Fact</th>
          <th scope="col">Before</th>
          <th scope="col">After</th>
        </tr>
      </thead>
      <tbody>
        {fields.map((one) => (
          <tr key={one.field}>
            <th scope="row">{titleOf(one.field)}</th>
            <td>{'old' in one ? plain(one.old) : <span className="cw-soft">unknown</span>}</td>
            <td>{'new' in one ? plain(one.new) : <span className="cw-soft">unknown</span>}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
